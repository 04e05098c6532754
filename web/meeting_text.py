"""A meeting's paragraphs as they are shown: under headings, with pages, notes linked both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from corpus.errors import InputError
from qa import ReadMeeting, ReadParagraph

FEW = 2  # headings, from which on they are the contents
BEGINNING = 70  # characters of a paragraph


@dataclass(frozen=True, slots=True)
class Reference:
    """The mark of a note in a paragraph, and the number of the paragraph that is the note."""

    mark: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of the text.

    ``heading`` is the one above it and ``page`` its page, where they are others than those of the
    paragraph before. ``begins_table`` and ``ends_table`` are true of the first and last row.
    """

    paragraph: ReadParagraph
    heading: str | None
    page: int | None
    refers: tuple[Reference, ...]
    begins_table: bool
    ends_table: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the numbers of the paragraphs that refer to it."""

    paragraph: ReadParagraph
    referred_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a heading, or how a paragraph begins, and the paragraph there."""

    words: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's text, and its notes apart."""

    body: tuple[Shown, ...]
    notes: tuple[Note, ...]


def laid_out(meeting: ReadMeeting) -> LaidOut:
    """The paragraphs of a meeting's document as they are shown."""
    body = [one for one in meeting.paragraphs if one.kind != "note"]
    notes = [one for one in meeting.paragraphs if one.kind == "note"]
    shown = tuple(_shown(body, notes))
    referred: dict[int, list[int]] = defaultdict(list)
    for one in shown:
        for reference in one.refers:
            if reference.note is not None:
                referred[reference.note].append(one.paragraph.paragraph)
    return LaidOut(shown, tuple(Note(note, tuple(referred[note.paragraph])) for note in notes))


def contents(text: LaidOut) -> list[Entry]:
    """The headings of a text that has several; else how each of its paragraphs begins."""
    headings = [Entry(one.heading, one.paragraph.paragraph) for one in text.body if one.heading]
    if len(headings) >= FEW:
        return headings
    return [
        Entry(shorten(one.paragraph.text, BEGINNING, placeholder=" …"), one.paragraph.paragraph)
        for one in text.body
        if one.paragraph.kind != "row"
    ]


def _shown(body: Sequence[ReadParagraph], notes: Sequence[ReadParagraph]) -> Iterator[Shown]:
    for before, one, after in zip([None, *body], body, [*body[1:], None]):  # noqa: B905
        is_row = one.kind == "row"
        new_section = before is None or before.section != one.section
        new_page = before is None or before.page != one.page
        yield Shown(
            paragraph=one,
            heading=one.section if new_section else None,
            page=one.page if new_page else None,
            refers=tuple(Reference(mark, _note(mark, one, notes)) for mark in one.notes),
            begins_table=is_row and (before is None or before.kind != "row" or new_section),
            ends_table=is_row
            and (after is None or after.kind != "row" or after.section != one.section),
        )


def _note(mark: str, paragraph: ReadParagraph, notes: Sequence[ReadParagraph]) -> int | None:
    """The note of a mark; of several, as where each page counts anew, the next one by pages."""
    same = [note for note in notes if note.printed_number == mark]
    page = paragraph.page or 0
    later = [note for note in same if note.page is None or note.page >= page]
    return next((note.paragraph for note in (*later, *same)), None)


def around(meeting: ReadMeeting, number: int) -> ReadMeeting:
    """A meeting with one paragraph and those beside it; raises InputError for one it has not."""
    count = len(meeting.paragraphs)
    if not 1 <= number <= count:
        raise InputError(f"{meeting.id} has the paragraphs 1 to {count}, and no {number}.")
    near = tuple(one for one in meeting.paragraphs if abs(one.paragraph - number) <= 1)
    return replace(meeting, paragraphs=near)
