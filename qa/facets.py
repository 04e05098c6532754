"""The meetings of a collection narrowed down by what is known of them, with counts to go on by."""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corpus import Meeting
from corpus.wording import folded

FacetName = Literal["year", "place", "kind", "body"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
MONTHS = tuple(month_name)
TELLS_APART = 2  # values of a facet in the whole collection
WORD = re.compile(r"\w+")
VALUES: dict[FacetName, Callable[[Meeting], str | None]] = {
    "year": lambda meeting: str(meeting.date.year),
    "place": lambda meeting: meeting.place,
    "kind": lambda meeting: meeting.kind,
    "body": lambda meeting: meeting.body,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What meetings are narrowed down to; of several values of a facet any will do.

    All words of ``q`` must begin a word of the meeting's title, place, body, kind, hosts or date.
    """

    year: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    q: str = ""

    def of(self, name: FacetName) -> tuple[str, ...]:
        """The values chosen of a facet."""
        values: tuple[str, ...] = getattr(self, name)
        return values

    def turned(self, name: FacetName, value: str) -> Chosen:
        """The same with a value of a facet chosen, or no more if it was."""
        values = {one: self.of(one) for one in FACETS}
        before = values[name]
        others = tuple(one for one in before if one != value)
        values[name] = others if value in before else (*before, value)
        return Chosen(**values, q=self.q)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of the meetings that fit all else have it."""

    value: str
    meetings: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What can be chosen of one kind: years latest first, all else by how many meetings have it."""

    name: FacetName
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Faceted:
    """The meetings that fit, in date order, and the facets that tell them apart."""

    meetings: tuple[Meeting, ...]
    facets: tuple[Facet, ...]
    total: int


def faceted(meetings: Sequence[Meeting], chosen: Chosen) -> Faceted:
    """The meetings that fit what was chosen.

    A facet is counted as if nothing of it was chosen, so that another of its values can be. One
    that has a single value in the whole collection is left out.
    """
    fitting: list[Meeting] = []
    counts: dict[FacetName, Counter[str]] = {name: Counter() for name in FACETS}
    wanted = WORD.findall(folded(chosen.q))
    for meeting in meetings:
        if wanted and not _is_named(meeting, wanted):
            continue
        values = {name: VALUES[name](meeting) for name in FACETS}
        missed = [name for name, value in values.items() if not _fits(value, chosen.of(name))]
        if not missed:
            fitting.append(meeting)
        for name in FACETS if not missed else missed if len(missed) == 1 else ():
            if value := values[name]:
                counts[name][value] += 1
    facets = (_facet(name, meetings, counts[name], chosen.of(name)) for name in FACETS)
    kept = tuple(one for one in facets if one is not None)
    return Faceted(tuple(fitting), kept, len(meetings))


def _facet(
    name: FacetName, meetings: Sequence[Meeting], counts: Counter[str], picked: tuple[str, ...]
) -> Facet | None:
    """The values of a facet; None where there is nothing to choose."""
    in_all = {value for one in meetings if (value := VALUES[name](one))}
    shown = {value: counts[value] for value in (*counts, *picked)}
    if not shown or (len(in_all) < TELLS_APART and not picked):
        return None
    ordered = sorted(shown, reverse=name == "year")
    if name != "year":
        ordered.sort(key=lambda value: -shown[value])
    return Facet(name, tuple(Value(one, shown[one], one in picked) for one in ordered))


def _fits(value: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _is_named(meeting: Meeting, wanted: Sequence[str]) -> bool:
    """Whether each of these words begins a word of what is known of a meeting."""
    day = f"{meeting.date.day} {MONTHS[meeting.date.month]} {meeting.date}"
    told = (meeting.title, meeting.place, meeting.body, meeting.kind, *meeting.hosts, day)
    known = WORD.findall(folded(" ".join([meeting.id, *filter(None, told)])))
    return all(any(word.startswith(part) for word in known) for part in wanted)
