"""A meeting as it is read: its facts and its numbered paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, fields

from corpus import Meeting, Store


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph's number and text; ``start`` and ``end`` are its place in the document."""

    paragraph: int
    printed_number: str | None
    page: int | None
    start: int
    end: int
    text: str
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
                recognised=paragraph.recognised,
            )
            for paragraph in store.paragraphs(document)
        ),
    )
