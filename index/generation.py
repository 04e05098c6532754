"""An index generation on disk: which one serves, and what is in it.

<data folder>/CURRENT                  name of the generation that serves
<data folder>/generations/<name>/      paragraphs.faiss, sentences.faiss, words/, …
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus import Store
from corpus.abbreviations import Abbreviation
from corpus.errors import IndexMissing, IndexStale
from index.abbreviations import ABBREVIATIONS_NAME, read_abbreviations
from index.encoder import Encoder
from index.lexical import LexicalIndex, TantivyIndex
from index.manifest import Manifest, read_manifest
from index.mentions import MentionTable
from index.sentences import SentenceTable
from index.vectors import FaissIndex, VectorIndex
from index.vocabulary import VOCABULARY_NAME, Vocabulary

CURRENT = "CURRENT"
GENERATIONS = "generations"
PARAGRAPHS, SENTENCES = "paragraphs.faiss", "sentences.faiss"
WORDS, TABLE, MENTIONS = "words", "sentence_paragraph.npy", "mentions.npy"


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened index: vectors, words, mentions, and which sentence is in which paragraph."""

    manifest: Manifest
    paragraphs: VectorIndex
    sentences: VectorIndex
    words: LexicalIndex
    table: SentenceTable
    mentions: MentionTable
    vocabulary: Vocabulary
    abbreviations: tuple[Abbreviation, ...]


def open_generation(folder: Path, store: Store, encoder: Encoder) -> Generation:
    """Open the generation that serves, if it is whole and made from these texts by this encoder.

    Raises IndexMissing, IndexStale, IndexDamaged or IndexTooNew.
    """
    place = current_place(folder)
    manifest = read_manifest(place)
    check_encoder(manifest, encoder)
    texts = (store.property("store_id"), store.property("corpus_hash"))
    if (manifest.store_id, manifest.corpus_hash) != texts:
        raise IndexStale("The documents have changed since the index was built.")
    return _open(place, manifest)


def _open(place: Path, manifest: Manifest) -> Generation:
    return Generation(
        manifest=manifest,
        paragraphs=FaissIndex.open(place / PARAGRAPHS),
        sentences=FaissIndex.open(place / SENTENCES),
        words=TantivyIndex.open(place / WORDS),
        table=SentenceTable.open(place / TABLE),
        mentions=MentionTable.open(place / MENTIONS),
        vocabulary=Vocabulary.open(place / VOCABULARY_NAME),
        abbreviations=read_abbreviations(place / ABBREVIATIONS_NAME),
    )


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
