"""Lists for a terminal; text of documents and users is never read as markup."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from json import dumps
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus import Meeting
from corpus.errors import CommuniqueError
from corpus.filed import Filed
from qa import ReadMeeting, ReadParagraph
from web.meeting_text import Note, Shown, laid_out
from web.wire import problem as problem_of
from web.words import READ_OFF_A_PICTURE, STATES, day, facts, outcomes

if TYPE_CHECKING:  # packages that no answer needs
    from corpus.audit import Finding
    from corpus.versions import Version
    from web.told import ListedCollection

Advance = Callable[[int, int], None]
Notice = Callable[[str], None]
NUMBERED = {"text": "numbered", "row": "row of a table", "note": "note"}


def problem(console: Console, text: str) -> None:
    """One sentence about what went wrong."""
    console.print(Text.assemble(("Error: ", "bold red"), text))


def failed(console: Console, error: CommuniqueError, *, as_json: bool) -> None:
    """An error as a sentence, or as a problem document on one line (RFC 9457)."""
    if as_json:
        console.file.write(dumps(problem_of(error), ensure_ascii=False) + "\n")
    else:
        problem(console, str(error))


def notice(console: Console, text: str) -> None:
    """One sentence about what is being done."""
    console.print(Text(text, "dim"))


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
    text = laid_out(read)
    for one in text.body:
        if one.heading:
            console.print()
            console.print(Text(one.heading, "bold underline"))
        _paragraph(console, one.paragraph, _noted(one))
    for note in text.notes:
        _paragraph(console, note.paragraph, _referred(note))


def _paragraph(console: Console, paragraph: ReadParagraph, linked: str) -> None:
    """A paragraph with what is known of it above it."""
    told = [f"¶{paragraph.paragraph}"]
    if paragraph.page is not None:
        told.append(f"p. {paragraph.page}")
    if paragraph.printed_number is not None:
        told.append(f"{NUMBERED[paragraph.kind]} {paragraph.printed_number}")
    elif paragraph.kind != "text":
        told.append(NUMBERED[paragraph.kind])
    if paragraph.recognised:
        told.append(READ_OFF_A_PICTURE)
    console.print()
    console.print(Text.assemble((", ".join(told), "bold"), (linked, "dim")))
    indented(console, Text(paragraph.text))


def _noted(one: Shown) -> str:
    """To which notes a paragraph refers."""
    found = [
        f"note {ref.mark} (¶{ref.note})" if ref.note else f"note {ref.mark}" for ref in one.refers
    ]
    return f"  see {', '.join(found)}" if found else ""


def _referred(one: Note) -> str:
    """Which paragraphs refer to a note."""
    found = ", ".join(f"¶{number}" for number in one.referred_from)
    return f"  to {found}" if found else ""


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
    console.print(Text.assemble(mark, f"{name.strip()}: {detail}"))


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
    console.print(line)


def counts(console: Console, files: Sequence[Filed]) -> None:
    """How many files there were of each outcome."""
    console.print(f"{outcomes(files) or 'Nothing to do'}.")


def versions(console: Console, found: Sequence[Version]) -> None:
    """Every text that is kept for a meeting."""
    for one in found:
        size = f"{_paragraphs(one.paragraphs)}, SHA-256 {one.sha256[:12]}"
        line = Text.assemble((STATES[one.state], "bold"), f"  {one.name}  ", (size, "dim"))
        for told in one.differs:
            line.append(f"\n  {told}", "dim")
        console.print(line)


def collections(console: Console, found: Sequence[ListedCollection]) -> None:
    """Each collection's name, its title if it has one, and how many meetings, or what is wrong."""
    for one in found:
        size = "1 meeting" if one.meetings == 1 else f"{one.meetings} meetings"
        told = filter(None, (one.title, one.problem or size))
        console.print("  ".join((one.name or "(default)", *told)), markup=False)


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def indented(console: Console, text: Text) -> None:
    """Two blanks in: on a terminal also where lines wrap; in a pipe lines stay whole."""
    if console.soft_wrap:
        for line in text.split():
            console.print(Text("  ").append_text(line))
    else:
        console.print(Padding(text, (0, 0, 0, 2), expand=False))
