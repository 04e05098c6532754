"""Groups of paragraphs put in order: that of the second text, dropped ones where they stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.compare.alignment import Group


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands at one place of a comparison: a group, or a paragraph that is not shown in one.

    ``group`` is the number of the group; of a paragraph alone, of the one that it is shown in, and
    None where it has no counterpart.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    group: int | None
    is_whole: bool


def slots(groups: Sequence[Group], rows: int, columns: int) -> list[Slot]:
    """All ``rows`` and ``columns``, the paragraphs of both texts, each in its place.

    A group stands where it keeps the order, or where it has moved to. Those of its paragraphs that
    stood or stand elsewhere have a slot of their own there.
    """
    of_first = {one: number for number, group in enumerate(groups) for one in group.first}
    of_second = {one: number for number, group in enumerate(groups) for one in group.second}
    begins = {_here_in_second(group)[0]: number for number, group in enumerate(groups)}
    here = {column for group in groups for column in _here_in_second(group)}
    found: list[Slot] = []
    row = 0
    for column in range(columns):
        if column in begins:
            group = groups[begins[column]]
            inside = _here_in_first(group)
            if inside:
                found += _alone(range(row, inside[0]), of_first)
                row = inside[-1] + 1
            found.append(Slot(group.first, group.second, begins[column], is_whole=True))
        elif column not in here:
            found.append(Slot((), (column,), of_second.get(column), is_whole=False))
    return [*found, *_alone(range(row, rows), of_first)]


def _alone(rows: range, of_first: Mapping[int, int]) -> Iterator[Slot]:
    for row in rows:
        yield Slot((row,), (), of_first.get(row), is_whole=False)


def _here_in_first(group: Group) -> list[int]:
    """The paragraphs of the first text that stood where the group stands; none where it moved."""
    core = {one for one, _ in group.core}
    return _run(group.first, min(core)) if core else []


def _here_in_second(group: Group) -> list[int]:
    """The paragraphs of the second text that stand where the group stands."""
    core = {other for _, other in group.core}
    return _run(group.second, min(core or group.second))


def _run(places: Sequence[int], start: int) -> list[int]:
    """Those of the places that follow on each other around one of them."""
    first = last = start
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return list(range(first, last + 1))
