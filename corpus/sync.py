"""Bring the store in line with a collection: all of it, or nothing of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.database import FILE_NAME, open_for_writing, told_in_words
from corpus.folder import Collection
from corpus.meeting import Meeting
from corpus.parse import ParsedDocument
from corpus.wording import wording


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many documents came in, stayed and went out."""

    added: int
    unchanged: int
    retired: int


def sync(folder: Path, collection: Collection, fingerprint: str) -> SyncReport:
    """Make the store in ``folder`` hold exactly ``collection``, in one transaction.

    Documents whose source and derived text are unchanged keep their numbers; others are added
    under new ones, and what they replace is retired, not deleted. ``fingerprint`` is kept as the
    property ``sources``. Raises StoreError.
    """
    connection = open_for_writing(folder)
    try:
        with told_in_words(folder / FILE_NAME):
            connection.execute("BEGIN IMMEDIATE")
            revision = _next_revision(connection)
            report = _sync(connection, collection, revision)
            _set_property(connection, "revision", str(revision))
            _set_property(connection, "name", collection.name)
            _set_property(connection, "examples", json.dumps(collection.examples))
            _set_property(connection, "aliases", json.dumps(collection.aliases))
            _set_property(connection, "sources", fingerprint)
            _set_property(connection, "corpus_hash", _corpus_hash(connection))
            connection.execute("COMMIT")
    finally:
        connection.close()
    return report


def _sync(connection: sqlite3.Connection, collection: Collection, revision: int) -> SyncReport:
    kept: list[int] = []
    added = 0
    for meeting, document in collection.meetings:
        _put_meeting(connection, meeting)
        number = _same_document(connection, meeting.id, document)
        if number is None:
            number = _add_document(connection, meeting.id, document, revision)
            added += 1
        kept.append(number)
    marks = ", ".join("?" * len(kept))
    retired = connection.execute(
        f"UPDATE document SET retired = ? WHERE retired IS NULL AND id NOT IN ({marks})",
        (revision, *kept),
    ).rowcount
    return SyncReport(added, len(kept) - added, retired)


def _same_document(
    connection: sqlite3.Connection, meeting_id: str, document: ParsedDocument
) -> int | None:
    """The number of a current document that would be stored in exactly the same way."""
    row = connection.execute(
        "SELECT id FROM document WHERE retired IS NULL AND meeting_id = ? AND name = ?"
        " AND sha256 = ? AND derived = ?",
        (meeting_id, document.name, document.sha256, _derived(document)),
    ).fetchone()
    return None if row is None else int(row[0])


def _add_document(
    connection: sqlite3.Connection, meeting_id: str, document: ParsedDocument, revision: int
) -> int:
    number = _insert(
        connection,
        "document",
        meeting_id=meeting_id,
        name=document.name,
        media_type=document.media_type,
        sha256=document.sha256,
        source=document.source,
        text=document.text,
        runs=_runs(document),
        derived=_derived(document),
        added=revision,
    )
    both = zip(document.paragraphs, document.sentences, strict=True)
    for ordinal, (paragraph, sentences) in enumerate(both, start=1):
        paragraph_id = _insert(
            connection,
            "paragraph",
            document_id=number,
            ordinal=ordinal,
            printed_number=paragraph.label,
            start=paragraph.span.start,
            end=paragraph.span.end,
        )
        connection.executemany(
            'INSERT INTO sentence (paragraph_id, start, "end", wording) VALUES (?, ?, ?, ?)',
            [(paragraph_id, s.start, s.end, wording(s.of(document.text))) for s in sentences],
        )
    return number


def _insert(connection: sqlite3.Connection, table: str, **row: object) -> int:
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    query = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id"
    return int(connection.execute(query, tuple(row.values())).fetchone()[0])


def _next_revision(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM property WHERE name = 'revision'").fetchone()
    return int(row[0]) + 1


def _put_meeting(connection: sqlite3.Connection, meeting: Meeting) -> None:
    connection.execute(
        "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, date = excluded.date,"
        " place = excluded.place, body = excluded.body, kind = excluded.kind,"
        " hosts = excluded.hosts, provenance = excluded.provenance",
        (
            meeting.id,
            meeting.title,
            meeting.date.isoformat(),
            meeting.place,
            meeting.body,
            meeting.kind,
            json.dumps(meeting.hosts, ensure_ascii=False),
            json.dumps(meeting.provenance),
        ),
    )


def _corpus_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over all current documents: their numbers and everything read out of them."""
    rows = connection.execute(
        "SELECT id, meeting_id, sha256, derived FROM document WHERE retired IS NULL ORDER BY id"
    ).fetchall()
    return _json_hash(rows)


def _derived(document: ParsedDocument) -> str:
    """SHA-256 over everything that was read out of a source file."""
    paragraphs = [(p.label, p.span.start, p.span.end) for p in document.paragraphs]
    sentences = [[(s.start, s.end) for s in spans] for spans in document.sentences]
    return _json_hash([document.text, _runs(document), paragraphs, sentences])


def _json_hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _set_property(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))


def _runs(document: ParsedDocument) -> str:
    return json.dumps([(r.canonical, r.source, r.length) for r in document.source_map.runs])
