"""What sentences mention: persons, places, groups, dates, numbers, names, noun phrases; verbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray

from corpus import Span
from corpus.errors import IndexDamaged
from index.arrays import read_array

MentionKind = Literal[
    "person", "place", "group", "people", "date", "number", "name", "phrase", "verb"
]
Role = Literal["subject", "object", "other"]
ROLES: tuple[Role, ...] = get_args(Role)
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

COLUMNS = 5

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mention:
    """A part of a sentence that names or describes something; spans count in the sentence.

    ``people`` are nationals and followers ("Syrians"), ``name`` is any other proper name and
    ``phrase`` a noun phrase; ``verb`` is a verb alone, also an auxiliary one. ``role`` is what it
    is to the verb that governs it.
    """

    kind: MentionKind
    span: Span
    role: Role


class MentionTable:
    """The mentions of every sentence."""

    def __init__(self, rows: Rows) -> None:
        """``rows`` has the shape (mentions, 5).

        Sentence id, start, end, numbers of the kind and the role.
        """
        self._rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]

    @classmethod
    def of(cls, mentions: Iterable[tuple[int, Sequence[Mention]]]) -> Self:
        """The table of these sentence ids with their mentions."""
        rows = [
            (
                *(sentence_id, one.span.start, one.span.end),
                *(MENTION_KINDS.index(one.kind), ROLES.index(one.role)),
            )
            for sentence_id, found in mentions
            for one in found
        ]
        return cls(np.asarray(rows, dtype=np.int64).reshape(-1, COLUMNS))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a table that ``save`` wrote; raises IndexDamaged."""
        try:
            return cls(read_array(path).reshape(-1, COLUMNS))
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{path.name} cannot be read: {error}.") from error

    def of_sentence(self, sentence_id: int) -> list[Mention]:
        """A sentence's mentions, in the order they begin."""
        start, end = np.searchsorted(self._rows[:, 0], (sentence_id, sentence_id + 1))
        return [
            Mention(MENTION_KINDS[kind], Span(first, last), ROLES[role])
            for _, first, last, kind, role in self._rows[start:end].tolist()
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


@dataclass(frozen=True, slots=True)
class MentionsTogether:
    """Several tables read as if they were one."""

    tables: Sequence[MentionTable]

    def of_sentence(self, sentence_id: int) -> list[Mention]:
        """A sentence's mentions, in the order they begin."""
        return [one for table in self.tables for one in table.of_sentence(sentence_id)]
