"""What a part of the benchmark found, for the terminal and for ``docs/BENCHMARKS.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rich.table
from rich.console import Console


@dataclass(frozen=True, slots=True)
class Table:
    """One part's figures; the first column says what was measured."""

    title: str
    measured: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def show(console: Console, table: Table) -> None:
    """Print a table with its notes."""
    drawn = rich.table.Table(
        title=table.title, caption="\n".join(table.notes), caption_justify="left"
    )
    for number, column in enumerate(table.columns):
        drawn.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*row)
    console.print(drawn)


def markdown(table: Table) -> str:
    """A table as a section of a Markdown document."""
    lines = [
        f"## {table.title}",
        "",
        _line(table.columns),
        _line(["---"] + ["---:"] * (len(table.columns) - 1)),
        *(_line(row) for row in table.rows),
        "",
        *(f"- {note}" for note in (*table.notes, f"Measured {table.measured}.")),
    ]
    return "\n".join(lines) + "\n"


def percentile(times: Sequence[float], percent: float) -> float:
    """A percentile, interpolated; of no times at all it is not a number."""
    return float(np.percentile(times, percent)) if times else float("nan")


def ratio(value: float, to: float) -> str:
    """How many times ``to`` a value is; empty where that cannot be said."""
    return f"{value / to:.2f}" if to > 0 else ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
