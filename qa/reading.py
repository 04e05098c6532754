"""A meeting as it is read: its facts and its numbered paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, fields

from corpus import Meeting, Store
from corpus.body import Kind


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


def read_meeting(store: Store, name: str) -> ReadMeeting:
    """The meeting with this id (or the beginning of only one id); raises UnknownMeeting."""
    meeting = store.meeting(name)
    document = store.document_of(meeting.id)
    return ReadMeeting(
        **{field.name: getattr(meeting, field.name) for field in fields(Meeting)},
        document=document.name,
        source_sha256=document.sha256,
        url=f"/meetings/{meeting.id}",
        paragraphs=tuple(
            ReadParagraph(
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
            for paragraph in store.paragraphs(document)
        ),
    )
