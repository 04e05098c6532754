"""The list of meetings as its page shows it: one page of it, and where each choice leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import urlencode

from corpus import Meeting
from corpus.errors import InputError
from qa.facets import FACETS, Chosen, Faceted, FacetName, faceted

Order = Literal["date", "latest"]
ON_A_PAGE = 50
STAND_OPEN = 8  # values of a facet; the others are folded


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, how many meetings it leaves, and where choosing or leaving it leads."""

    value: str
    meetings: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the meetings that fit what was chosen.

    ``years`` are the meetings shown, grouped; ``earlier`` and ``later`` the addresses of the pages
    beside this one, empty where there is none.
    """

    chosen: Chosen
    latest_first: bool
    faceted: Faceted
    years: tuple[tuple[int, tuple[Meeting, ...]], ...]
    first: int
    last: int
    back: str
    on: str

    @property
    def told(self) -> str:
        """How many meetings fit, and which of them are shown."""
        fitting, total = len(self.faceted.meetings), self.faceted.total
        if not fitting:
            return "No meeting fits"
        noun = "meeting" if total == 1 else "meetings"
        count = f"{total:,} {noun}" if fitting == total else f"{fitting:,} of {total:,} {noun}"
        is_all = self.last - self.first + 1 == fitting
        return count if is_all else f"{count}, {self.first:,} to {self.last:,} shown"

    @property
    def turned(self) -> str:
        """The address of the same meetings in the other order."""
        return address(self.chosen, latest_first=not self.latest_first)


def narrowed(
    year: Sequence[str], place: Sequence[str], kind: Sequence[str], body: Sequence[str], q: str
) -> Chosen:
    """What a form or an address chooses; its empty fields choose nothing."""
    given = [tuple(filter(None, values)) for values in (year, place, kind, body)]
    return Chosen(given[0], given[1], given[2], given[3], q.strip())


def listing(
    meetings: Sequence[Meeting], chosen: Chosen, offset: int, *, latest_first: bool
) -> Listing:
    """The meetings that fit what was chosen, from the one after ``offset`` others.

    Raises InputError where there are not so many.
    """
    found = faceted(meetings, chosen)
    count = len(found.meetings)
    if offset and offset >= count:
        raise InputError(f"There are {count:,} such meetings. The offset must be less.")
    ordered = found.meetings[::-1] if latest_first else found.meetings
    shown = ordered[offset : offset + ON_A_PAGE]

    def other(offset: int) -> str:
        return address(chosen, latest_first=latest_first, offset=max(0, offset))

    return Listing(
        chosen=chosen,
        latest_first=latest_first,
        faceted=found,
        years=tuple((year, tuple(of)) for year, of in groupby(shown, lambda one: one.date.year)),
        first=offset + 1,
        last=offset + len(shown),
        back=other(offset - ON_A_PAGE) if offset else "",
        on=other(offset + ON_A_PAGE) if offset + ON_A_PAGE < count else "",
    )


def turned(listed: Listing, name: FacetName, value: str) -> str:
    """The address with a value of a facet chosen, or no more if it was."""
    return address(listed.chosen.turned(name, value), latest_first=listed.latest_first)


def choices(listed: Listing) -> Iterator[tuple[FacetName, list[Choice], list[Choice]]]:
    """Each facet with the choices that stand open and those that are folded."""
    for facet in listed.faceted.facets:
        every = [
            Choice(one.value, one.meetings, one.chosen, turned(listed, facet.name, one.value))
            for one in facet.values
        ]
        yield facet.name, *_open_and_folded(every)


def _open_and_folded(every: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    """The first few choices and all that are chosen; the rest, if it is worth a fold."""
    if len(every) <= STAND_OPEN + 2:
        return list(every), []
    is_open = [place < STAND_OPEN or one.chosen for place, one in enumerate(every)]
    pairs = list(zip(every, is_open, strict=True))
    return [one for one, shown in pairs if shown], [one for one, shown in pairs if not shown]


def address(chosen: Chosen, *, latest_first: bool = False, offset: int = 0) -> str:
    """Where the meetings that fit a choice are listed."""
    given: dict[str, object] = {name: chosen.of(name) for name in FACETS}
    given |= {"q": chosen.q, "order": "latest" if latest_first else "", "offset": offset}
    told = urlencode({name: value for name, value in given.items() if value}, doseq=True)
    return f"/meetings?{told}" if told else "/meetings"
