"""A meeting as it is read: its facts and its numbered paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, fields

from corpus import Document, Meeting, Paragraph, Span, Store
from corpus.body import Kind
from corpus.errors import InputError, UnknownParagraph
from qa.quote import Citation, Quote, cite, verify


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph's number and text; ``start`` and ``end`` are its place in the document.

    ``section`` is the heading above it. ``kind`` tells rows of tables and notes from text; the
    printed number of a note is its mark, and ``notes`` are the marks that a paragraph refers to.
    ``recognised`` tells that it was read off a picture, and may have wrong words.
    """

    paragraph: int
    printed_number: str | None
    page: int | None
    start: int
    end: int
    text: str
    section: str | None
    kind: Kind
    notes: tuple[str, ...]
    recognised: bool


@dataclass(frozen=True, slots=True)
class ReadMeeting(Meeting):
    """A meeting with the text of its document."""

    document: str
    source_sha256: str
    url: str
    paragraphs: tuple[ReadParagraph, ...]


@dataclass(frozen=True, slots=True)
class QuotedParagraph:
    """A paragraph with its citation; ``quote`` is all of it, or the words asked for, verified."""

    quote: str
    citation: Citation
    paragraph: ReadParagraph


def read_meeting(store: Store, name: str) -> ReadMeeting:
    """The meeting with this id (or the beginning of only one id); raises UnknownMeeting."""
    meeting = store.meeting(name)
    document = store.document_of(meeting.id)
    return ReadMeeting(
        **{field.name: getattr(meeting, field.name) for field in fields(Meeting)},
        document=document.name,
        source_sha256=document.sha256,
        url=f"/meetings/{meeting.id}",
        paragraphs=tuple(as_read(one, document) for one in store.paragraphs(document)),
    )


def read_paragraph(
    store: Store, name: str, number: int, marked: Span | None = None
) -> QuotedParagraph:
    """A paragraph of a meeting by its number, counted from 1, or the words ``marked`` in it.

    Raises UnknownMeeting, UnknownParagraph, InputError where the marked words stand elsewhere, and
    IntegrityError where the words do not stand in their source.
    """
    meeting = store.meeting(name)
    document = store.document_of(meeting.id)
    paragraphs = store.paragraphs(document)
    if not 1 <= number <= len(paragraphs):
        raise UnknownParagraph(f"{meeting.id} has paragraphs 1 to {len(paragraphs)}.")
    paragraph = paragraphs[number - 1]
    span = marked or paragraph.span
    if not paragraph.span.start <= span.start < span.end <= len(document.text) or (
        span.start >= paragraph.span.end
    ):
        raise InputError(
            f"Paragraph {number} of {meeting.id} has the characters {paragraph.span.start}-"
            f"{paragraph.span.end}; {span.start}-{span.end} do not begin there."
        )
    quote = Quote(document, paragraph, span)
    verify(quote, store)
    return QuotedParagraph(quote.text, cite(quote, meeting), as_read(paragraph, document))


def as_read(paragraph: Paragraph, document: Document) -> ReadParagraph:
    """A paragraph of a document with its text."""
    return ReadParagraph(
        paragraph=paragraph.ordinal,
        printed_number=paragraph.printed_number,
        page=paragraph.page,
        start=paragraph.span.start,
        end=paragraph.span.end,
        text=paragraph.span.of(document.text),
        section=paragraph.section,
        kind=paragraph.kind,
        notes=paragraph.notes,
        recognised=paragraph.recognised,
    )
