"""One part of an index: what is known of some paragraphs, in a folder that is never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np

from corpus.errors import IndexDamaged
from index.arrays import read_array
from index.disk import written_aside
from index.encoder import Vectors
from index.mentions import Mention, MentionTable
from index.seal import MANIFEST_NAME, check_files, checksums, seal, unseal
from index.sentences import SentenceTable
from index.vectors import FaissIndex, Ids

PARAGRAPHS, SENTENCES = "paragraphs.faiss", "sentences.faiss"
IDS, TABLE, MENTIONS = "paragraph_ids.npy", "sentence_paragraph.npy", "mentions.npy"
PART_FORMAT = 1  # 1: mentions have verbs


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a part says of itself; ``files`` holds the SHA-256 of the files beside it."""

    format: int
    store_id: str
    weights: str
    dimension: int
    paragraphs: int
    sentences: int
    files: Mapping[str, str]

    @property
    def vectors(self) -> int:
        """How many vectors are in it."""
        return self.paragraphs + self.sentences


@dataclass(frozen=True, slots=True)
class Part:
    """Vectors of paragraphs and of their sentences, which sentence is whose, what each mentions."""

    paragraphs: FaissIndex
    sentences: FaissIndex
    table: SentenceTable
    mentions: MentionTable

    @classmethod
    def of(
        cls,
        paragraphs: tuple[Sequence[int], Vectors],
        sentences: tuple[Sequence[int], Vectors],
        pairs: Sequence[tuple[int, int]],
        mentioned: Sequence[tuple[int, Sequence[Mention]]],
    ) -> Self:
        """A part of ids with their vectors, pairs of sentence and paragraph, and mentions."""
        return cls(
            paragraphs=FaissIndex.of(*paragraphs),
            sentences=FaissIndex.of(*sentences),
            table=SentenceTable.of(pairs),
            mentions=MentionTable.of(mentioned),
        )

    @classmethod
    def open(cls, folder: Path, gone: Collection[int] = ()) -> Self:
        """Read the part in ``folder``, less the paragraphs that are gone; raises IndexDamaged."""
        part = cls(
            paragraphs=FaissIndex.open(folder / PARAGRAPHS),
            sentences=FaissIndex.open(folder / SENTENCES),
            table=read_table(folder),
            mentions=MentionTable.open(folder / MENTIONS),
        )
        return part._without(gone) if gone else part

    def plus(self, other: Part) -> Part:
        """Both parts in one."""
        return Part(
            paragraphs=self.paragraphs.plus(other.paragraphs),
            sentences=self.sentences.plus(other.sentences),
            table=self.table.plus(other.table),
            mentions=self.mentions.plus(other.mentions),
        )

    def _without(self, gone: Collection[int]) -> Self:
        sentences = [one for number in gone for one in self.table.of_paragraph(number)]
        self.paragraphs.remove([*gone])
        self.sentences.remove(sentences)
        table, mentions = self.table.without(gone), self.mentions.without(sentences)
        return type(self)(self.paragraphs, self.sentences, table, mentions)


def write_part(folder: Path, part: Part, store_id: str, weights: str) -> PartFacts:
    """Write a part, which is in ``folder`` whole or not at all."""
    with written_aside(folder) as place:
        part.paragraphs.save(place / PARAGRAPHS)
        part.sentences.save(place / SENTENCES)
        part.table.save(place / TABLE)
        part.mentions.save(place / MENTIONS)
        np.save(place / IDS, np.sort(part.paragraphs.ids), allow_pickle=False)
        facts = PartFacts(
            format=PART_FORMAT,
            store_id=store_id,
            weights=weights,
            dimension=part.paragraphs.dimension,
            paragraphs=len(part.paragraphs.ids),
            sentences=len(part.sentences.ids),
            files=checksums(place),
        )
        (place / MANIFEST_NAME).write_text(seal(asdict(facts)), encoding="utf-8")
    return facts


def read_facts(folder: Path) -> PartFacts:
    """What the part in ``folder`` says of itself; raises IndexDamaged, also for an older format."""
    try:
        facts = PartFacts(**unseal((folder / MANIFEST_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(
            f"{MANIFEST_NAME} of a part of the index cannot be read: {error}."
        ) from error
    if facts.format != PART_FORMAT:
        raise IndexDamaged("A part of the index is of another format.")
    return facts


def check_part(folder: Path) -> None:
    """Raise IndexDamaged where a file of the part is not as it was written."""
    check_files(folder, read_facts(folder).files)


def read_ids(folder: Path) -> Ids:
    """The ids of the part's paragraphs, in order; raises IndexDamaged."""
    try:
        return np.asarray(read_array(folder / IDS), dtype=np.int64)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{IDS} cannot be read: {error}.") from error


def read_table(folder: Path) -> SentenceTable:
    """Which of the part's sentences is in which paragraph; raises IndexDamaged."""
    return SentenceTable.open(folder / TABLE)
