"""Documents that people add, update, remove and restore, each change whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.database import FILE_NAME, open_for_writing, told_in_words
from corpus.errors import UnknownMeeting
from corpus.filing import (
    bring_back,
    file_document,
    get_property,
    next_revision,
    put_meeting,
    retire,
    set_property,
)
from corpus.intake import Taken
from corpus.likeness import differences, is_same_statement

Outcome = Literal["added", "updated", "unchanged", "version", "removed", "restored", "refused"]


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one file; ``told`` are the reason for a refusal, or remarks."""

    name: str
    outcome: Outcome
    meeting_id: str | None
    told: tuple[str, ...] = ()


class Filer:
    """Writes to one store; each call is a transaction of its own. Used by one thread."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, making it where there is none; raises StoreError."""
        self._path = folder / FILE_NAME
        self._connection = open_for_writing(folder)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def name_collection(self, name: str) -> None:
        """Give a collection that has no name yet this one."""
        with self._change() as (connection, _):
            if not get_property(connection, "name"):
                set_property(connection, "name", name)

    def add(self, taken: Taken) -> Filed:
        """File a document, as a new one, as an update of the one of its name, or as a version.

        A text that stands in the store already, byte for byte, is left as it is. One that is
        nearly the text of another document of its day is kept as a version beside it.
        """
        with self._change() as (connection, revision):
            name, document = taken.document.name, taken.document
            if same := _current(connection, "sha256 = ?", document.sha256):
                return Filed(name, "unchanged", same.meeting_id, _known_as(same, name))
            older = _current(connection, "name = ? AND origin = 'added'", name)
            if older is not None:
                retire(connection, [older.number], revision)
            like = _like(connection, taken)
            meeting_id = like.meeting_id if like else _free_id(connection, taken.meeting.id)
            if like is None:
                put_meeting(connection, replace(taken.meeting, id=meeting_id))
            number = file_document(connection, meeting_id, document, revision, "added", taken.path)
            if like is not None:
                retire(connection, [number], revision)
                told = (f"kept beside {like.name}, which it is nearly the same as",)
                apart = differences(like.text, document.text)
                return Filed(name, "version", meeting_id, (*told, *apart, *taken.notes))
            changed = differences(older.text, document.text) if older else ()
            outcome: Outcome = "updated" if older else "added"
            return Filed(name, outcome, meeting_id, (*changed, *taken.notes))

    def remove(self, meeting_id: str) -> Filed:
        """Take a meeting's document out; ``restore`` brings it back. Raises UnknownMeeting."""
        with self._change() as (connection, revision):
            found = _current(connection, "meeting_id = ?", meeting_id)
            if found is None:
                raise UnknownMeeting(f"There is no document of a meeting {meeting_id[:80]!r}.")
            if found.origin == "folder":
                return Filed(
                    found.name,
                    "refused",
                    meeting_id,
                    ("it comes from the folder of sources: take it out of the table there",),
                )
            retire(connection, [found.number], revision)
            return Filed(found.name, "removed", meeting_id)

    def restore(self, meeting_id: str) -> Filed:
        """Bring the last document of a meeting back; raises UnknownMeeting."""
        with self._change() as (connection, _):
            if found := _current(connection, "meeting_id = ?", meeting_id):
                return Filed(found.name, "unchanged", meeting_id)
            row = connection.execute(
                f"SELECT {COLUMNS} FROM document WHERE meeting_id = ? AND retired > added"
                " ORDER BY retired DESC, id DESC LIMIT 1",
                (meeting_id,),
            ).fetchone()
            if row is None:
                raise UnknownMeeting(f"No document of a meeting {meeting_id[:80]!r} was removed.")
            last = _Filed(*row)
            bring_back(connection, last.number)
            return Filed(last.name, "restored", meeting_id)

    @contextmanager
    def _change(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """A transaction with the number of its revision; undone when anything is raised."""
        with told_in_words(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                revision = next_revision(self._connection)
                yield self._connection, revision
                set_property(self._connection, "revision", str(revision))
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have undone it already
                    self._connection.execute("ROLLBACK")
                raise


COLUMNS = "id, meeting_id, name, text, origin"


@dataclass(frozen=True, slots=True)
class _Filed:
    """A document as it stands in the store."""

    number: int
    meeting_id: str
    name: str
    text: str
    origin: str


def _current(connection: sqlite3.Connection, condition: str, value: str) -> _Filed | None:
    row = connection.execute(
        f"SELECT {COLUMNS} FROM document WHERE retired IS NULL AND {condition}", (value,)
    ).fetchone()
    return None if row is None else _Filed(*row)


def _like(connection: sqlite3.Connection, taken: Taken) -> _Filed | None:
    """A current document of the same day that is the same statement."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM document WHERE retired IS NULL AND meeting_id IN"
        " (SELECT id FROM meeting WHERE date = ?) ORDER BY id",
        (taken.meeting.date.isoformat(),),
    )
    found = (_Filed(*row) for row in rows.fetchall())
    text = taken.document.text
    return next((one for one in found if is_same_statement(one.text, text)), None)


def _free_id(connection: sqlite3.Connection, wanted: str) -> str:
    """The id, with a number after it where a current document of another text has it."""
    name, count = wanted, 1
    while _current(connection, "meeting_id = ?", name):
        count += 1
        name = f"{wanted}-{count}"
    return name


def _known_as(same: _Filed, name: str) -> tuple[str, ...]:
    return () if same.name == name else (f"it is {same.name}, byte for byte",)
