"""Histories and silences, as they are read in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qa.history import History, Passage, Row, Silence, Silences, Variant
from web.history_words import (
    SIGNS,
    counted,
    differs,
    gap_said,
    looked_at,
    row_said,
    share_said,
    silence_said,
    summary,
    uses_said,
    variant_said,
)
from web.opening import numbered
from web.terminal import indented
from web.terminal_redline import redline
from web.words import spelling, where


def history(console: Console, found: History) -> None:
    """A history: what was searched, its wordings, gaps and silence, then meeting by meeting."""
    if found.corrections:
        console.print(Text(spelling(found.corrections), "dim"))
    for note in found.notes:
        console.print(Text(note, "dim"))
    console.print(Text(summary(found), "bold"))
    for name, cited in uses_said(found):
        console.print(Text(f"{name}: {where(cited)}"))
    for gap in found.gaps:
        console.print(Text(gap_said(gap)))
    if found.silence:
        _silence(console, found.silence)
    if len(found.variants) > 1 or any(not one.verbatim for one in found.variants):
        for variant in found.variants:
            _variant(console, variant)
    _legend(console, found)
    for row in found.rows:
        _row(console, row)
    if found.offset + len(found.rows) < found.rows_in_all:
        console.print(
            f"\n{found.rows_in_all} rows in all: --offset {found.offset + len(found.rows)}"
        )


def silences(console: Console, found: Silences) -> None:
    """What fell silent in a collection, strongest first."""
    console.print(Text(looked_at(found), "dim"))
    if not found.silences:
        console.print(f"No wording of {found.least} meetings is missing from the latest.")
    for one in found.silences:
        _silence(console, one)
    if found.more:
        console.print("\nThere are more; these are the strongest.")


def _silence(console: Console, one: Silence) -> None:
    console.print()
    console.print(Text(silence_said(one), "bold"))
    indented(console, Text(f"“{one.words}”"))
    if one.nearest:
        console.print(Text(f"  nearest there: {where(one.nearest.citation)}", "dim"))
        indented(console, _beside(one.nearest))


def _variant(console: Console, one: Variant) -> None:
    console.print()
    console.print(Text(f"{one.number}  {variant_said(one)}", "bold"))
    indented(console, redline(one.redline))
    for each in one.differences:
        indented(console, Text(differs(each), "dim"))
    for use in one.uses:
        console.print(Text(f"  {where(use.citation)}", "dim"))


def _legend(console: Console, found: History) -> None:
    told = [f"{SIGNS[state]} {said}: {count}" for state, said, count in counted(found)]
    console.print()
    console.print(Text("   ".join(told), "dim"))


def _row(console: Console, row: Row) -> None:
    share = f", {share_said(row.share)} of the words" if row.sentences else ""
    console.print()
    console.print(Text(f"{SIGNS[row.state]} {row_said(row)}{share}", "bold"))
    if row.passage:
        found = "" if row.sentences else "nearest passage: "
        cited = row.passage.citation
        console.print(Text(f"  {found}{where(cited)}{numbered(cited)}", "dim"))
        indented(console, _beside(row.passage))


def _beside(passage: Passage) -> Text:
    """A passage with the words looked for beside its own."""
    line = Text("“")
    line.append(passage.before)
    if passage.redline:
        line.append_text(redline(passage.redline))
    if passage.after and passage.quote.removesuffix(passage.after)[-1:].isspace():
        line.append(" ")
    return line.append(f"{passage.after}”")
