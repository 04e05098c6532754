"""A checked text as it is read in a terminal: the figures, then quotation by quotation."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qa.check import Checked, CheckedQuotation, CheckedSentence
from web.checked.told import figures, footnote, note, source
from web.terminal import indented
from web.terminal_redline import redline

STYLES = {
    "verbatim": "green", "agreed": "green", "altered": "yellow", "near": "yellow",
    "partial": "magenta", "stitched": "magenta", "not found": "red",
}  # fmt: skip


def checked(console: Console, found: Checked, *, short: bool) -> None:
    """The figures and, unless it is to be short, each quotation and sentence."""
    console.print(Text(found.name, "bold"))
    console.print(Text(found.why, "dim"))
    for line in [*figures(found), *found.notes]:
        console.print(Text(line))
    if short:
        return
    for one in found.quotations:
        _item(console, one, f"quotation {one.number}")
    for sentence in found.sentences:
        _item(console, sentence, f"sentence {sentence.number}")
    if found.sources:
        console.print()
        console.print(Text("Sources of the agreed wording", "bold"))
        for each in found.sources:
            indented(console, Text(source(each)))


def _item(console: Console, one: CheckedQuotation | CheckedSentence, what: str) -> None:
    told = note(one)
    wrong = isinstance(one, CheckedQuotation) and one.is_misattributed
    head = Text.assemble(
        (one.verdict, f"bold {STYLES.get(one.verdict, '')}"),
        (", misattributed" if wrong else "", "bold red"),
        (f"  {what}, paragraph {one.paragraph}", "dim"),
    )
    console.print()
    console.print(head)
    nearest = one.standing.nearest
    shows_both = nearest is not None and one.verdict in ("altered", "near")
    indented(console, redline(nearest.redline) if shows_both and nearest else Text(one.text))
    if told:
        for what_it_is, cited in told.cited:
            indented(console, Text(f"{what_it_is} {footnote(cited)}".strip(), "dim"))
        for each in told.told:
            indented(console, Text(each, "dim"))
