"""What is told of an evidence sheet, in words; the same in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from qa import Filters
from qa.exporting import Exhibit, OfLookUp, OfQuestion, Sheet
from qa.exporting.exhibit import Role
from web.words import MATCHES, day, difference, otherwise, spelling

HEADINGS: dict[Role, str] = {
    "answer": "Quotations of the answer",
    "found": "Where the words stand",
    "chosen": "Quotations chosen by their permalinks",
    "but see": "But see",
    "nearest": "Nearest passages (not an answer)",
}
TITLE = "Evidence sheet"
HOW_TO_VERIFY = (
    "Each quotation was compared with its stored source when this sheet was made. To check one "
    "again, years later: communique verify-citation PERMALINK, or open its permalink on a server "
    "that has the collection. It holds the SHA-256 of the source document, the place in its text, "
    "and the first 16 digits of the SHA-256 of the words, with one blank for any white space."
)
FOUND = {"altered": "Stands there altered", "partial": "Only partly there"}
NOT_PLAIN = re.compile("[^a-z0-9]+")
LONGEST_NAME = 60
# Characters of right-to-left scripts, and those that turn the direction of what follows them.
TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]"
)

Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """Quotations of one role, each with its number on the sheet."""

    role: Role
    heading: str
    exhibits: tuple[tuple[int, Exhibit], ...]


def sections(sheet: Sheet) -> list[Section]:
    """Everything quoted, by what it is there for."""
    numbered = enumerate(sheet.exhibits(), start=1)
    return [
        Section(role, HEADINGS[role], tuple(some))
        for role, some in groupby(numbered, key=lambda pair: pair[1].role)
    ]


def result(sheet: Sheet) -> str:
    """What came of it, in a sentence."""
    if sheet.question is not None:
        of = " of the whole answer" if sheet.question.left_out else ""
        reason = sheet.question.reason
        return reason or f"Answered. Evidence for the first quotation{of}: {sheet.question.band}."
    if sheet.look_up is not None and sheet.look_up.verdict == "not found":
        return "The record does not have this wording."
    return f"{counted(len(sheet.quotations), 'quotation')}."


def facts(sheet: Sheet) -> Facts:
    """What was asked and understood, when, of what, by which program."""
    told = [*_asked(sheet), *_restricted(sheet.filters)]
    if sheet.question is not None:
        told += _understood(sheet.question)
    if sheet.look_up is not None:
        told += _looked_up(sheet.look_up)
    return [*told, *_made(sheet)]


def remarks(one: Exhibit) -> list[str]:
    """What a reader has to be told of a quotation, each in a sentence."""
    told = [*one.remarks]
    if one.otherwise is not None:
        told.append(f"Against number {one.otherwise.number}: {difference(one.otherwise)}.")
    if one.looked_for is not None and one.match != "verbatim":
        told.append(f"{FOUND[one.match]}. Looked for: “{one.looked_for}”.")
    elif MATCHES[one.match]:
        told.append(f"{MATCHES[one.match]}.")
    told += map(otherwise, one.differences)
    if one.same_wording_in:
        told.append(f"Same words in {', '.join(one.same_wording_in)}.")
    return told


def proof(one: Exhibit) -> Facts:
    """What a quotation is checked by."""
    cited = one.citation
    return [
        ("Document", cited.document),
        ("SHA-256 of the document", cited.source_sha256),
        ("Characters", f"{cited.start} to {cited.end} of its text"),
        ("SHA-256 of the words", one.words_sha256),
        ("Permalink", cited.permalink),
    ]


def note(one: Exhibit) -> str:
    """A quotation's citation with all that checks it, as a footnote."""
    cited = one.citation
    return (
        f"{isolated(one.reference)} {isolated(cited.document)}, characters {cited.start} to "
        f"{cited.end}, SHA-256 {cited.source_sha256}. {cited.permalink}"
    )


def quotation(text: str) -> str:
    """A quotation in quotation marks, on one line."""
    return f"“{isolated(' '.join(text.split()))}”"


def isolated(text: str) -> str:
    """A text within a line of ours; one that runs from right to left turns nothing around it."""
    return f"\u2068{text}\u2069" if TURNING.search(text) else text


def file_name(sheet: Sheet, ending: str) -> str:
    """A name for a file of the sheet: small letters, digits and hyphens."""
    asked = NOT_PLAIN.sub("-", (sheet.asked or "quotations").lower()[:200])
    words = asked[:LONGEST_NAME].strip("-")
    name = "-".join(filter(None, ["evidence", words, f"{sheet.retrieved:%Y-%m-%d}"]))
    return f"{name}.{ending}"


def counted(count: int, noun: str) -> str:
    """A number of things: 1 quotation, 2 quotations."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _asked(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if sheet.asked is not None:
        yield ("Asked" if sheet.question else "Looked up"), sheet.asked
    yield "Result", result(sheet)


def _restricted(filters: Filters) -> Iterator[tuple[str, str]]:
    given = [
        ("meetings", ", ".join(filters.meetings)),
        ("from", filters.start and day(filters.start)),
        ("to", filters.end and day(filters.end)),
        ("place", filters.place),
        ("kind", filters.kind),
    ]
    if told := [f"{name} {value}" for name, value in given if value]:
        yield "Restricted by hand to", "; ".join(told)


def _understood(question: OfQuestion) -> Iterator[tuple[str, str]]:
    read = question.understood
    told = [
        *question.notes,
        *dict.fromkeys(one.told for one in read.scope),
        *(f"“{name}”: also {', '.join(others)}." for name, others in read.aliases.items()),
        *([spelling(read.corrections)] if read.corrections else []),
    ]
    yield from (("Understood", one) for one in dict.fromkeys(told))
    if question.answered:
        yield "Confidence", f"{question.confidence:.2f} of 1"
    if question.nothing_in:
        yield "Nothing found in", ", ".join(question.nothing_in)
    yield from _left_out(question.left_out, "quotation", "of the answer")


def _looked_up(found: OfLookUp) -> Iterator[tuple[str, str]]:
    yield "Verdict", f"{found.verdict}: {found.stitching}" if found.stitching else found.verdict
    if found.attributed is not None:
        yield "Attribution", found.attributed.told
    yield from (("Not in the record", f"“{one}”") for one in found.missing)
    if found.more:
        yield "Not read", f"{counted(found.more, 'paragraph')} more that have the words"
    yield from _left_out(found.left_out, "place", "that were found")


def _left_out(count: int, noun: str, of: str) -> Iterator[tuple[str, str]]:
    if count:
        yield "Left out by choice", f"{counted(count, noun)} {of}"


def _made(sheet: Sheet) -> Iterator[tuple[str, str]]:
    made = sheet.made_by
    yield "Retrieved", f"{sheet.retrieved:%Y-%m-%d %H:%M:%S} UTC"
    yield "Program", f"Communiqué {made.version}"
    told = f"{made.collection}, revision {made.revision}, id {made.collection_id}"
    yield "Collection", f"{told}, hash of the documents {made.corpus_hash}"
    if made.generation is not None:
        yield "Index", f"{made.generation}, {made.model}"
