"""Documents that people add, update, remove and restore, each change whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.database import FILE_NAME, open_for_writing, told_in_words
from corpus.described import changes
from corpus.earlier import (
    added_by_people,
    alike,
    current,
    free_id,
    has_current,
    meeting_of,
    of_meeting,
    of_same_file,
    reads_more,
    source_of,
    text_of,
)
from corpus.errors import UnknownMeeting
from corpus.filed import Filed
from corpus.filing import (
    bring_back,
    file_document,
    get_property,
    next_revision,
    put_meeting,
    retire,
    set_path,
    set_property,
)
from corpus.intake import Earlier, Taken
from corpus.likeness import differences
from corpus.stored import Stored, states


class Filer:
    """Writes to one store; each call is a transaction of its own. Used by one thread."""

    def __init__(self, folder: Path, *, follows_a_folder: bool = True) -> None:
        """Open the store in ``folder``, making it where there is none; raises StoreError.

        What comes from a folder that is followed cannot be removed here.
        """
        self._follows_a_folder = follows_a_folder
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

    def earlier(self, name: str, path: str | None, sha256: str | None) -> Earlier | None:
        """What was filed last from a file; to be given with it when it is brought again.

        ``sha256``, that of its bytes if they were read, finds it under another name or path too.
        """
        with told_in_words(self._path):
            older = of_same_file(self._connection, name, path, sha256)
            if older is None and sha256 is not None:
                older = current(self._connection, "sha256", sha256)
            if older is None:
                return None
            is_kept = older.path == path and has_current(self._connection, older.meeting_id)
            meeting = meeting_of(self._connection, older.meeting_id)
            source = source_of(self._connection, older)
            is_placed = path is not None and older.path == path
            return Earlier(older.name, older.sha256, source, meeting, is_kept, is_placed)

    def of_people(self) -> list[Stored]:
        """The documents that people added, each as it came last; what was removed is not there."""
        with told_in_words(self._path):
            return added_by_people(self._connection)

    def add(self, taken: Taken) -> Filed:
        """File a document, as a new one, as an update of the one of its file, or as a version.

        A text that stands in the store already, byte for byte, is left as it is. One that is
        nearly the text of another document of its day is kept as a version beside it.
        """
        document = taken.document
        with self._change() as (connection, revision):
            day = taken.meeting.date
            older = of_same_file(connection, document.name, taken.path, document.sha256, day)
            if same := current(connection, "sha256", document.sha256):
                if reads_more(connection, same, document):
                    return _update(connection, same, taken, revision)
                return _same_bytes(connection, same, older, taken)
            if older is not None and older.is_current:
                return _update(connection, older, taken, revision)
            if like := alike(connection, taken.meeting, document):
                return _keep_beside(connection, like, taken, revision)
            was_removed = older is not None and not has_current(connection, older.meeting_id)
            if older is not None and was_removed:
                meeting_id = older.meeting_id
            else:
                meeting_id = free_id(connection, taken.meeting.id)
            put_meeting(connection, replace(taken.meeting, id=meeting_id))
            file_document(connection, meeting_id, document, revision, "added", taken.path)
            return Filed(document.name, "added", meeting_id, taken.notes)

    def remove(self, meeting_id: str) -> Filed:
        """Take a meeting's document out; ``restore`` brings it back. Raises UnknownMeeting."""
        with self._change() as (connection, revision):
            found = current(connection, "meeting_id", meeting_id)
            if found is None:
                raise UnknownMeeting(
                    f"There is no document of a meeting {meeting_id[:80]!r}. "
                    "`communique list` shows the ids."
                )
            if found.origin == "folder" and self._follows_a_folder:
                why = "it comes from the folder of sources: take it out of the table there"
                return Filed(found.name, "refused", meeting_id, (why,))
            retire(connection, [found.id], revision)
            return Filed(found.name, "removed", meeting_id)

    def restore(self, meeting_id: str) -> Filed:
        """Bring the last document of a meeting back; raises UnknownMeeting."""
        with self._change() as (connection, _):
            if found := current(connection, "meeting_id", meeting_id):
                return Filed(found.name, "unchanged", meeting_id)
            documents = of_meeting(connection, meeting_id)
            state = states(documents)
            last = next((one for one in reversed(documents) if state[one.id] == "removed"), None)
            if last is None:
                raise UnknownMeeting(f"No document of a meeting {meeting_id[:80]!r} was removed.")
            bring_back(connection, last.id)
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


def _same_bytes(
    connection: sqlite3.Connection, same: Stored, older: Stored | None, taken: Taken
) -> Filed:
    """A file whose bytes are in the store: what is said of its meeting may be new."""
    name, meeting_id = taken.document.name, same.meeting_id
    if older is not None and older.id == same.id and taken.keeps == meeting_id:
        meeting = replace(taken.meeting, id=meeting_id)
        if told := changes(meeting_of(connection, meeting_id), meeting):
            put_meeting(connection, meeting)
            return Filed(name, "updated", meeting_id, (*told, *taken.notes))
    if taken.path is None or taken.path == same.path or same.origin == "folder":
        told = () if same.name == name else (f"it is {same.name}, byte for byte",)
    elif same.path is None or not Path(same.path).exists():
        set_path(connection, same.id, taken.path)
        told = ("it is read from this place from now on",)
    else:
        told = (f"it is {same.path}, byte for byte",)
    return Filed(name, "unchanged", meeting_id, told)


def _update(connection: sqlite3.Connection, older: Stored, taken: Taken, revision: int) -> Filed:
    """A new text of a file: its meeting stays the one it was."""
    document, meeting_id = taken.document, older.meeting_id
    meeting = replace(taken.meeting, id=meeting_id)
    otherwise = changes(meeting_of(connection, meeting_id), meeting)
    apart = differences(text_of(connection, older), document.text)
    retire(connection, [older.id], revision)
    put_meeting(connection, meeting)
    file_document(connection, meeting_id, document, revision, "added", taken.path)
    return Filed(document.name, "updated", meeting_id, (*apart, *otherwise, *taken.notes))


def _keep_beside(
    connection: sqlite3.Connection, like: Stored, taken: Taken, revision: int
) -> Filed:
    """Nearly the text of another document, kept as a version of it."""
    document, meeting_id = taken.document, like.meeting_id
    told = f"kept beside {like.name}, which it is nearly the same as"
    if any(one.sha256 == document.sha256 for one in of_meeting(connection, meeting_id)):
        return Filed(document.name, "unchanged", meeting_id, (told,))
    number = file_document(connection, meeting_id, document, revision, "added", taken.path)
    retire(connection, [number], revision)
    apart = differences(text_of(connection, like), document.text)
    return Filed(document.name, "version", meeting_id, (told, *apart, *taken.notes))
