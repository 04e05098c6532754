"""The wordings in which a phrase stands, each with all its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.phrase import Difference, Judge, Part, Place
from qa.phrase.difference import differences
from qa.phrase.redline import laid_beside, parts_of_words
from qa.phrase.words import words
from qa.quote import Citation


@dataclass(frozen=True, slots=True)
class Use:
    """A meeting in which a wording stands: ``times`` times, first where ``citation`` says."""

    citation: Citation
    times: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a phrase, whatever its capitals and marks, numbered from 1 by its first use.

    ``verbatim`` tells that it is the one asked for. All are laid beside one, the ``reference``: the
    one asked for, or else the most frequent (the earliest of several). ``redline`` has the words of
    the reference (of the reference itself: those asked for) beside this wording's, ``differences``
    says what of them is otherwise. ``uses`` has one row a meeting, in date order.
    """

    number: int
    verbatim: bool
    reference: bool
    quote: str
    differences: tuple[Difference, ...]
    redline: tuple[Part, ...]
    uses: tuple[Use, ...]

    @property
    def times(self) -> int:
        """In how many places it stands."""
        return sum(one.times for one in self.uses)


def variants(places: Sequence[Place], judge: Judge) -> tuple[Variant, ...]:
    """Places of a phrase, in date order, grouped by their exact words."""
    groups: dict[tuple[str, ...], list[Place]] = {}
    for place in places:
        groups.setdefault(_wording(place), []).append(place)
    some = list(groups.values())
    reference = _reference(some)
    return tuple(
        _variant(number, group, reference, judge) for number, group in enumerate(some, start=1)
    )


def _wording(place: Place) -> tuple[str, ...]:
    return tuple(word.text for word in words(place.quote))


def _reference(groups: Sequence[Sequence[Place]]) -> Sequence[Place]:
    """The wording asked for, or else the one of the most places."""
    verbatim = [group for group in groups if group[0].match == "verbatim"]
    return max(verbatim or groups, key=len, default=())


def _variant(
    number: int, group: Sequence[Place], reference: Sequence[Place], judge: Judge
) -> Variant:
    first = group[0]
    is_reference = group is reference
    redline, differences = first.redline, first.differences
    if not is_reference and reference[0].match != "verbatim":
        redline, differences = beside(reference[0].quote, first.quote, judge)
    uses: dict[str, list[Place]] = {}
    for place in group:
        uses.setdefault(place.citation.meeting_id, []).append(place)
    return Variant(
        number=number,
        verbatim=first.match == "verbatim",
        reference=is_reference,
        quote=first.quote,
        differences=differences,
        redline=redline,
        uses=tuple(Use(some[0].citation, len(some)) for some in uses.values()),
    )


def beside(one: str, other: str, judge: Judge) -> tuple[tuple[Part, ...], tuple[Difference, ...]]:
    """Two wordings beside each other, and how the second differs from the first."""
    steps = laid_beside(words(one), words(other))
    kinds = differences(steps, judge)
    both = zip(steps, kinds, strict=True)
    told = tuple(Difference.at(step, kind, one, other) for step, kind in both if kind)
    return parts_of_words(steps, one, other), told
