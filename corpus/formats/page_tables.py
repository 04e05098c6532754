"""Tables by their geometry: lines that fall into cells which stand under each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.formats.page_lines import Line
from corpus.formats.page_words import Word
from corpus.numbering import is_number

FEWEST_ROWS = 3
WIDE = 1.0  # of the size: the narrowest gap between two cells
WIDER = 2.5  # times the narrower gaps of the line, since justified lines have wide ones
WIDEST = 2.0  # of the size: wider than any blank
NARROWEST = 0.6  # of the size: the least room between two columns, wider than most blanks
ALIGNED = 0.5  # of the size
WRAPPED = 1.5  # of the size: the widest distance between lines of one cell


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, left to right, each as one line."""

    cells: tuple[Line, ...]


def with_tables(lines: list[Line]) -> list[Line | TableRow]:
    """The lines of one column, those of tables as rows."""
    found: list[Line | TableRow] = []
    at = 0
    while at < len(lines):
        rows, used = _table(lines[at:])
        if len(rows) >= FEWEST_ROWS:
            found += _split_alike(rows)
            at += used
        else:
            found.append(lines[at])
            at += 1
    return found


def _table(lines: list[Line]) -> tuple[list[TableRow], int]:
    """The rows of the table that begins with the first line, and how many lines they take."""
    rows: list[TableRow] = []
    used = 0
    for line in lines:
        cells = _cells(line)
        if len(cells) > 1 and (not rows or _aligned(cells, rows[-1].cells) > 1):
            rows.append(TableRow(tuple(cells)))
        elif rows and line.y - _last_y(rows[-1]) < WRAPPED * line.size:
            wrapped = _wrapped(rows[-1], cells)
            if wrapped is None:
                break
            rows[-1] = wrapped
        else:
            break
        used += 1
    return rows, used


def _cells(line: Line) -> list[Line]:
    gaps = [b.left - a.right for a, b in pairwise(line.words)]
    blank = sorted(gaps)[len(gaps) // 4] if gaps else 0
    widest = min(max(WIDE * line.size, WIDER * blank), WIDEST * line.size)
    cells: list[list[Word]] = [[line.words[0]]]
    for gap, word in zip(gaps, line.words[1:], strict=True):
        labelled = len(cells) == 1 and len(cells[0]) == 1
        if gap > widest and not (labelled and is_number(cells[0][0].text)):
            cells.append([])
        cells[-1].append(word)
    return [replace(line, words=tuple(words)) for words in cells]


def _split_alike(rows: list[TableRow]) -> list[TableRow]:
    """The rows, each cut where the one with the most cells is and it has a gap there, too.

    Short words in every cell, as in a table's head, have no gap to tell the cells by.
    """
    most = max(rows, key=lambda row: len(row.cells))
    gutters = [(a.right, b.left) for a, b in pairwise(most.cells)]
    return [
        TableRow(tuple(part for cell in row.cells for part in _split(cell, gutters)))
        if len(row.cells) < len(most.cells)
        else row
        for row in rows
    ]


def _split(cell: Line, gutters: list[tuple[float, float]]) -> list[Line]:
    parts: list[list[Word]] = [[cell.words[0]]]
    for one, other in pairwise(cell.words):
        room = max(
            (min(other.left, end) - max(one.right, start) for start, end in gutters), default=0
        )
        if room > NARROWEST * cell.size and one.y == other.y:
            parts.append([])
        parts[-1].append(other)
    return [replace(cell, words=tuple(words)) for words in parts]


def _aligned(cells: list[Line], others: tuple[Line, ...]) -> int:
    """How many cells stand under one of the others, by their left, right or middle."""
    return sum(any(_stands_under(cell, other) for other in others) for cell in cells)


def _stands_under(cell: Line, other: Line) -> bool:
    tolerance = ALIGNED * cell.size
    return (
        abs(cell.left - other.left) < tolerance
        or abs(cell.right - other.right) < tolerance
        or abs(cell.left + cell.right - other.left - other.right) < 2 * tolerance
    )


def _wrapped(row: TableRow, cells: list[Line]) -> TableRow | None:
    """The row with a further line in some of its cells; None where one does not fit in."""
    grown = list(row.cells)
    for cell in cells:
        for at, other in enumerate(grown):
            ends = grown[at + 1].left if at + 1 < len(grown) else float("inf")
            if abs(cell.left - other.left) < ALIGNED * cell.size and cell.right < ends:
                grown[at] = replace(other, words=other.words + cell.words)
                break
        else:
            return None
    return TableRow(tuple(grown))


def _last_y(row: TableRow) -> float:
    return max(word.y for cell in row.cells for word in cell.words)
