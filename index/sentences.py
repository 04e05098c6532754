"""Which sentences stand in which paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.arrays import read_array

Pairs = NDArray[np.int64]


class SentenceTable:
    """Pairs of sentence and paragraph, by paragraph."""

    def __init__(self, pairs: Pairs) -> None:
        """``pairs`` has the shape (sentences, 2): sentence id, id of its paragraph."""
        self._pairs = pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """The table of these pairs of sentence id and paragraph id."""
        return cls(np.asarray(list(pairs), dtype=np.int64).reshape(-1, 2))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a table that ``save`` wrote; raises IndexDamaged."""
        try:
            return cls(read_array(path).reshape(-1, 2))
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{path.name} cannot be read: {error}.") from error

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self._pairs)

    def of_paragraph(self, paragraph_id: int) -> list[int]:
        """Ids of a paragraph's sentences, in order."""
        start, end = np.searchsorted(self._pairs[:, 1], (paragraph_id, paragraph_id + 1))
        return [int(number) for number in self._pairs[start:end, 0]]

    def without(self, paragraph_ids: Iterable[int]) -> SentenceTable:
        """The table less the sentences of these paragraphs."""
        gone = np.isin(self._pairs[:, 1], np.asarray(list(paragraph_ids), dtype=np.int64))
        return SentenceTable(self._pairs[~gone])

    def plus(self, other: SentenceTable) -> SentenceTable:
        """Both tables in one."""
        return SentenceTable(np.concatenate([self._pairs, other._pairs]))

    def save(self, path: Path) -> None:
        """Write the table to one file."""
        np.save(path, self._pairs, allow_pickle=False)


@dataclass(frozen=True, slots=True)
class TablesTogether:
    """Several tables read as if they were one."""

    tables: Sequence[SentenceTable]

    def of_paragraph(self, paragraph_id: int) -> list[int]:
        """Ids of a paragraph's sentences, in order."""
        return [one for table in self.tables for one in table.of_paragraph(paragraph_id)]
