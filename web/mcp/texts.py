"""Results as a language model reads them: each quotation right above its citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import Meeting
from qa import Answer, Contrast, Quoted, QuotedParagraph
from qa.compare import Comparison, Row, Standing
from qa.listing import ListedMeetings
from qa.phrase import FoundPhrase, Part, Place, VerifiedQuotation
from web.compared import KINDS, flagged, moved, summed
from web.mcp.fence import fenced, one_line, part_quoted, quotation, told
from web.words import (
    difference,
    found_in_words,
    label,
    match,
    meetings_said,
    named,
    otherwise,
    quiet,
    spelling,
    those,
)

MOST_PLACES = 20  # in a text; the structured result has all
SILENT = "The record does not say. Tell the reader so."
NOT_AN_ANSWER = (
    "Nearest passages. They are NOT an answer: do not quote them as one, and do not conclude "
    "anything from them."
)
NOT_TO_BE_QUOTED = "The words as they were given are NOT in the record. Do not quote them."
ONLY_AS_HERE = "Quote the record's own words, with their citation:"
NOT_THE_QUOTATION = "The nearest passages. They are NOT the quotation: do not quote them as such."
AROUND = "The paragraph around it, to be read; to quote more, get it by meeting and number:"
PLAIN = ("kept", "marks", "elsewhere")

Paragraphs = Iterator[str]


def answer(found: Answer, meetings: Sequence[Meeting]) -> str:
    """An answer, or plainly that there is none."""
    return _joined(_answered(found, meetings) if found.answered else _silent(found, meetings))


def _answered(found: Answer, meetings: Sequence[Meeting]) -> Paragraphs:
    count = len(found.answers)
    what = "1 verified quotation" if count == 1 else f"{count} verified quotations"
    yield f"Answered with {what}. Evidence: {found.evidence}."
    yield told(_understood(found, meetings))
    for number, one in enumerate(found.answers, start=1):
        yield f"Quotation {number}:\n{_quoted(one)}"
        if one.short and one.short != one.quote:
            yield f"The part of it that answers:\n{part_quoted(one.short, one.citation)}"
        for contrast in found.but_see:
            if contrast.answer == number - 1:
                yield _but_see(contrast)
    if found.nothing_in:
        yield told([f"Nothing was found in {those(found.nothing_in, meetings)}."])


def _silent(found: Answer, meetings: Sequence[Meeting]) -> Paragraphs:
    yield SILENT
    yield told([found.reason or "", *_understood(found, meetings)])
    if found.nearest:
        yield NOT_AN_ANSWER
    for one in found.nearest:
        yield _quoted(one)


def _understood(found: Answer, meetings: Sequence[Meeting]) -> Iterator[str]:
    """How the question was taken, in sentences."""
    for one in dict.fromkeys(found.understood.scope):
        if one.decision == "restricts":
            yield f"Restricted by “{one.words}” to {those(one.meetings, meetings)}."
        elif one.decision == "set aside":
            yield one.told
    for name, others in found.understood.aliases.items():
        yield f"“{name}”: also {', '.join(others)}."
    if found.understood.corrections:
        yield spelling(found.understood.corrections)
    yield from quiet(found)


def _quoted(one: Quoted) -> str:
    lines = [quotation(one.quote, one.citation)]
    if match(one):
        lines.append(fenced(f"{match(one)}."))
    if one.same_wording_in:
        lines.append(fenced(f"The same words stand in: {', '.join(one.same_wording_in)}"))
    return "\n".join(lines)


def _but_see(contrast: Contrast) -> str:
    one = contrast.quoted
    head = "But see another meeting, which says otherwise:"
    return f"{head}\n{quotation(one.quote, one.citation)}\n{told([difference(contrast)])}"


def found(phrase: FoundPhrase) -> str:
    """All places of a phrase, verbatim or with what differs."""
    return _joined(_found(phrase))


def _found(phrase: FoundPhrase) -> Paragraphs:
    yield f"{found_in_words(phrase)}."
    if phrase.verdict in ("altered", "stitched", "partial", "not found"):
        yield NOT_TO_BE_QUOTED
    if phrase.attributed:
        yield told([phrase.attributed.told])
    yield from _places(phrase.places)
    for number, piece in enumerate(phrase.pieces, start=1):
        yield f"Piece {number}:\n{fenced(f'“{piece.phrase}”')}"
        if not piece.places:
            yield "The record does not have this wording."
        yield from _places(piece.places)


def _places(places: Sequence[Place]) -> Paragraphs:
    for one in places[:MOST_PLACES]:
        first = ", first use" if one.first else ""
        yield f"{one.match.capitalize()}{first}:\n{_place(one)}"
    if len(places) > MOST_PLACES:
        yield f"{len(places) - MOST_PLACES} more places are in the structured result."


def _place(one: Place) -> str:
    lines = [quotation(one.quote, one.citation), told(_differences(one))]
    if one.match != "verbatim":
        lines.append(fenced(_signs(one.redline)))
    return "\n".join(filter(None, lines))


def _differences(one: Place) -> Iterator[str]:
    for each in one.differences:
        yield otherwise(each)
    if one.written:
        yield f"Written otherwise there: {', '.join(one.written)}."


def _signs(parts: Sequence[Part]) -> str:
    """Words that were given and are not there as [-…-], those that are there instead as {+…+}."""
    told = []
    for part in parts:
        if part.same:
            told.append(part.there)
            continue
        told += [f"[-{part.asked.strip()}-] "] if part.asked.strip() else []
        told += [f"{{+{part.there.strip()}+}} "] if part.there.strip() else []
    return "Word by word: " + one_line("".join(told))


def verified(one: VerifiedQuotation) -> str:
    """The verdict on a quotation, and what may be quoted instead."""
    return _joined(_verified(one))


def _verified(one: VerifiedQuotation) -> Paragraphs:
    yield f"Verdict: {one.verdict}."
    if one.attributed:
        yield told([one.attributed.told])
    if one.verdict == "misattributed":
        yield "The words were NOT said at that meeting. Their true source is below."
    if one.found.verdict != "verbatim":
        yield NOT_TO_BE_QUOTED
    if one.sources:
        yield f"{found_in_words(one.found)}. {ONLY_AS_HERE}"
    for place in one.sources:
        yield _place(place)
    if not one.sources and one.found.places:
        yield NOT_THE_QUOTATION
        yield from _places(one.found.places)


def paragraph(one: QuotedParagraph) -> str:
    """A paragraph with its citation."""
    return _joined(_paragraph(one))


def _paragraph(one: QuotedParagraph) -> Paragraphs:
    if one.citation.url == one.citation.permalink:
        yield "It stands in a text of the meeting that is not the current one."
    if one.paragraph.section:
        yield told([f"Section: {one.paragraph.section}"])
    yield quotation(one.quote, one.citation)
    if one.quote != one.paragraph.text:
        yield f"{AROUND}\n{fenced(one.paragraph.text)}"
    if one.paragraph.notes:
        yield told([f"Refers to notes: {', '.join(map(label, one.paragraph.notes))}"])


def meetings(listed: ListedMeetings) -> str:
    """Meetings, one a line."""
    return _joined(_meetings(listed))


def _meetings(listed: ListedMeetings) -> Paragraphs:
    first, last = listed.offset + 1, listed.offset + len(listed.meetings)
    shown = f", of which {first} to {last} are here" if len(listed.meetings) < listed.total else ""
    yield f"{meetings_said(listed.total).capitalize()}{shown}. Each line begins with the id."
    yield told(f"{one.id}: {named(one)}: {one.title}" for one in listed.meetings)
    if listed.more > 0:
        yield f"For the next ones call list_meetings with offset {last}."


def comparison(compared: Comparison) -> str:
    """What became of each paragraph; those that were kept are told by their numbers."""
    return _joined(_compared(compared))


def _compared(compared: Comparison) -> Paragraphs:
    first, second = compared.first, compared.second
    yield f"{second.id} compared with {first.id}. {summed(compared)}"
    for row in compared.rows:
        yield _row(row, compared)


def _row(row: Row, compared: Comparison) -> str:
    head = f"Row {row.number}. {KINDS[row.kind]}"
    if row.kind in PLAIN:
        where_to = f"{_numbers(row.first)} → {_numbers(row.second)}"
        return f"{head}: {moved(row, compared) if row.kind == 'elsewhere' else where_to}."
    lines = [f"{head}."]
    for name, side in (("Before", row.first), ("After", row.second)):
        lines += [f"{name}:\n{quotation(one.quote, one.citation)}" for one in side]
    return "\n".join([*lines, *(told([flagged(one)]) for one in row.differences)])


def _numbers(standing: Sequence[Standing]) -> str:
    return ", ".join(f"¶{one.citation.paragraph}" for one in standing)


def _joined(paragraphs: Paragraphs) -> str:
    return "\n\n".join(filter(None, paragraphs))
