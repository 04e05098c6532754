"""A parsed document: what was read out of a source file, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.canonical import PlacedParagraph
from corpus.span import SourceMap, Span


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A source file and all that was read out of it; nothing in it is stored yet.

    ``sentences`` holds, for each paragraph, the spans of its sentences in ``text``. The source
    map leads to ``extracted_text``, the characters that the reader of the format took out of the
    file; ``described``, ``pages`` and ``unread`` are what else it found (see Extracted).
    """

    name: str
    media_type: str
    source: bytes
    sha256: str
    text: str
    source_map: SourceMap
    paragraphs: tuple[PlacedParagraph, ...]
    sentences: tuple[tuple[Span, ...], ...]
    page_text: str
    extracted_text: str
    described: str | None = None
    pages: int | None = None
    unread: tuple[int, ...] = ()
