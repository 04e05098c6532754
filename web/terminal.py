"""Lists for a terminal; text of documents and users is never read as markup."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import get_args

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus import Meeting
from corpus.adding import Filed, Outcome
from corpus.audit import Finding
from corpus.stored import State
from corpus.versions import Version
from qa import ReadMeeting
from web.words import READ_OFF_A_PICTURE, day, facts

Advance = Callable[[int, int], None]
Notice = Callable[[str], None]

OUTCOMES = get_args(Outcome)
STATES: dict[State, str] = {
    "current": "current",
    "version": "kept beside",
    "earlier": "earlier",
    "removed": "removed",
}


def problem(console: Console, text: str) -> None:
    """One sentence about what went wrong."""
    console.print(Text.assemble(("Error: ", "bold red"), text), soft_wrap=True)


def notice(console: Console, text: str) -> None:
    """One sentence about what is being done."""
    console.print(Text(text, "dim"), soft_wrap=True)


def json(console: Console, text: bytes) -> None:
    """JSON as it is, whatever encoding the terminal has."""
    console.file.flush()
    sys.stdout.buffer.write(text + b"\n")
    sys.stdout.flush()


def meetings(console: Console, name: str, listed: Sequence[Meeting]) -> None:
    """The meetings of a collection."""
    console.print(Text(name, "dim"))
    for one in listed:
        place = f" · {one.place}" if one.place else ""
        console.print()
        console.print(Text.assemble((one.id, "bold"), f"  {day(one.date)}{place}"))
        indented(console, Text(one.title))


def meeting(console: Console, read: ReadMeeting) -> None:
    """A meeting's facts and numbered paragraphs."""
    console.print(Text(read.title, "bold"))
    for name, value, provenance in facts(read):
        console.print(Text.assemble((f"{name}: ", "dim"), value, (f" ({provenance})", "dim")))
    for paragraph in read.paragraphs:
        printed = paragraph.printed_number
        number = f"¶{paragraph.paragraph}" + (f", numbered {printed}" if printed else "")
        number += f", page {paragraph.page}" if paragraph.page else ""
        number += f", {READ_OFF_A_PICTURE}" if paragraph.recognised else ""
        console.print()
        console.print(Text(number, "bold"))
        indented(console, Text(paragraph.text))


def finding(console: Console, one: Finding) -> None:
    """The result of checking a document."""
    if one.problem is None:
        mark, detail = Text("ok  ", "green"), _paragraphs(one.paragraphs)
    else:
        mark, detail = Text("BAD ", "bold red"), one.problem
    if one.remark:
        detail += f" ({one.remark})"
    kept = "" if one.state in (None, "current") else f" ({STATES[one.state]})"
    name = f"{one.meeting_id}  {one.document}{kept}"
    console.print(Text.assemble(mark, f"{name.strip()}: {detail}"), soft_wrap=True)


def audited(console: Console, found: Sequence[Finding]) -> None:
    """The result of checking everything, in a line."""
    if bad := sum(one.problem is not None for one in found):
        console.print(f"{bad} of {len(found)} checks found a problem.")
        return
    shown = [one for one in found if one.state == "current"]
    total = sum(one.paragraphs for one in shown)
    console.print(f"All {total} paragraphs of {len(shown)} documents stand in their sources.")
    if kept := len(found) - len(shown):
        texts = "1 text that is" if kept == 1 else f"{kept} texts that are"
        console.print(f"So do those of {texts} kept beside them (communique versions).")


def filed(console: Console, one: Filed) -> None:
    """What became of a file."""
    if one.outcome == "refused":
        line = Text.assemble(("Refused: ", "bold red"), " ".join(one.told))
    else:
        where = f" → {one.meeting_id}" if one.meeting_id else ""
        line = Text.assemble((one.outcome, "bold"), f" {one.name}{where}")
        for told in one.told:
            line.append(f"\n  {told}", "dim")
    console.print(line, soft_wrap=True)


def counts(console: Console, files: Sequence[Filed]) -> None:
    """How many files there were of each outcome."""
    found = Counter(one.outcome for one in files)
    told = [f"{found[outcome]} {outcome}" for outcome in OUTCOMES if outcome in found]
    console.print(", ".join(told or ["Nothing to do"]) + ".")


def versions(console: Console, found: Sequence[Version]) -> None:
    """Every text that is kept for a meeting."""
    for one in found:
        size = f"{_paragraphs(one.paragraphs)}, SHA-256 {one.sha256[:12]}"
        line = Text.assemble((STATES[one.state], "bold"), f"  {one.name}  ", (size, "dim"))
        for told in one.differs:
            line.append(f"\n  {told}", "dim")
        console.print(line, soft_wrap=True)


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def indented(console: Console, text: Text) -> None:
    """Two blanks in: on a terminal also where lines wrap; in a pipe lines stay whole."""
    if console.soft_wrap:
        for line in text.split():
            console.print(Text("  ").append_text(line))
    else:
        console.print(Padding(text, (0, 0, 0, 2), expand=False))
