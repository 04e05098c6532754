"""Answers and lists for a terminal; text of documents and users is never read as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus import Meeting
from corpus.audit import Finding
from qa import Answer, Explanation, Quoted, ReadMeeting, all_scores
from web.words import day, facts, spelling, where

Advance = Callable[[int, int], None]
Notice = Callable[[str], None]

BANDS = {"strong": "green", "moderate": "yellow", "weak": "red"}


def problem(console: Console, text: str) -> None:
    """One sentence about what went wrong."""
    console.print(Text.assemble(("Error: ", "bold red"), text), soft_wrap=True)


def notice(console: Console, text: str) -> None:
    """One sentence about what is being done."""
    console.print(Text(text, "dim"), soft_wrap=True)


def answer(console: Console, found: Answer) -> None:
    """The answer: quotation, citation, evidence; or the reason for silence."""
    if found.understood.corrections:
        console.print(Text(spelling(found.understood.corrections), "dim"), end="\n\n")
    if not found.answered:
        console.print(Text(found.reason or "", "bold"))
        if found.nearest:
            console.print(Text("\nNearest passages (not an answer):", "dim"))
        for quoted in found.nearest:
            console.print()
            _quotation(console, quoted, "dim")
        return
    first, *further = found.answers
    _quotation(console, first, "bold")
    band = found.evidence
    console.print(Text.assemble("  Evidence: ", (band, BANDS[band])))
    if further:
        console.print(Text("\nFurther passages:", "dim"))
    for quoted in further:
        console.print()
        _quotation(console, quoted, "")


def explanation(console: Console, found: Answer, steps: Explanation) -> None:
    """Every step of the way to an answer, with its scores."""
    understood = found.understood
    evidence = steps.evidence
    aliases = "; ".join(f"{n} = {', '.join(o)}" for n, o in understood.aliases.items())
    rows = [
        ("Understood", found.question),
        ("Kind", understood.kind),
        ("Meetings in scope", ", ".join(understood.meetings) or "all"),
        ("Spelling", spelling(understood.corrections) if understood.corrections else "as typed"),
        ("Other names", aliases or "none"),
        ("Searched for", steps.searched),
        ("Asked for", f"{evidence.sort} (found with {evidence.fit:.2f})"),
        ("Not in the sentence", ", ".join(evidence.unmet) or "nothing"),
        ("Not in these meetings", ", ".join(evidence.absent) or "nothing"),
        ("Not in the record", ", ".join(evidence.unknown) or "nothing"),
        ("Likeness", f"{evidence.similarity:.3f}"),
        ("Confidence", f"{found.confidence:.3f} (declined below {steps.decline_below})"),
        ("Time", f"{found.elapsed_ms:.1f} ms"),
    ]
    grid = Table.grid(padding=(0, 2))
    for name, value in rows:
        grid.add_row(Text(name, "dim"), Text(value))
    console.print()
    console.print(grid)
    console.print(Text("\nConsidered, best first:", "dim"))
    for one in steps.considered:
        scores = "  ".join(f"{name} {score:.2f}" for name, score in all_scores(one).items())
        console.print(Text.assemble((f"{one.meeting_id} ¶{one.paragraph}  ", "bold"), scores))
        _indented(console, Text(shorten(one.sentence, 150)))


def meetings(console: Console, name: str, listed: Sequence[Meeting]) -> None:
    """The meetings of a collection."""
    console.print(Text(name, "dim"))
    for one in listed:
        place = f" · {one.place}" if one.place else ""
        console.print()
        console.print(Text.assemble((one.id, "bold"), f"  {day(one.date)}{place}"))
        _indented(console, Text(one.title))


def meeting(console: Console, read: ReadMeeting) -> None:
    """A meeting's facts and numbered paragraphs."""
    console.print(Text(read.title, "bold"))
    for name, value, provenance in facts(read):
        console.print(Text.assemble((f"{name}: ", "dim"), value, (f" ({provenance})", "dim")))
    for paragraph in read.paragraphs:
        printed = paragraph.printed_number
        number = f"¶{paragraph.paragraph}" + (f", numbered {printed}" if printed else "")
        console.print()
        console.print(Text(number, "bold"))
        _indented(console, Text(paragraph.text))


def findings(console: Console, found: Sequence[Finding]) -> None:
    """The result of checking every document."""
    for finding in found:
        mark = Text("ok  ", "green") if finding.problem is None else Text("BAD ", "bold red")
        detail = finding.problem or f"{finding.paragraphs} paragraphs"
        console.print(Text.assemble(mark, f"{finding.meeting_id}  {finding.document}: {detail}"))
    bad = sum(finding.problem is not None for finding in found)
    total = sum(finding.paragraphs for finding in found)
    console.print(
        f"{bad} of {len(found)} documents have a problem."
        if bad
        else f"All {total} paragraphs of {len(found)} documents stand in their sources."
    )


def _indented(console: Console, text: Text) -> None:
    """Two blanks in: on a terminal also where lines wrap; in a pipe lines stay whole."""
    if console.soft_wrap:
        for line in text.split():
            console.print(Text("  ").append_text(line))
    else:
        console.print(Padding(text, (0, 0, 0, 2), expand=False))


def _quotation(console: Console, quoted: Quoted, style: str) -> None:
    citation = quoted.citation
    console.print(Text(f"“{quoted.quote}”", style))
    source = Text.assemble(citation.meeting, "\n", where(citation))
    if quoted.same_wording_in:
        source.append(f"\nsame words in {', '.join(quoted.same_wording_in)}")
    _indented(console, source)
