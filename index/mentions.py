"""What sentences mention: persons, places, groups, dates, numbers, names and noun phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray

from corpus import Span
from corpus.errors import IndexDamaged

MentionKind = Literal["person", "place", "group", "people", "date", "number", "name", "phrase"]
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mention:
    """A part of a sentence that names or describes something; ``span`` counts in the sentence.

    ``people`` are nationals and followers ("Syrians"), ``name`` is any other proper name and
    ``phrase`` a noun phrase.
    """

    kind: MentionKind
    span: Span


class MentionTable:
    """The mentions of every sentence."""

    def __init__(self, rows: Rows) -> None:
        """``rows`` has the shape (mentions, 4): sentence id, number of the kind, start, end."""
        self._rows = rows[np.lexsort((rows[:, 3], rows[:, 2], rows[:, 0]))]

    @classmethod
    def of(cls, mentions: Iterable[tuple[int, Sequence[Mention]]]) -> Self:
        """The table of these sentence ids with their mentions."""
        rows = [
            (sentence_id, MENTION_KINDS.index(one.kind), one.span.start, one.span.end)
            for sentence_id, found in mentions
            for one in found
        ]
        return cls(np.asarray(rows, dtype=np.int64).reshape(-1, 4))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a table that ``save`` wrote; raises IndexDamaged."""
        try:
            return cls(np.load(path, allow_pickle=False).reshape(-1, 4))
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{path.name} cannot be read: {error}.") from error

    def of_sentence(self, sentence_id: int) -> list[Mention]:
        """A sentence's mentions, in the order they begin."""
        start, end = np.searchsorted(self._rows[:, 0], (sentence_id, sentence_id + 1))
        return [
            Mention(MENTION_KINDS[kind], Span(first, last))
            for _, kind, first, last in self._rows[start:end].tolist()
        ]

    def without(self, sentence_ids: Iterable[int]) -> MentionTable:
        """The table less the mentions of these sentences."""
        gone = np.isin(self._rows[:, 0], np.asarray(list(sentence_ids), dtype=np.int64))
        return MentionTable(self._rows[~gone])

    def plus(self, other: MentionTable) -> MentionTable:
        """Both tables in one."""
        return MentionTable(np.concatenate([self._rows, other._rows]))

    def save(self, path: Path) -> None:
        """Write the table to one file."""
        np.save(path, self._rows, allow_pickle=False)
