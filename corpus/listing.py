"""All documents of a collection, also those that were taken out, for people to look over."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.database import FILE_NAME, open_for_reading, told_in_words
from corpus.filing import Origin
from corpus.stored import State

# What is retired as it comes in is a version; of a meeting without a current document, the one
# that was retired last is what "restore" brings back.
LISTED = """
SELECT document.name, meeting_id, title, date, place, pages,
    (SELECT COUNT(*) FROM paragraph WHERE document_id = document.id),
    CASE
        WHEN retired IS NULL THEN 'current'
        WHEN retired = added THEN 'version'
        WHEN EXISTS (
            SELECT 1 FROM document AS other WHERE other.meeting_id = document.meeting_id
            AND (other.retired IS NULL OR (other.retired > other.added
                AND (other.retired, other.id) > (document.retired, document.id)))
        ) THEN 'earlier'
        ELSE 'removed'
    END AS state,
    origin
FROM document JOIN meeting ON meeting.id = meeting_id
"""
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
    state: State
    origin: Origin

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
    within = " WHERE retired IS NULL" if current_only else ""
    with (
        told_in_words(folder / FILE_NAME),
        closing(open_for_reading(folder)) as connection,
    ):
        rows = connection.execute(LISTED + within + ORDER, (most, start)).fetchall()
    return tuple(
        ListedDocument(name, meeting_id, title, dt.date.fromisoformat(day), *rest)
        for name, meeting_id, title, day, *rest in rows
    )


def find_document(folder: Path, meeting_id: str) -> ListedDocument | None:
    """What can be removed or restored of a meeting: its current document, or its last."""
    with (
        told_in_words(folder / FILE_NAME),
        closing(open_for_reading(folder)) as connection,
    ):
        row = connection.execute(
            f"SELECT * FROM ({LISTED} WHERE meeting_id = ?) WHERE state IN ('current', 'removed')",
            (meeting_id,),
        ).fetchone()
    if row is None:
        return None
    name, found, title, day, *rest = row
    return ListedDocument(name, found, title, dt.date.fromisoformat(day), *rest)
