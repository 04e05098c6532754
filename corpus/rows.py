"""Rows of the store's tables as the nouns they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.document import Document, Paragraph
from corpus.meeting import Meeting
from corpus.span import Run, SourceMap, Span

PARAGRAPH = (
    'id, document_id, ordinal, printed_number, page, start, "end", section, kind, notes, recognised'
)
IDS_A_QUERY = 500
DOCUMENT = "id, meeting_id, name, media_type, sha256, text, runs"


def meeting_from_row(row: sqlite3.Row) -> Meeting:
    """A meeting from its row in the store; raises ValueError for one that is damaged."""
    name, title, day, place, body, kind, hosts, provenance = row
    return Meeting(
        id=name,
        title=title,
        date=date.fromisoformat(day),
        place=place,
        body=body,
        kind=kind,
        hosts=tuple(json.loads(hosts)),
        provenance=json.loads(provenance),
    )


def document_from_row(row: sqlite3.Row) -> Document:
    """A document from its row in the store, read in the order of DOCUMENT."""
    number, meeting_id, name, media_type, sha256, text, runs = row
    source_map = SourceMap(tuple(Run(*run) for run in json.loads(runs)))
    return Document(number, meeting_id, name, media_type, sha256, text, source_map)


def paragraph_from_row(row: sqlite3.Row) -> Paragraph:
    """A paragraph from its row in the store, read in the order of PARAGRAPH."""
    number, document_id, ordinal, printed_number, page, start, end, section, kind, notes, seen = row
    return Paragraph(
        number,
        document_id,
        ordinal,
        printed_number,
        page,
        Span(start, end),
        section,
        kind,
        tuple(json.loads(notes)),
        recognised=bool(seen),
    )


def in_queries(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids of rows, as many at a time as one query may have."""
    return (ids[start : start + IDS_A_QUERY] for start in range(0, len(ids), IDS_A_QUERY))
