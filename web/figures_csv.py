"""Figures as a table for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from qa.figures import Cell, Figure, FigureTable, Row

COLUMNS = (
    "subject", "kind", "meeting_id", "meeting", "date", "place", "words", "value", "to", "unit",
    "change", "difference", "per_cent", "since", "sentence", "document", "paragraph", "start",
    "end", "source_sha256", "url",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNSAID = ("", "", "", "")


def as_csv(table: FigureTable) -> str:
    """One line for each figure; text that a spreadsheet would run as a formula begins with '."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in table.rows:
        for cell in row.cells:
            for figure in cell.figures:
                writer.writerow(map(_safe, _line(row, cell, figure)))
    return file.getvalue()


def _line(row: Row, cell: Cell, figure: Figure) -> Iterator[object]:
    cited, change = figure.citation, cell.change
    yield from (row.subject, row.kind, cited.meeting_id, cited.meeting, cited.date, cited.place)
    yield from (figure.quote, figure.value, figure.to, figure.unit)
    if change is None:
        yield from UNSAID
    else:
        yield from (change.direction, change.difference, change.per_cent, change.since)
    yield from (figure.sentence, cited.document, cited.paragraph, cited.start, cited.end)
    yield from (cited.source_sha256, cited.url)


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
