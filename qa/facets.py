"""The meetings of a collection narrowed down by what is known of them, with counts to go on by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corpus import Meeting
from corpus.wording import folded

FacetName = Literal["year", "place", "kind", "body"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
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
    named = [meeting for meeting in meetings if _is_named(meeting, chosen.q)]
    fitting = tuple(one for one in named if all(_fits(one, chosen, name) for name in FACETS))
    facets = (_facet(name, meetings, named, chosen) for name in FACETS)
    return Faceted(fitting, tuple(one for one in facets if one is not None), len(meetings))


def _facet(
    name: FacetName, meetings: Sequence[Meeting], named: Sequence[Meeting], chosen: Chosen
) -> Facet | None:
    """The values of a facet; None where there is nothing to choose."""
    others = [one for one in FACETS if one != name]
    kept = (one for one in named if all(_fits(one, chosen, other) for other in others))
    counts = Counter(value for one in kept if (value := VALUES[name](one)))
    in_all = {value for one in meetings if (value := VALUES[name](one))}
    picked = [*dict.fromkeys(chosen.of(name))]
    if len(in_all) < 2 and not picked:  # noqa: PLR2004 - one value tells nothing apart
        return None
    shown = {value: counts[value] for value in (*counts, *picked)}
    if not shown:
        return None
    ordered = sorted(shown, reverse=True) if name == "year" else sorted(shown)
    if name != "year":
        ordered.sort(key=lambda value: -shown[value])
    return Facet(name, tuple(Value(one, shown[one], one in picked) for one in ordered))


def _fits(meeting: Meeting, chosen: Chosen, name: FacetName) -> bool:
    wanted = chosen.of(name)
    return not wanted or VALUES[name](meeting) in wanted


def _is_named(meeting: Meeting, q: str) -> bool:
    """Whether every word of a text begins a word of what is known of a meeting."""
    wanted = WORD.findall(folded(q))
    known = set(_words(meeting)) if wanted else set()
    return all(any(word.startswith(part) for word in known) for part in wanted)


def _words(meeting: Meeting) -> Iterator[str]:
    told = (meeting.title, meeting.place, meeting.body, meeting.kind, *meeting.hosts)
    day = f"{meeting.date.day} {meeting.date:%B %Y} {meeting.date}"
    for text in (*told, day, meeting.id):
        yield from WORD.findall(folded(text or ""))
