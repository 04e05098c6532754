"""Filters: the meetings a question is restricted to by hand."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import Meeting, Store
from corpus.errors import InputError
from corpus.wording import folded

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker restricts a question to: meetings that fit every filter given.

    ``meetings`` are ids, or how they begin, of which any will do; ``start`` and ``end`` are days;
    the words of ``place`` and ``kind`` must stand in the meeting's own. ``set_aside`` are words of
    the question that must not be taken for a restriction.
    """

    meetings: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    place: str | None = None
    kind: str | None = None
    set_aside: tuple[str, ...] = ()


def meetings_within(filters: Filters, store: Store) -> tuple[str, ...]:
    """Ids of the meetings the filters leave, in date order; empty when nothing is filtered.

    Raises UnknownMeeting, and InputError when the filters leave no meeting.
    """
    if replace(filters, set_aside=()) == Filters():
        return ()
    if filters.start and filters.end and filters.end < filters.start:
        raise InputError(f"The end, {filters.end}, is before the start, {filters.start}.")
    known = store.meetings()
    named = {store.meeting(name).id for name in filters.meetings}
    at_place = _having("place", filters.place, [meeting.place for meeting in known])
    of_kind = _having("kind", filters.kind, [meeting.kind for meeting in known])
    kept = tuple(
        meeting.id
        for meeting in known
        if (not filters.meetings or meeting.id in named)
        and (filters.start is None or filters.start <= meeting.date)
        and (filters.end is None or meeting.date <= filters.end)
        and (filters.place is None or meeting.place in at_place)
        and (filters.kind is None or meeting.kind in of_kind)
    )
    if not kept:
        raise InputError(_nothing_left(filters, known))
    return kept


def _having(field: str, wanted: str | None, values: Sequence[str | None]) -> set[str]:
    """The values in which all words of ``wanted`` stand; raises InputError when none has them."""
    if wanted is None:
        return set()
    known = {value for value in values if value is not None}
    words = _words(wanted)
    found = {value for value in known if words and words <= _words(value)}
    if not found:
        choice = " or ".join(f"“{value}”" for value in sorted(known))
        advice = f"Choose {choice}" if known else f"Leave the {field} out"
        raise InputError(f"No meeting has the {field} {wanted[:80]!r}. {advice}.")
    return found


def _words(text: str) -> set[str]:
    """The folded words of a text; "D.C." is one."""
    return set(re.findall(r"\w+", folded(text).replace(".", "")))


def _nothing_left(filters: Filters, known: Sequence[Meeting]) -> str:
    dates = ", ".join(str(meeting.date) for meeting in known)
    only_days = replace(filters, set_aside=(), start=None, end=None) == Filters()
    what = "lies in that range" if only_days else "fits all of these filters"
    return f"No meeting {what}. The meetings are of: {dates}."


def parse_day(text: str, *, end: bool) -> date:
    """A day from ``2021-06-28``, or the first or last day of ``2021-06`` or ``2021``.

    Raises InputError.
    """
    match = PARTIAL_DATE.fullmatch(text.strip())
    parts = match.groups("0") if match else ("0", "0", "0")
    year, month, day = (int(part) for part in parts)
    try:
        month = month or (12 if end else 1)
        day = day or (monthrange(year, month)[1] if end else 1)
        return date(year, month, day)
    except ValueError:
        raise InputError(f"{text[:40]!r} is not a date. Write it as 2021-06-28 or 2021.") from None
