"""All documents of a collection, also those that were taken out, for people to look over."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.database import FILE_NAME, open_for_reading, told_in_words
from corpus.earlier import of_meeting
from corpus.filing import Origin
from corpus.stored import State, states

LISTED = """
SELECT document.id, document.name, meeting_id, title, date, place, pages,
    (SELECT COUNT(*) FROM paragraph WHERE document_id = document.id), origin
FROM document JOIN meeting ON meeting.id = meeting_id
"""
COUNTED = "SELECT COUNT(*) FROM document"
ONLY_CURRENT = " WHERE retired IS NULL"
ORDER = " ORDER BY date, meeting_id, document.id LIMIT ? OFFSET ?"


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document with its meeting, as the store has it today.

    ``state`` is ``current`` (it is searched), ``version`` (kept beside one that is nearly the
    same), ``removed`` (restore brings it back) or ``earlier`` (a newer text took its place).
    """

    name: str
    meeting_id: str
    title: str
    date: dt.date
    place: str | None
    pages: int | None
    paragraphs: int
    origin: Origin
    state: State

    @property
    def can_be_removed(self) -> bool:
        """Whether it is current, and not of a folder that is followed."""
        return self.state == "current" and self.origin == "added"

    @property
    def can_be_restored(self) -> bool:
        """Whether it was removed, and no folder that is followed would take it out again."""
        return self.state == "removed" and self.origin == "added"


def list_documents(
    folder: Path, start: int, most: int, *, current_only: bool
) -> tuple[ListedDocument, ...]:
    """At most so many documents of the store in ``folder``, in date order, after ``start``."""
    within = ONLY_CURRENT if current_only else ""
    return _listed(folder, within + ORDER, (most, start))


def count_documents(folder: Path, *, current_only: bool) -> int:
    """How many documents the store in ``folder`` has."""
    with (
        told_in_words(folder / FILE_NAME),
        closing(open_for_reading(folder)) as connection,
    ):
        query = COUNTED + (ONLY_CURRENT if current_only else "")
        return int(connection.execute(query).fetchone()[0])


def find_document(folder: Path, meeting_id: str) -> ListedDocument | None:
    """What can be removed or restored of a meeting: its current document, or its last."""
    found = _listed(folder, " WHERE meeting_id = ? ORDER BY document.id DESC", (meeting_id,))
    return next((one for one in found if one.state in ("current", "removed")), None)


def _listed(folder: Path, which: str, values: tuple[object, ...]) -> tuple[ListedDocument, ...]:
    with (
        told_in_words(folder / FILE_NAME),
        closing(open_for_reading(folder)) as connection,
    ):
        rows = connection.execute(LISTED + which, values).fetchall()
        state: dict[int, State] = {}
        for meeting_id in {row[2] for row in rows}:
            state |= states(of_meeting(connection, meeting_id))
    return tuple(
        ListedDocument(name, meeting_id, title, dt.date.fromisoformat(day), *rest)
        for name, meeting_id, title, day, *rest in ((*row[1:], state[row[0]]) for row in rows)
    )
