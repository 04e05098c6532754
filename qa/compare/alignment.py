"""Paragraphs of two texts laid beside each other in the order of both, splits and merges included.

In the manner of Gale and Church (A program for aligning sentences in bilingual corpora, 1993):
dynamic programming over groups of one paragraph with one, with several, or with none, which finds
the best of all alignments that keep the order; with shared words in place of lengths, as Moore
(Fast and accurate sentence alignment of bilingual corpora, 2002) does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.compare.likeness import Likeness

ALIKE = 0.075  # from this likeness on two paragraphs may be the same statement
SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1))
DROPPED, NEW = -1, -2
LEAST_GAIN = 1e-9  # what is worth no more is a tie, in which the simpler shape wins


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs of the first text and those of the second that they became: places from 0.

    ``core`` are the pairs that keep the order of the two texts, none of a group that has moved;
    ``links`` are these and others that are alike out of order.
    """

    core: frozenset[tuple[int, int]]
    links: frozenset[tuple[int, int]]

    @property
    def first(self) -> tuple[int, ...]:
        """Places in the first text, in order."""
        return tuple(sorted({one for one, _ in self.links}))

    @property
    def second(self) -> tuple[int, ...]:
        """Places in the second text, in order."""
        return tuple(sorted({other for _, other in self.links}))


def aligned(alike: Likeness) -> list[Group]:
    """The groups that keep the order and together are most alike, in their order.

    A group counts as many paragraphs as it has, times how much more than ALIKE its pairs are on
    average: a split pays only where each part has its share. No paragraph is in two groups.
    """
    rows, columns = alike.shape
    sums = np.zeros((rows + 1, columns + 1))
    sums[1:, 1:] = (alike - ALIKE).cumsum(0).cumsum(1)
    best = np.zeros((rows + 1, columns + 1))
    chosen = np.full((rows + 1, columns + 1), NEW, dtype=np.int8)
    for row in range(1, rows + 1):
        _fill(row, sums, best, chosen)
    return _traced(chosen)


def _fill(
    row: int, sums: NDArray[np.float64], best: NDArray[np.float64], chosen: NDArray[np.int8]
) -> None:
    """The best alignments of the first ``row`` paragraphs with the first of the second text."""
    here = best[row - 1].copy()
    how = np.full(len(here), DROPPED, dtype=np.int8)
    for number, (high, wide) in enumerate(SHAPES):
        if row < high or len(here) <= wide:
            continue
        block = sums[row, wide:] - sums[row - high, wide:] - sums[row, :-wide]
        gain = (block + sums[row - high, :-wide]) * (high + wide) / (2 * high * wide)
        reached = best[row - high, :-wide] + gain
        better = reached > here[wide:] + LEAST_GAIN
        here[wide:][better] = reached[better]
        how[wide:][better] = number
    best[row] = np.maximum.accumulate(here)
    chosen[row] = np.where(best[row] > here, NEW, how)


def _traced(chosen: NDArray[np.int8]) -> list[Group]:
    """The groups of the best alignment, followed back from its end."""
    row, column = chosen.shape[0] - 1, chosen.shape[1] - 1
    found = []
    while row and column:
        how = int(chosen[row, column])
        if how == DROPPED:
            row -= 1
        elif how == NEW:
            column -= 1
        else:
            high, wide = SHAPES[how]
            pairs = [
                (one, other)
                for one in range(row - high, row)
                for other in range(column - wide, column)
            ]
            found.append(Group(frozenset(pairs), frozenset(pairs)))
            row, column = row - high, column - wide
    return found[::-1]
