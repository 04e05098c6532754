"""Index generations on disk: built aside, swapped in by one rename, checked when opened.

<data folder>/CURRENT                  name of the generation that serves
<data folder>/generations/<name>/      paragraphs.faiss, sentences.faiss, words/, …
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from corpus import Passage, Store
from corpus.database import told_in_words
from corpus.errors import IndexMissing, IndexStale
from index.encoder import Encoder, Vectors
from index.lexical import LexicalIndex, TantivyIndex
from index.manifest import FORMAT, Manifest, checksums, read_manifest, write_manifest
from index.model import Model
from index.vectors import FaissIndex, VectorIndex
from index.vocabulary import VOCABULARY_NAME, Vocabulary, write_vocabulary

CURRENT = "CURRENT"
GENERATIONS = "generations"
PARTIAL = ".partial"
KEPT = 2
TEXTS_A_STEP = 64

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened index: vectors of paragraphs and sentences, words, and who belongs to whom."""

    manifest: Manifest
    paragraphs: VectorIndex
    sentences: VectorIndex
    words: LexicalIndex
    vocabulary: Vocabulary
    paragraph_of: dict[int, int]


def build_generation(folder: Path, store: Store, encoder: Encoder, progress: Progress) -> str:
    """Build an index of everything in ``store``, make it the one that serves, return its name.

    ``progress`` is told (texts done, texts in all). Whatever stops the work before the last step
    leaves the generation that served until then untouched.
    """
    with told_in_words(folder):
        home = folder / GENERATIONS
        home.mkdir(parents=True, exist_ok=True)
        for left_over in home.glob(f"*{PARTIAL}"):
            shutil.rmtree(left_over)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        partial = home / (name + PARTIAL)
        try:
            _write(partial, store, encoder, progress)
            _sync_to_disk(partial)
            partial.rename(home / name)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        _make_current(folder, name)
        _forget_old(folder, name)
    return name


def open_generation(folder: Path, store: Store, model: Model) -> Generation:
    """Open the generation that serves, if it is whole and made from these texts by this model.

    Raises IndexMissing, IndexStale, IndexDamaged or IndexTooNew.
    """
    place = _current(folder)
    manifest = read_manifest(place)
    if manifest.weights != model.weights:
        raise IndexStale(f"The index was built by another model ({manifest.model}).")
    texts = (store.property("store_id"), store.property("corpus_hash"))
    if (manifest.store_id, manifest.corpus_hash) != texts:
        raise IndexStale("The documents have changed since the index was built.")
    pairs = np.load(place / "sentence_paragraph.npy", allow_pickle=False)
    return Generation(
        manifest=manifest,
        paragraphs=FaissIndex.open(place / "paragraphs.faiss"),
        sentences=FaissIndex.open(place / "sentences.faiss"),
        words=TantivyIndex.open(place / "words"),
        vocabulary=Vocabulary.open(place / VOCABULARY_NAME),
        paragraph_of=dict(pairs.tolist()),
    )


def _write(place: Path, store: Store, encoder: Encoder, progress: Progress) -> None:
    (place / "words").mkdir(parents=True)
    passages = list(store.passages())
    sentences = [pair for passage in passages for pair in passage.sentences]
    texts = [passage.text for passage in passages] + [text for _, text in sentences]
    vectors = _encode(encoder, texts, progress)
    ids = [passage.paragraph_id for passage in passages]

    of_paragraphs = FaissIndex.empty(encoder.dimension)
    of_paragraphs.add(ids, vectors[: len(ids)])
    of_paragraphs.save(place / "paragraphs.faiss")

    of_sentences = FaissIndex.empty(encoder.dimension)
    of_sentences.add([number for number, _ in sentences], vectors[len(ids) :])
    of_sentences.save(place / "sentences.faiss")

    words = TantivyIndex(place / "words")
    words.add(ids, texts[: len(ids)])
    words.save()
    write_vocabulary(place / VOCABULARY_NAME, texts[: len(ids)])

    np.save(place / "sentence_paragraph.npy", _pairs(passages), allow_pickle=False)
    write_manifest(
        place,
        Manifest(
            format=FORMAT,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            program=_program_version(),
            model=encoder.model.name,
            weights=encoder.model.weights,
            dimension=encoder.dimension,
            store_id=store.property("store_id"),
            corpus_hash=store.property("corpus_hash"),
            paragraphs=len(passages),
            sentences=len(sentences),
            files=checksums(place),
        ),
    )


def _encode(encoder: Encoder, texts: Sequence[str], progress: Progress) -> Vectors:
    """Encode, longest texts first so that batches are even; rows are in the order given."""
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    progress(0, len(texts))
    for start in range(0, len(order), TEXTS_A_STEP):
        rows = order[start : start + TEXTS_A_STEP]
        vectors[rows] = encoder.encode([texts[row] for row in rows])
        progress(min(start + TEXTS_A_STEP, len(texts)), len(texts))
    return vectors


def _pairs(passages: Sequence[Passage]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Rows of (sentence id, id of the paragraph it stands in)."""
    rows = [(number, p.paragraph_id) for p in passages for number, _ in p.sentences]
    return np.asarray(rows, dtype=np.int64).reshape(-1, 2)


def _current(folder: Path) -> Path:
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        raise IndexMissing(f"There is no index in {folder} yet.") from None
    place = folder / GENERATIONS / Path(name).name
    if not name or not place.is_dir():
        raise IndexMissing(f"The index {name!r} is not in {folder}.")
    return place


def _make_current(folder: Path, name: str) -> None:
    new = folder / (CURRENT + PARTIAL)
    with new.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / CURRENT)
    _sync_folder(folder)


def _forget_old(folder: Path, name: str) -> None:
    """Delete all but the newest generations; a process that still reads an old one keeps it."""
    others = sorted(path for path in (folder / GENERATIONS).iterdir() if path.name != name)
    for old in others[: max(0, len(others) - (KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)


def _sync_to_disk(place: Path) -> None:
    for path in place.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(place)


def _sync_folder(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _program_version() -> str:
    try:
        return version("communique")
    except PackageNotFoundError:
        return "unknown"
