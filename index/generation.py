"""An index generation on disk: which one serves, and what is in it.

<data folder>/CURRENT                  name of the generation that serves
<data folder>/generations/<name>/      manifest.json, words/, vocabulary.json, abbreviations.json
<data folder>/parts/<name>/            paragraphs.faiss, sentences.faiss, …: parts it is made of
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus import Store
from corpus.abbreviations import Abbreviation, abbreviations
from corpus.errors import IndexDamaged, IndexMissing, IndexStale
from index.abbreviations import ABBREVIATIONS_NAME, read_abbreviations
from index.encoder import Encoder
from index.lexical import LexicalIndex, TantivyIndex
from index.manifest import Manifest, PartUsed, read_manifest
from index.mentions import MentionsTogether
from index.part import Part, check_part
from index.pool import PARTS
from index.seal import check_files
from index.sentences import TablesTogether
from index.vectors import VectorSearch, VectorsTogether
from index.vocabulary import VOCABULARY_NAME, Vocabulary

CURRENT = "CURRENT"
GENERATIONS = "generations"
WORDS = "words"

OpenedParts = dict[PartUsed, Part]


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened index: vectors, words, mentions, and which sentence is in which paragraph."""

    name: str
    manifest: Manifest
    paragraphs: VectorSearch
    sentences: VectorSearch
    words: LexicalIndex
    table: TablesTogether
    mentions: MentionsTogether
    vocabulary: Vocabulary
    abbreviations: tuple[Abbreviation, ...]
    parts: OpenedParts


def open_generation(
    folder: Path, store: Store, encoder: Encoder, last: Generation | None = None
) -> Generation:
    """Open the generation that serves, if it is whole and made from these texts by this encoder.

    Parts that are open in the ``last`` one are not read again. Raises IndexMissing, IndexStale,
    IndexDamaged or IndexTooNew.
    """
    place = current_place(folder)
    manifest = read_manifest(place)
    check_encoder(manifest, encoder)
    check_texts(manifest, store)
    try:
        return _open(place, manifest, last.parts if last else {})
    except IndexDamaged:
        if current_place(folder) == place:
            raise
    return open_generation(folder, store, encoder, last)  # a newer one took its place meanwhile


def is_current(folder: Path, store: Store, encoder: Encoder) -> bool:
    """Whether the generation that serves is of these texts by this encoder; files are not read.

    Raises IndexTooNew.
    """
    try:
        manifest = read_manifest(current_place(folder))
        check_encoder(manifest, encoder)
        check_texts(manifest, store)
    except (IndexMissing, IndexStale, IndexDamaged):
        return False
    return True


def serving_revision(folder: Path) -> int:
    """As of which revision of the store the generation that serves was built.

    Raises IndexMissing, IndexStale, IndexDamaged or IndexTooNew.
    """
    return read_manifest(current_place(folder)).revision


def check_texts(manifest: Manifest, store: Store) -> None:
    """Raise IndexStale when the index is of other texts than the store's."""
    texts = (store.property("store_id"), store.corpus_hash())
    if (manifest.store_id, manifest.corpus_hash) != texts:
        raise IndexStale("The documents have changed since the index was built.")


def check_encoder(manifest: Manifest, encoder: Encoder) -> None:
    """Raise IndexStale when another encoder made the vectors."""
    if manifest.weights != encoder.model.weights:
        raise IndexStale(f"The index was built by another model ({manifest.model}).")
    if manifest.dimension != encoder.dimension:
        raise IndexStale(
            f"The index holds vectors of {manifest.dimension} numbers; {encoder.model.name} makes "
            f"vectors of {encoder.dimension}."
        )


def current_place(folder: Path) -> Path:
    """The folder of the generation that serves; raises IndexMissing."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        raise IndexMissing(f"There is no index in {folder} yet.") from None
    place = folder / GENERATIONS / Path(name).name
    if not name or not place.is_dir():
        raise IndexMissing(f"The index {name!r} is not in {folder}.")
    return place


def _open(place: Path, manifest: Manifest, opened: OpenedParts) -> Generation:
    check_files(place, manifest.files)
    parts = _open_parts(place.parent.parent / PARTS, manifest.parts, opened)
    each = list(parts.values())
    return Generation(
        name=place.name,
        manifest=manifest,
        paragraphs=VectorsTogether([one.paragraphs for one in each]),
        sentences=VectorsTogether([one.sentences for one in each]),
        words=TantivyIndex.open(place / WORDS),
        table=TablesTogether([one.table for one in each]),
        mentions=MentionsTogether([one.mentions for one in each]),
        vocabulary=Vocabulary.open(place / VOCABULARY_NAME),
        abbreviations=abbreviations(read_abbreviations(place / ABBREVIATIONS_NAME)),
        parts=parts,
    )


def _open_parts(pool: Path, used: Sequence[PartUsed], opened: OpenedParts) -> OpenedParts:
    """The parts by what they are, each checked and read, unless it is open already."""

    def part(one: PartUsed) -> Part:
        if one in opened:
            return opened[one]
        check_part(pool / one.name)
        return Part.open(pool / one.name, one.gone)

    with ThreadPoolExecutor() as threads:
        return dict(zip(used, threads.map(part, used), strict=True))
