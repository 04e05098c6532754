"""An index generation built: aside, from parts that are there where it can, swapped in by a rename.

Only paragraphs that are new are encoded, into parts of their own; those that are gone are left out
of the parts they are in. What was encoded before a build was stopped is not encoded again.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from corpus import Store
from corpus.abbreviations import Abbreviation
from corpus.database import told_in_words
from corpus.errors import IndexProblem, IndexTooNew
from index.abbreviations import (
    ABBREVIATIONS_NAME,
    explanations_in,
    read_abbreviations,
    write_abbreviations,
)
from index.annotate import Annotate
from index.disk import clear_left_over, write_at_once, written_aside
from index.encoder import Encoder
from index.fill import Progress, parts_of
from index.generation import CURRENT, GENERATIONS, WORDS, current_place
from index.lexical import TantivyIndex
from index.manifest import FORMAT, Manifest, PartUsed, read_manifest, write_manifest
from index.pool import Pool, Pooled
from index.seal import check_files, checksums
from index.vectors import Ids
from index.vocabulary import VOCABULARY_NAME, read_vocabulary, words_in, write_vocabulary

KEPT = 2
TEXTS_A_STEP = 4_096


@dataclass(frozen=True, slots=True)
class _Last:
    """The generation that serves: its folder, and the paragraphs whose words it has."""

    place: Path
    ids: Ids


def build_generation(
    folder: Path,
    store: Store,
    encoder: Encoder,
    progress: Progress,
    annotate: Annotate,
    *,
    anew: bool = False,
    check: bool = True,
) -> str:
    """Build an index of everything in ``store``, make it the one that serves, return its name.

    What is encoded already is not encoded again, unless ``anew``; with ``check`` it is held
    against its checksums first. ``progress`` is told (paragraphs done, new paragraphs in all).
    Whatever stops the work before the last step leaves the generation that served until then
    untouched.
    """
    with told_in_words(folder):
        home = folder / GENERATIONS
        home.mkdir(parents=True, exist_ok=True)
        clear_left_over(home)
        _refuse_newer(folder)
        pool = Pool(folder, store.property("store_id"), encoder.model.weights, encoder.dimension)
        wanted = np.sort(np.asarray(store.current_paragraph_ids(), dtype=np.int64))
        parts = [] if anew else pool.usable(wanted, check=check)
        new = np.setdiff1d(wanted, pool.ids(parts), assume_unique=True)
        passages = store.passages(new.tolist())
        for part in parts_of(passages, len(new), encoder, annotate, progress):
            parts.append(pool.write(part))
        parts = pool.made_few(parts)
        last = None if anew else _last(folder, store, pool, check=check)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        with written_aside(home / name) as place:
            _write_words(place, last, wanted, store)
            write_manifest(place, _manifest(store, encoder, parts, checksums(place)))
        write_at_once(folder / CURRENT, name + "\n")
        _forget_old(folder, name, pool)
    return name


def _refuse_newer(folder: Path) -> None:
    """Raise IndexTooNew where the index is of a format that is not known here."""
    try:
        read_manifest(current_place(folder))
    except IndexTooNew:
        raise
    except IndexProblem:
        return


def _last(folder: Path, store: Store, pool: Pool, *, check: bool) -> _Last | None:
    """The generation that serves, if a new one can go on from its words."""
    try:
        place = current_place(folder)
        manifest = read_manifest(place)
        if manifest.store_id != store.property("store_id"):
            return None
        if check:
            check_files(place, manifest.files)
        return _Last(place, pool.ids(manifest.parts))
    except IndexProblem:
        return None


def _write_words(place: Path, last: _Last | None, wanted: Ids, store: Store) -> None:
    """Write what is known of words: those of the last generation, brought in line."""
    vocabulary: Counter[str] = Counter()
    explained: Counter[Abbreviation] = Counter()
    known = np.empty(0, dtype=np.int64)
    if last is None:
        (place / WORDS).mkdir()
    else:
        shutil.copytree(last.place / WORDS, place / WORDS)
        vocabulary = read_vocabulary(last.place / VOCABULARY_NAME)
        explained = read_abbreviations(last.place / ABBREVIATIONS_NAME)
        known = last.ids
    words = TantivyIndex(place / WORDS)
    for some in _some_at_a_time(np.setdiff1d(known, wanted)):
        texts = list(store.paragraph_texts(some))
        words.remove(some)
        vocabulary -= words_in(texts)
        explained -= explanations_in(texts)
    for some in _some_at_a_time(np.setdiff1d(wanted, known)):
        texts = list(store.paragraph_texts(some))
        words.add(some, texts)
        vocabulary += words_in(texts)
        explained += explanations_in(texts)
    words.save()
    write_vocabulary(place / VOCABULARY_NAME, vocabulary)
    write_abbreviations(place / ABBREVIATIONS_NAME, explained)


def _some_at_a_time(ids: Ids) -> list[list[int]]:
    return [
        ids[start : start + TEXTS_A_STEP].tolist() for start in range(0, len(ids), TEXTS_A_STEP)
    ]


def _manifest(
    store: Store, encoder: Encoder, parts: Sequence[Pooled], files: dict[str, str]
) -> Manifest:
    return Manifest(
        format=FORMAT,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program_version(),
        model=encoder.model.name,
        weights=encoder.model.weights,
        dimension=encoder.dimension,
        store_id=store.property("store_id"),
        corpus_hash=store.corpus_hash(),
        revision=store.revision,
        paragraphs=sum(part.paragraphs for part in parts),
        sentences=sum(part.sentences for part in parts),
        parts=tuple(PartUsed(part.name, part.gone) for part in parts),
        files=files,
    )


def _forget_old(folder: Path, name: str, pool: Pool) -> None:
    """Delete all but the newest generations, and the parts that only older ones were made of."""
    others = sorted(path for path in (folder / GENERATIONS).iterdir() if path.name != name)
    for old in others[: max(0, len(others) - (KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)
    needed = set()
    for kept in (folder / GENERATIONS).iterdir():
        try:
            needed |= {part.name for part in read_manifest(kept).parts}
        except IndexProblem:
            continue
    pool.forget_all_but(needed)


def program_version() -> str:
    """The version of this program, where it is installed."""
    try:
        return version("communique")
    except PackageNotFoundError:
        return "unknown"
