"""Figures as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from qa.figures import Cell, Figure, FigureTable, Row
from web import safe_csv

COLUMNS = (
    "subject", "kind", "meeting_id", "meeting", "date", "place", "words", "value", "to", "unit",
    "change", "difference", "per_cent", "since", "sentence", "document", "paragraph", "start",
    "end", "source_sha256", "url",
)  # fmt: skip
UNSAID = ("", "", "", "")


def as_csv(table: FigureTable) -> str:
    """One line for each figure."""
    lines = (
        _line(row, cell, figure)
        for row in table.rows
        for cell in row.cells
        for figure in cell.figures
    )
    return safe_csv.as_csv(COLUMNS, lines)


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
