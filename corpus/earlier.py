"""Documents that are in a store already, found by what a new one might be the same as."""

from __future__ import annotations

import sqlite3
from datetime import date

from corpus.likeness import is_same_statement
from corpus.meeting import Meeting
from corpus.parsed_document import ParsedDocument
from corpus.rows import meeting_from_row
from corpus.stored import COLUMNS, Stored


def current(connection: sqlite3.Connection, column: str, value: str) -> Stored | None:
    """The current document with this value."""
    return next(iter(_found(connection, f"retired IS NULL AND {column} = ?", value)), None)


def of_meeting(connection: sqlite3.Connection, meeting_id: str) -> list[Stored]:
    """All documents of a meeting, in the order they came in."""
    return _found(connection, "meeting_id = ?", meeting_id)


def added_by_people(connection: sqlite3.Connection) -> list[Stored]:
    """The last document of each file that a person added, unless it was removed."""
    last: dict[str | int, Stored] = {}
    for one in _found(connection, "origin = ?", "added"):
        last[one.path or one.id] = one
    return [one for one in last.values() if one.is_current or (one.path and one.is_version)]


def of_same_file(
    connection: sqlite3.Connection,
    name: str,
    path: str | None,
    sha256: str | None,
    day: date | None = None,
) -> Stored | None:
    """The last document that came from the same file, also one that is current no more.

    The path tells; where it is not known, now or then, the name does, if only one meeting (of that
    ``day``, where it is given) has a file of that name. A file of other name that was removed is
    known by its bytes. A text that came from elsewhere and replaced the file's is no longer the
    file's.
    """
    placed = _found(connection, "origin = 'added' AND path = ?", path) if path else []
    if placed and not _is_replaced(connection, placed[-1]):
        return placed[-1]
    named = _found(connection, "origin = 'added' AND name = ?", name)
    unplaced = [
        one
        for one in named
        if (path is None or one.path is None)
        and (day is None or meeting_of(connection, one.meeting_id).date == day)
    ]
    if unplaced and len({one.meeting_id for one in unplaced}) == 1:
        return unplaced[-1]
    same = _found(connection, "origin = 'added' AND sha256 = ?", sha256) if sha256 else []
    gone = (one for one in reversed(same) if not one.is_version)
    return next((one for one in gone if not has_current(connection, one.meeting_id)), None)


def _is_replaced(connection: sqlite3.Connection, one: Stored) -> bool:
    is_out = not one.is_current and not one.is_version
    return is_out and has_current(connection, one.meeting_id)


def has_current(connection: sqlite3.Connection, meeting_id: str) -> bool:
    """Whether a meeting has a document that the collection shows."""
    return current(connection, "meeting_id", meeting_id) is not None


def alike(
    connection: sqlite3.Connection, meeting: Meeting, document: ParsedDocument
) -> Stored | None:
    """A current document of the same day that is the same statement."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM document WHERE retired IS NULL AND meeting_id IN"
        " (SELECT id FROM meeting WHERE date = ?) ORDER BY id",
        (meeting.date.isoformat(),),
    )
    found = [Stored(*row) for row in rows]
    same = (one for one in found if is_same_statement(text_of(connection, one), document.text))
    return next(same, None)


def reads_more(connection: sqlite3.Connection, same: Stored, document: ParsedDocument) -> bool:
    """Whether pages of a file that was added before are now read off their picture."""
    if same.origin == "folder" or not any(one.recognised for one in document.paragraphs):
        return False
    query = "SELECT 1 FROM paragraph WHERE document_id = ? AND recognised LIMIT 1"
    return connection.execute(query, (same.id,)).fetchone() is None


def text_of(connection: sqlite3.Connection, one: Stored) -> str:
    """The canonical text of a document."""
    row = connection.execute("SELECT text FROM document WHERE id = ?", (one.id,)).fetchone()
    return str(row[0])


def source_of(connection: sqlite3.Connection, one: Stored) -> bytes:
    """The source of a document, byte for byte."""
    row = connection.execute("SELECT source FROM document WHERE id = ?", (one.id,)).fetchone()
    return bytes(row[0])


def meeting_of(connection: sqlite3.Connection, meeting_id: str) -> Meeting:
    """What is known of a meeting."""
    row = connection.execute("SELECT * FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return meeting_from_row(row)


def free_id(connection: sqlite3.Connection, wanted: str) -> str:
    """The id, with a number after it where a meeting has it, even one that was removed."""
    name, count = wanted, 1
    query = "SELECT 1 FROM meeting WHERE id = ?"
    while connection.execute(query, (name,)).fetchone():
        count += 1
        name = f"{wanted}-{count}"
    return name


def _found(connection: sqlite3.Connection, condition: str, *values: str) -> list[Stored]:
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM document WHERE {condition} ORDER BY id", values
    )
    return [Stored(*row) for row in rows]
