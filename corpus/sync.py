"""Bring the store in line with a collection: all of it, or nothing of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.database import FILE_NAME, open_for_writing, told_in_words
from corpus.filing import (
    file_document,
    next_revision,
    put_meeting,
    retire,
    same_document,
    set_property,
)
from corpus.folder import Collection


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many documents came in, stayed and went out."""

    added: int
    unchanged: int
    retired: int


def sync(folder: Path, collection: Collection, fingerprint: str) -> SyncReport:
    """Make the store in ``folder`` hold ``collection`` and what people added, in one transaction.

    Documents whose source and derived text are unchanged keep their numbers; others are added
    under new ones, and what they replace is retired, not deleted. ``fingerprint`` is kept as the
    property ``sources``. Raises StoreError.
    """
    connection = open_for_writing(folder)
    try:
        with told_in_words(folder / FILE_NAME):
            connection.execute("BEGIN IMMEDIATE")
            revision = next_revision(connection)
            report = _sync(connection, collection, revision)
            set_property(connection, "revision", str(revision))
            set_property(connection, "name", collection.name)
            set_property(connection, "examples", json.dumps(collection.examples))
            set_property(connection, "aliases", json.dumps(collection.aliases))
            set_property(connection, "sources", fingerprint)
            connection.execute("COMMIT")
    finally:
        connection.close()
    return report


def _sync(connection: sqlite3.Connection, collection: Collection, revision: int) -> SyncReport:
    kept: set[int] = set()
    added = 0
    for meeting, document in collection.meetings:
        put_meeting(connection, meeting)
        number = same_document(connection, meeting.id, document)
        if number is None:
            number = file_document(connection, meeting.id, document, revision, "folder")
            added += 1
        kept.add(number)
    rows = connection.execute(
        "SELECT id FROM document WHERE retired IS NULL AND origin = 'folder'"
    ).fetchall()
    gone = [number for (number,) in rows if number not in kept]
    retire(connection, gone, revision)
    return SyncReport(added, len(kept) - added, len(gone))
