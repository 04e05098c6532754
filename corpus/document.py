"""A meeting's text and its parts: document, paragraph, sentence."""

from __future__ import annotations

from dataclasses import dataclass

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
    """A numbered paragraph of a document; ``ordinal`` counts from 1."""

    id: int
    document_id: int
    ordinal: int
    printed_number: str | None
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    id: int
    paragraph_id: int
    span: Span
