"""Paragraphs that an alignment in order leaves over, and that are alike out of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa.compare.alignment import ALIKE, Group
from qa.compare.likeness import Likeness

ALIKE_OUT_OF_ORDER = 1.25 * ALIKE  # where the order says nothing for it, likeness must say more
JOINING = 1 / 3  # of the best likeness in a group, as the alignment asks of each part of a split


def with_moved(groups: Sequence[Group], alike: Likeness) -> list[Group]:
    """The groups, and what is left over on both sides as groups that have moved.

    What is left over on one side alone joins the group of the paragraph that it is most alike to,
    unless that has a counterpart far more alike.
    """
    found = list(groups)
    group_of_first = {one: place for place, group in enumerate(found) for one in group.first}
    group_of_second = {one: place for place, group in enumerate(found) for one in group.second}
    for one, other in _most_alike_first(alike):
        at_first, at_second = group_of_first.get(one), group_of_second.get(other)
        if at_first is not None and at_second is not None:
            continue
        place = at_first if at_first is not None else at_second
        if place is None:
            place = len(found)
            found.append(Group(frozenset(), frozenset()))
        elif alike[one, other] < JOINING * _best(found[place], alike):
            continue
        found[place] = replace(found[place], links=found[place].links | {(one, other)})
        group_of_first[one] = group_of_second[other] = place
    return found


def _best(group: Group, alike: Likeness) -> float:
    """How alike the two paragraphs of a group are that are most alike."""
    return max(float(alike[link]) for link in group.links)


def _most_alike_first(alike: Likeness) -> list[tuple[int, int]]:
    """The pairs of paragraphs that are alike enough, the most alike first."""
    rows, columns = np.nonzero(alike >= ALIKE_OUT_OF_ORDER)
    order = np.argsort(-alike[rows, columns], kind="stable")
    return list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))
