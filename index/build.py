"""An index generation built: aside, from the last one where it can, and swapped in by one rename.

A new generation begins as a copy of the last one, where that was made by the same model from the
same store: only paragraphs that are new are encoded, and those that are gone are removed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from corpus import Passage, Store
from corpus.database import told_in_words
from corpus.errors import IndexProblem, IndexTooNew
from index.abbreviations import ABBREVIATIONS_NAME, write_abbreviations
from index.annotate import Annotate, annotate_apart
from index.encoder import Encoder, Vectors
from index.generation import (
    CURRENT,
    GENERATIONS,
    MENTIONS,
    PARAGRAPHS,
    SENTENCES,
    TABLE,
    WORDS,
    check_encoder,
    current_place,
)
from index.lexical import TantivyIndex
from index.manifest import (
    FORMAT,
    Manifest,
    checksums,
    read_manifest,
    readable,
    write_manifest,
)
from index.mentions import MentionTable
from index.sentences import SentenceTable
from index.vectors import FaissIndex
from index.vocabulary import VOCABULARY_NAME, write_vocabulary

PARTIAL = ".partial"
KEPT = 2
TEXTS_A_STEP = 64

Progress = Callable[[int, int], None]


def build_generation(
    folder: Path,
    store: Store,
    encoder: Encoder,
    progress: Progress,
    annotate: Annotate = annotate_apart,
    *,
    anew: bool = False,
) -> str:
    """Build an index of everything in ``store``, make it the one that serves, return its name.

    What the last generation holds already is not encoded again, unless ``anew``. ``progress`` is
    told (texts done, texts in all); each sentence counts twice, as ``annotate`` reads it too.
    Whatever stops the work before the last step leaves the generation that served until then
    untouched.
    """
    with told_in_words(folder):
        home = folder / GENERATIONS
        home.mkdir(parents=True, exist_ok=True)
        for left_over in home.glob(f"*{PARTIAL}"):
            shutil.rmtree(left_over)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        partial = home / (name + PARTIAL)
        try:
            last = _last_like(folder, store, encoder)
            _begin(partial, None if anew else last, encoder)
            _update(partial, store, encoder, annotate, progress)
            readable(partial)
            _sync_to_disk(partial)
            partial.rename(home / name)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        _make_current(folder, name)
        _forget_old(folder, name)
    return name


def _last_like(folder: Path, store: Store, encoder: Encoder) -> Path | None:
    """The last generation, if a new one can begin as its copy; raises IndexTooNew."""
    try:
        place = current_place(folder)
        manifest = read_manifest(place)
        check_encoder(manifest, encoder)
    except IndexTooNew:
        raise
    except IndexProblem:
        return None
    return place if manifest.store_id == store.property("store_id") else None


def _begin(place: Path, last: Path | None, encoder: Encoder) -> None:
    """Copy the last generation, or lay out an empty one."""
    if last is not None:
        shutil.copytree(last, place)
        return
    (place / WORDS).mkdir(parents=True)
    for name in (PARAGRAPHS, SENTENCES):
        FaissIndex.empty(encoder.dimension).save(place / name)
    SentenceTable.of(()).save(place / TABLE)
    MentionTable.of(()).save(place / MENTIONS)


def _update(
    place: Path, store: Store, encoder: Encoder, annotate: Annotate, progress: Progress
) -> None:
    """Bring the generation in ``place`` in line with the store."""
    paragraphs = FaissIndex.open(place / PARAGRAPHS)
    sentences = FaissIndex.open(place / SENTENCES)
    words = TantivyIndex(place / WORDS)
    table = SentenceTable.open(place / TABLE)
    mentions = MentionTable.open(place / MENTIONS)

    known = set(paragraphs.ids.tolist())
    gone = sorted(known - set(store.current_paragraph_ids()))
    gone_sentences = [s for number in gone for s in table.of_paragraph(number)]
    if gone:
        sentences.remove(gone_sentences)
        paragraphs.remove(gone)
        words.remove(gone)
    new = list(store.passages(known))
    texts, numbers = [passage.text for passage in new], [passage.paragraph_id for passage in new]
    new_sentences = [pair for passage in new for pair in passage.sentences]
    total = len(texts) + 2 * len(new_sentences)
    vectors = _encode(
        encoder,
        [*texts, *(text for passage in new for text in passage.in_context)],
        lambda done, _: progress(done, total),
    )
    found = _annotated(new_sentences, annotate, lambda left: progress(total - left, total))
    if new:
        paragraphs.add(numbers, vectors[: len(new)])
        sentences.add([number for number, _ in new_sentences], vectors[len(new) :])
        words.add(numbers, texts)
    paragraphs.save(place / PARAGRAPHS)
    sentences.save(place / SENTENCES)
    words.save()
    table = table.without(gone).plus(_table(new))
    table.save(place / TABLE)
    mentions.without(gone_sentences).plus(found).save(place / MENTIONS)
    all_texts = [passage.text for passage in store.passages()]
    write_vocabulary(place / VOCABULARY_NAME, all_texts)
    write_abbreviations(place / ABBREVIATIONS_NAME, all_texts)
    _describe(place, store, encoder, len(paragraphs.ids), len(table))


def _describe(place: Path, store: Store, encoder: Encoder, paragraphs: int, sentences: int) -> None:
    """Write the manifest, the last file of a generation."""
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
            paragraphs=paragraphs,
            sentences=sentences,
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


def _annotated(
    sentences: Sequence[tuple[int, str]], annotate: Annotate, left: Callable[[int], None]
) -> MentionTable:
    """The mentions of these sentences; ``left`` is told how many are still to be searched."""
    found = []
    mentions = annotate([text for _, text in sentences])
    for done, ((number, _), mentioned) in enumerate(zip(sentences, mentions, strict=True), start=1):
        found.append((number, mentioned))
        left(len(sentences) - done)
    return MentionTable.of(found)


def _table(passages: Sequence[Passage]) -> SentenceTable:
    return SentenceTable.of((number, p.paragraph_id) for p in passages for number, _ in p.sentences)


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
