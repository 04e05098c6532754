"""Figures as they are read in a terminal: a list for each subject."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qa.figures import Cell, FigureTable, Row
from web.figure_words import changed, extent, none_found, sort_of, told
from web.terminal import indented
from web.words import where


def figures(console: Console, table: FigureTable) -> None:
    """All rows, each with its figures in date order, what changed, and where they stand."""
    if not table.rows:
        console.print(Text(none_found(table)))
    for row in table.rows:
        console.print()
        console.print(Text.assemble((row.subject, "bold"), (f"  {sort_of(row)}", "dim")))
        for cell in row.cells:
            _cell(console, table, row, cell)
    if extent(table):
        console.print()
        console.print(Text(extent(table), "dim"))


def _cell(console: Console, table: FigureTable, row: Row, cell: Cell) -> None:
    for figure in cell.figures:
        words = Text.assemble((told(figure), "green"), (f"  {where(figure.citation)}", "dim"))
        indented(console, words)
    if cell.change is not None:
        indented(console, Text(changed(cell.change, row, table.meetings), "yellow"))
