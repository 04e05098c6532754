"""Documents put into the store and taken out of it, inside a transaction that a caller holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Literal

from corpus.corpus_hash import HASHED, changed, json_hash
from corpus.document import Document, Paragraph, Sentence
from corpus.formats.media_type import MARKDOWN, PLAIN_TEXT
from corpus.meeting import Meeting
from corpus.parsed_document import ParsedDocument
from corpus.wording import wording

Origin = Literal["folder", "added"]


def next_revision(connection: sqlite3.Connection) -> int:
    """The number of the change that is about to be made."""
    return int(get_property(connection, "revision")) + 1


def get_property(connection: sqlite3.Connection, name: str) -> str:
    """A fact about the whole collection."""
    (value,) = connection.execute("SELECT value FROM property WHERE name = ?", (name,)).fetchone()
    return str(value)


def set_property(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact about the whole collection."""
    connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))


def put_meeting(connection: sqlite3.Connection, meeting: Meeting) -> None:
    """Keep a meeting, over what was known of it before."""
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


def same_document(
    connection: sqlite3.Connection, meeting_id: str, document: ParsedDocument
) -> int | None:
    """The number of a current document that would be stored in exactly the same way."""
    row = connection.execute(
        "SELECT id FROM document WHERE retired IS NULL AND meeting_id = ? AND name = ?"
        " AND sha256 = ? AND derived = ?",
        (meeting_id, document.name, document.sha256, derived_of(document)),
    ).fetchone()
    return None if row is None else int(row[0])


def file_document(
    connection: sqlite3.Connection,
    meeting_id: str,
    document: ParsedDocument,
    revision: int,
    origin: Origin,
    path: str | None = None,
) -> int:
    """Store a document with its paragraphs and sentences; its number."""
    is_text = document.media_type in (PLAIN_TEXT, MARKDOWN)
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
        derived=derived_of(document),
        added=revision,
        origin=origin,
        path=path,
        extracted=None if is_text else document.extracted_text,
        pages=document.pages,
    )
    _file_paragraphs(connection, number, document)
    _count_in(connection, [number], 1)
    return number


def retire(connection: sqlite3.Connection, numbers: list[int], revision: int) -> None:
    """Take current documents out; what they held stays readable for who still serves it."""
    _count_in(connection, numbers, -1)
    connection.executemany(
        "UPDATE document SET retired = ? WHERE id = ?", [(revision, one) for one in numbers]
    )


def bring_back(connection: sqlite3.Connection, number: int) -> None:
    """Make a retired document current again."""
    connection.execute("UPDATE document SET retired = NULL WHERE id = ?", (number,))
    _count_in(connection, [number], 1)


def set_path(connection: sqlite3.Connection, number: int, path: str) -> None:
    """Keep the place where the file of a document was found last."""
    connection.execute("UPDATE document SET path = ? WHERE id = ?", (path, number))


def _file_paragraphs(connection: sqlite3.Connection, number: int, document: ParsedDocument) -> None:
    both = zip(document.paragraphs, document.sentences, strict=True)
    for ordinal, (paragraph, sentences) in enumerate(both, start=1):
        paragraph_id = _insert(
            connection,
            "paragraph",
            document_id=number,
            ordinal=ordinal,
            printed_number=paragraph.label,
            page=paragraph.page,
            start=paragraph.span.start,
            end=paragraph.span.end,
            section=paragraph.section,
            kind=paragraph.kind,
            notes=json.dumps(paragraph.notes),
            recognised=int(paragraph.recognised),
        )
        connection.executemany(
            'INSERT INTO sentence (paragraph_id, start, "end", wording) VALUES (?, ?, ?, ?)',
            [(paragraph_id, s.start, s.end, wording(s.of(document.text))) for s in sentences],
        )


def _count_in(connection: sqlite3.Connection, numbers: list[int], sign: int) -> None:
    """Bring the hash of all current documents up to date: some came in (1) or went out (-1)."""
    query = f"SELECT {HASHED} FROM document WHERE id = ?"
    rows = [connection.execute(query, (number,)).fetchone() for number in numbers]
    total = changed(get_property(connection, "corpus_hash"), rows, sign)
    set_property(connection, "corpus_hash", total)


def hash_holds(connection: sqlite3.Connection) -> bool:
    """Whether the hash of all current documents is what they sum up to."""
    rows = connection.execute(f"SELECT {HASHED} FROM document WHERE retired IS NULL")
    return changed("", rows, 1) == changed(get_property(connection, "corpus_hash"), (), 1)


def _insert(connection: sqlite3.Connection, table: str, **row: object) -> int:
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    query = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id"
    return int(connection.execute(query, tuple(row.values())).fetchone()[0])


def derived_of(document: ParsedDocument) -> str:
    """SHA-256 over everything that was read out of a source file."""
    paragraphs = [
        (p.label, p.span.start, p.span.end, p.page, p.section, p.kind, p.notes, p.recognised)
        for p in document.paragraphs
    ]
    sentences = [[(s.start, s.end) for s in spans] for spans in document.sentences]
    return json_hash([document.text, _runs(document), paragraphs, sentences])


def derived_of_stored(
    document: Document, paragraphs: Sequence[Paragraph], sentences: Sequence[Sequence[Sentence]]
) -> str:
    """The same of what stands in the store."""
    shown = [
        (p.printed_number, p.span.start, p.span.end, p.page, p.section, p.kind, p.notes,
         p.recognised)
        for p in paragraphs
    ]  # fmt: skip
    spans = [[(s.span.start, s.span.end) for s in each] for each in sentences]
    return json_hash([document.text, _runs(document), shown, spans])


def _runs(document: ParsedDocument | Document) -> str:
    return json.dumps([(r.canonical, r.source, r.length) for r in document.source_map.runs])
