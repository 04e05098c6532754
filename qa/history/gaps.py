"""Meetings between two uses of a wording, and after the last, in which it does not stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import Meeting


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting by its id, title, day and place."""

    meeting_id: str
    title: str
    date: dt.date
    place: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """So many ``meetings`` after one in which a wording stands, and before the next that has it.

    ``until`` is None where it does not come back. ``days`` are counted to there, or else to the
    latest meeting.
    """

    after: Held
    until: Held | None
    meetings: int
    days: int


def held(meeting: Meeting) -> Held:
    """A meeting as it is named in a history."""
    return Held(meeting.id, meeting.title, meeting.date, meeting.place)


def gaps(meetings: Sequence[Meeting], having: Collection[str]) -> Iterator[Gap]:
    """The gaps in a wording that stands in the meetings ``having`` these ids, in date order.

    ``meetings`` are all of the collection, in date order.
    """
    uses = [place for place, one in enumerate(meetings) if one.id in having]
    for place, following in pairwise(uses):
        if following - place > 1:
            yield _gap(meetings, place, following)
    if uses and uses[-1] < len(meetings) - 1:
        yield _gap(meetings, uses[-1], None)


def _gap(meetings: Sequence[Meeting], place: int, following: int | None) -> Gap:
    after = meetings[place]
    back = None if following is None else meetings[following]
    silent = (len(meetings) if following is None else following) - place - 1
    until = back or meetings[-1]
    return Gap(held(after), held(back) if back else None, silent, (until.date - after.date).days)
