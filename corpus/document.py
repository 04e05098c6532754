"""A meeting's text and its parts: document, paragraph, sentence."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.body import Kind
from corpus.span import SourceMap, Span


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one meeting, cleaned once; all offsets are characters of ``text``."""

    id: int
    meeting_id: str
    name: str
    media_type: str
    sha256: str
    text: str
    source_map: SourceMap


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph of a document; ``ordinal`` counts from 1.

    ``section`` is the heading above it, ``notes`` are the marks of the notes that it refers to;
    the printed number of a note is its mark. ``recognised`` tells that it was read off a picture.
    """

    id: int
    document_id: int
    ordinal: int
    printed_number: str | None
    page: int | None
    span: Span
    section: str | None = None
    kind: Kind = "text"
    notes: tuple[str, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    id: int
    paragraph_id: int
    span: Span
