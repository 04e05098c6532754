"""Lists for a terminal; text of documents and users is never read as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus import Meeting
from corpus.adding import Filed
from corpus.audit import Finding
from qa import ReadMeeting, ReadParagraph
from web.meeting_text import Note, Shown, laid_out
from web.words import READ_OFF_A_PICTURE, day, facts, outcomes

Advance = Callable[[int, int], None]
Notice = Callable[[str], None]
NUMBERED = {"text": "numbered", "row": "row of a table", "note": "note"}


def problem(console: Console, text: str) -> None:
    """One sentence about what went wrong."""
    console.print(Text.assemble(("Error: ", "bold red"), text), soft_wrap=True)


def notice(console: Console, text: str) -> None:
    """One sentence about what is being done."""
    console.print(Text(text, "dim"), soft_wrap=True)


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


def findings(console: Console, found: Sequence[Finding]) -> None:
    """The result of checking every document."""
    for finding in found:
        mark = Text("ok  ", "green") if finding.problem is None else Text("BAD ", "bold red")
        detail = finding.problem or f"{finding.paragraphs} paragraphs"
        detail += f" ({finding.remark})" if finding.remark else ""
        console.print(Text.assemble(mark, f"{finding.meeting_id}  {finding.document}: {detail}"))
    bad = sum(finding.problem is not None for finding in found)
    total = sum(finding.paragraphs for finding in found)
    console.print(
        f"{bad} of {len(found)} documents have a problem."
        if bad
        else f"All {total} paragraphs of {len(found)} documents stand in their sources."
    )


def refusal(console: Console, one: Filed) -> None:
    """A file that was not taken, as soon as it is known."""
    text = " ".join(one.told)
    console.print(Text.assemble(("Refused: ", "bold red"), text), soft_wrap=True)


def filed(console: Console, files: Sequence[Filed]) -> None:
    """What became of each file that was not refused, then how many of each."""
    for one in files:
        if one.outcome == "refused":
            continue
        line = Text.assemble((one.outcome, "bold"), " ", one.name)
        if one.meeting_id:
            line.append(f" → {one.meeting_id}")
        console.print(line, soft_wrap=True)
        for told in one.told:
            console.print(Padding(Text(told, "dim"), (0, 0, 0, 2)), soft_wrap=True)
    console.print(f"{outcomes(files)}.")


def indented(console: Console, text: Text) -> None:
    """Two blanks in: on a terminal also where lines wrap; in a pipe lines stay whole."""
    if console.soft_wrap:
        for line in text.split():
            console.print(Text("  ").append_text(line))
    else:
        console.print(Padding(text, (0, 0, 0, 2), expand=False))
