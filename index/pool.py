"""The parts that an index is put together from: which can be used, made few, forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from uuid import uuid4

import numpy as np

from corpus.errors import IndexProblem
from index.disk import clear_left_over
from index.manifest import PartUsed
from index.part import Part, PartFacts, check_part, read_facts, read_ids, read_table, write_part
from index.vectors import Ids

PARTS = "parts"
MOST_VECTORS = 65_536  # of a part made of others: 100 MB
TIMES_SMALLER = 4


@dataclass(frozen=True, slots=True)
class Pooled:
    """A part on disk, and those of its paragraphs that are gone since it was written.

    ``gone_sentences`` counts the sentences of those.
    """

    name: str
    facts: PartFacts
    gone: tuple[int, ...] = ()
    gone_sentences: int = 0

    @property
    def paragraphs(self) -> int:
        """How many paragraphs are left."""
        return self.facts.paragraphs - len(self.gone)

    @property
    def sentences(self) -> int:
        """How many sentences are left."""
        return self.facts.sentences - self.gone_sentences

    @property
    def mostly_gone(self) -> bool:
        """Whether more than half of its paragraphs are gone."""
        return 2 * len(self.gone) > self.facts.paragraphs


class Pool:
    """The parts in one folder that were made from one store by one model."""

    def __init__(self, folder: Path, store_id: str, weights: str, dimension: int) -> None:
        """The pool beside the generations in ``folder``; half-written parts are cleared away."""
        self._home = folder / PARTS
        self._home.mkdir(parents=True, exist_ok=True)
        self._store_id, self._weights, self._dimension = store_id, weights, dimension
        clear_left_over(self._home)

    def write(self, part: Part) -> Pooled:
        """Put a part into the pool."""
        name = uuid4().hex
        facts = write_part(self._home / name, part, self._store_id, self._weights)
        return Pooled(name, facts)

    def usable(self, wanted: Ids, *, check: bool) -> list[Pooled]:
        """Parts with ``wanted`` paragraphs (sorted), none of which is in two of them.

        The largest come first, also those of a build that was interrupted. With ``check`` every
        file is read and held against its checksum.
        """
        found: list[Pooled] = []
        taken = np.zeros(len(wanted), dtype=bool)
        for name, facts in sorted(self._fitting(), key=lambda one: (-one[1].paragraphs, one[0])):
            try:
                ids = read_ids(self._home / name)
                if check:
                    check_part(self._home / name)
            except IndexProblem:
                continue
            is_wanted = np.isin(ids, wanted, assume_unique=True)
            places = np.searchsorted(wanted, ids[is_wanted])
            if places.size and not taken[places].any():
                gone = tuple(ids[~is_wanted].tolist())
                found.append(Pooled(name, facts, gone, self._count_sentences(name, gone)))
                taken[places] = True
        return found

    def ids(self, parts: Sequence[Pooled | PartUsed]) -> Ids:
        """The ids of all paragraphs in these parts that are not gone."""
        each = [
            np.setdiff1d(read_ids(self._home / one.name), one.gone, assume_unique=True)
            for one in parts
        ]
        return np.concatenate([np.empty(0, dtype=np.int64), *each])

    def made_few(self, parts: Sequence[Pooled]) -> list[Pooled]:
        """The same in few parts: small ones put together, what is gone left out for good."""
        return [
            group[0] if len(group) == 1 and not group[0].mostly_gone else self._together(group)
            for group in grouped(parts)
        ]

    def forget_all_but(self, names: Collection[str]) -> None:
        """Delete the parts that no generation needs any more."""
        for path in self._home.iterdir():
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    def _fitting(self) -> Iterator[tuple[str, PartFacts]]:
        """The parts made from this store by this model."""
        wanted = (self._store_id, self._weights, self._dimension)
        for path in self._home.iterdir():
            try:
                facts = read_facts(path)
            except IndexProblem:
                continue
            if (facts.store_id, facts.weights, facts.dimension) == wanted:
                yield path.name, facts

    def _count_sentences(self, name: str, paragraph_ids: Sequence[int]) -> int:
        if not paragraph_ids:
            return 0
        table = read_table(self._home / name)
        return sum(len(table.of_paragraph(number)) for number in paragraph_ids)

    def _together(self, group: Sequence[Pooled]) -> Pooled:
        return self.write(
            reduce(Part.plus, (Part.open(self._home / one.name, one.gone) for one in group))
        )


def grouped(parts: Sequence[Pooled]) -> list[list[Pooled]]:
    """Parts that are to become one, from the smallest up.

    One joins those smaller than it as long as it is not TIMES_SMALLER times as large as all of
    them, so that a part is seldom written again, however many single documents are added.
    """
    groups: list[list[Pooled]] = []
    total = 0
    for part in sorted(parts, key=lambda one: one.facts.vectors):
        size = part.facts.vectors
        joins = groups and size < TIMES_SMALLER * total and total + size <= MOST_VECTORS
        if joins:
            groups[-1].append(part)
            total += size
        else:
            groups.append([part])
            total = size
    return groups
