"""Answers for a terminal; text of documents and users is never read as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus import Meeting
from qa import Answer, Contrast, Explanation, Quoted, all_scores
from web.opening import lifting, numbered
from web.rows import Row, has_rows, rows, summary
from web.terminal import indented
from web.why import SCORES, Facts, understood, weighed
from web.words import (
    answering,
    day,
    difference,
    differing,
    is_shown,
    match,
    named,
    paragraph,
    quiet,
    spelling,
    those,
    where,
)

BANDS = {"strong": "green", "moderate": "yellow", "weak": "red"}
MARK = "bold underline"
LISTED = 3  # more meetings than this in which nothing was found are told in one line
SHOWN = 150  # characters of a sentence that was considered


def answer(console: Console, found: Answer, meetings: Sequence[Meeting]) -> None:
    """The answer: how it was read, quotations, citations, evidence; or the reason for silence."""
    read = list(_reading(found, meetings))
    for line in read:
        console.print(Text(line, "dim"))
    if read:
        console.print()
    if not found.answered:
        _silence(console, found, meetings)
    elif has_rows(found):
        console.print(Text(summary(found)))
        _evidence(console, found)
        for row in rows(found, meetings):
            _row(console, row, found)
    else:
        _ranked(console, found, meetings)


def explanation(
    console: Console, found: Answer, steps: Explanation, meetings: Sequence[Meeting]
) -> None:
    """Every step of the way to an answer, with its scores."""
    _facts(console, "What was understood", understood(found, steps, meetings))
    _facts(console, "What spoke for and against the best sentence", weighed(found, steps))
    console.print(Text("\nSentences considered, best first:", "dim"))
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("", *SCORES):
        table.add_column(name, justify="right")
    for number, one in enumerate(steps.considered, start=1):
        scores = all_scores(one)
        told = [f"{scores[name]:.2f}" if name in scores else "–" for name in SCORES]
        table.add_row(str(number), *told, style="dim" if one.dropped else "")
    console.print(table)
    for number, one in enumerate(steps.considered, start=1):
        place = f"{number} {one.meeting_id} ¶{one.paragraph}"
        console.print(Text.assemble((place, "bold"), " (dropped)" if one.dropped else ""))
        indented(console, Text(shorten(one.sentence, SHOWN, placeholder=" …")))


def _reading(found: Answer, meetings: Sequence[Meeting]) -> Iterator[str]:
    """How the question was read, a line each."""
    for one in dict.fromkeys(found.understood.scope):
        if one.decision == "restricts":
            undo = lifting([one.words])
            yield f"“{one.words}” → {those(one.meetings, meetings)}  (lift this: {undo})"
        elif one.decision == "set aside":
            yield one.told
    for name, others in found.understood.aliases.items():
        yield f"“{name}”: also {', '.join(others)}"
    if found.understood.corrections:
        yield spelling(found.understood.corrections)
    yield from quiet(found)


def _silence(console: Console, found: Answer, meetings: Sequence[Meeting]) -> None:
    console.print(Text(found.reason or "", "bold"))
    missing = [one.words for one in found.understood.scope if one.decision == "missing"]
    if missing:
        undo = lifting(list(dict.fromkeys(missing)))
        console.print(Text(f"To ask the meetings that are here: {undo}", "dim"))
    if found.nearest:
        console.print(Text("\nNearest passages (not an answer):", "dim"))
    for quoted in found.nearest:
        console.print()
        _quotation(console, quoted, answering(quoted), meetings, "dim")


def _ranked(console: Console, found: Answer, meetings: Sequence[Meeting]) -> None:
    """Quotations, best first, with what says otherwise under each."""
    if found.understood.kind == "yes/no" and not found.understood.parts:
        console.print(Text("The sentence that settles it:", "dim"))
    for place, quoted in enumerate(found.answers):
        if place == 1:
            console.print(Text("\nFurther passages:", "dim"))
        if place:
            console.print()
        _quotation(console, quoted, answering(quoted), meetings)
        if not place:
            _evidence(console, found)
        for contrast in found.but_see:
            if contrast.answer == place:
                _but_see(console, contrast, found)
    if found.nothing_in:
        console.print(Text(f"\nNothing found in {those(found.nothing_in, meetings)}.", "dim"))


def _row(console: Console, row: Row, found: Answer) -> None:
    """What one meeting says, or several in the same words; or that nothing was found."""
    console.print()
    if len(row.silent) > LISTED:
        first, last = day(row.silent[0].date), day(row.silent[-1].date)
        console.print(Text(f"{len(row.silent)} meetings, {first} to {last}: nothing found", "dim"))
        return
    for meeting in row.silent:
        console.print(Text(f"{named(meeting)}: nothing found", "dim"))
    if not row.quoted:
        return
    first_said, *again = row.quoted
    console.print(Text(named(first_said.citation), "bold"))
    indented(console, _marked(answering(first_said)))
    cited = first_said.citation
    source = Text(f"{cited.meeting}, {paragraph(cited)}{numbered(cited)}", "dim")
    if match(first_said):
        source.append(f"\n{match(first_said)}")
    if row.same_words:
        others = "".join(f", {named(meeting)}" for meeting in row.others)
        source.append(f"\n{row.same_words}{'; also' if others else ''}{others[1:]}")
    for quoted in again:
        source.append(f"\n{where(quoted.citation)}{numbered(quoted.citation)}")
    indented(console, source)
    for contrast in row.but_see:
        _but_see(console, contrast, found)


def _but_see(console: Console, contrast: Contrast, found: Answer) -> None:
    """A passage elsewhere that says otherwise."""
    citation = contrast.quoted.citation
    told = f"{where(citation)}{numbered(citation)}: {difference(contrast)}."
    indented(console, Text.assemble(("But see ", "bold"), told))
    if not is_shown(contrast, found):
        indented(console, _marked(differing(contrast)))


def _evidence(console: Console, found: Answer) -> None:
    band = found.evidence
    console.print(Text.assemble("  Evidence: ", (band, BANDS[band])))


def _quotation(
    console: Console,
    quoted: Quoted,
    parts: tuple[str, str, str],
    meetings: Sequence[Meeting],
    style: str = "",
) -> None:
    citation = quoted.citation
    console.print(_marked(parts, style))
    source = Text.assemble(citation.meeting, "\n", where(citation), numbered(citation))
    if match(quoted):
        source.append(f"\n{match(quoted)}")
    if quoted.same_wording_in:
        others = [named(meeting) for meeting in meetings if meeting.id in quoted.same_wording_in]
        source.append(f"\nSame words in {', '.join(others)}")
    indented(console, source)


def _marked(parts: tuple[str, str, str], style: str = "") -> Text:
    """A quotation with its short answer marked."""
    before, within, after = parts
    return Text.assemble("“", before, (within, MARK), after, "”", style=style)


def _facts(console: Console, heading: str, facts: Facts) -> None:
    """Named facts: in two columns on a terminal, on a line each in a pipe."""
    console.print(Text(f"\n{heading}:", "dim"))
    if console.soft_wrap:
        for name, value in facts:
            console.print(Text(f"  {name}: {value}"))
        return
    grid = Table.grid(padding=(0, 2))
    for name, value in facts:
        grid.add_row(Text(name, "dim"), Text(value))
    console.print(grid)
