"""The meetings of a collection, some at a time."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Meeting, Store
from corpus.errors import InputError
from qa.filters import Filters, meetings_within

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class ListedMeetings:
    """Meetings in date order: ``total`` fit, and ``offset`` of them stand before these."""

    collection: str
    total: int
    offset: int
    meetings: tuple[Meeting, ...]

    @property
    def more(self) -> int:
        """How many come after these."""
        return self.total - self.offset - len(self.meetings)


def list_meetings(store: Store, filters: Filters, limit: int, offset: int) -> ListedMeetings:
    """At most ``limit`` meetings that fit the filters, without the first ``offset``.

    Raises UnknownMeeting, and InputError where no meeting fits, or for a number that cannot be.
    """
    if not 1 <= limit <= MOST_LISTED:
        raise InputError(f"The limit must be from 1 to {MOST_LISTED}, not {limit}.")
    if offset < 0:
        raise InputError(f"The offset must be 0 or more, not {offset}.")
    kept = {*meetings_within(filters, store)}
    fitting = [one for one in store.meetings() if not kept or one.id in kept]
    return ListedMeetings(
        collection=store.property("name"),
        total=len(fitting),
        offset=offset,
        meetings=tuple(fitting[offset : offset + limit]),
    )
