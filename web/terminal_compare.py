"""Two meetings compared, as it is read in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qa.compare import Comparison, Row
from web.compared import KINDS, LEGEND, flagged, moved, numbers, summed
from web.terminal import indented
from web.terminal_redline import redline
from web.words import named

SIGNS = "[-words that are gone-] {+words that are new+}; all other words stand in both."
FOLDED = "Unchanged text is folded; --all prints it."
STYLES = {
    "kept": "dim", "marks": "dim", "changed": "yellow", "split": "yellow", "merged": "yellow",
    "moved": "magenta", "dropped": "red", "new": "green", "elsewhere": "dim",
}  # fmt: skip


def comparison(console: Console, found: Comparison, *, whole: bool) -> None:
    """A comparison with its legend, row by row; the ``whole`` of it, or unchanged text folded."""
    console.print(Text(f"{named(found.second)}, compared with {named(found.first)}", "bold"))
    console.print(Text(summed(found)))
    console.print()
    for name, meaning in LEGEND:
        console.print(Text(f"{name}: {meaning}.", "dim"))
    console.print(Text(SIGNS, "dim"))
    if not whole:
        console.print(Text(FOLDED, "dim"))
    for row in found.rows:
        _row(console, row, found, whole=whole)


def _row(console: Console, row: Row, found: Comparison, *, whole: bool) -> None:
    if whole or not _follows_folded(row, found):
        console.print()
    told = moved(row, found) if row.kind == "elsewhere" else ""
    console.print(
        Text.assemble((f"{row.number}. ", "dim"), (KINDS[row.kind], f"bold {STYLES[row.kind]}"),
                      f"  {_places(row)}", f"  {told}" if told else ""),
    )  # fmt: skip
    if row.kind in ("kept", "marks") and not whole:
        return
    if row.redline:
        indented(console, redline(row.redline))
    for one in row.differences:
        indented(console, Text(flagged(one), "dim"))


def _follows_folded(row: Row, found: Comparison) -> bool:
    """Whether a row and the one before it are one line each."""
    folded = ("kept", "marks", "elsewhere")
    before = found.rows[row.number - 2] if row.number > 1 else None
    return before is not None and before.kind in folded and row.kind in folded


def _places(row: Row) -> str:
    return " → ".join(filter(None, (numbers(row.first), numbers(row.second))))
