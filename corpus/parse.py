"""The bytes of a source file in, a parsed document out."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.body import body
from corpus.canonical import BETWEEN_PARAGRAPHS, PlacedParagraph, canonical
from corpus.checksum import sha256
from corpus.errors import SourceError
from corpus.formats.extract import extract
from corpus.formats.extracted import Extracted
from corpus.formats.media_type import PLAIN_TEXT
from corpus.parsed_document import ParsedDocument
from corpus.sentences import sentences
from corpus.span import Run, SourceMap, Span


def parse(name: str, source: bytes) -> ParsedDocument:
    """Read one file of any format; ``name`` is used to say which, and to tell Markdown.

    Raises SourceError when the file cannot be read or has no paragraph.
    """
    return parsed(name, source, extract(name, source))


def parsed(name: str, source: bytes, extracted: Extracted) -> ParsedDocument:
    """What ``extracted`` out of a source file is as a document; raises SourceError."""
    clean = canonical(extracted.text, body(extracted.blocks))
    if not clean.paragraphs:
        raise SourceError(
            f"{name} has no paragraph of running text. Check that it is the document."
        )
    return ParsedDocument(
        name=name,
        media_type=extracted.media_type,
        source=source,
        sha256=sha256(source),
        text=clean.text,
        source_map=clean.source_map,
        paragraphs=clean.paragraphs,
        sentences=tuple(_sentences(clean.text, paragraph.span) for paragraph in clean.paragraphs),
        page_text=extracted.page_text,
        extracted_text=extracted.text,
        described=extracted.described,
        pages=extracted.pages,
        unread=extracted.unread,
    )


def from_paragraphs(name: str, paragraphs: Sequence[str]) -> ParsedDocument:
    """A document whose paragraphs are already known, such as the passages of a test set.

    The paragraphs themselves are the source, two line feeds apart; nothing is left out or joined.
    """
    texts = [paragraph.strip() for paragraph in paragraphs]
    text = BETWEEN_PARAGRAPHS.join(texts)
    placed = []
    start = 0
    for one in texts:
        placed.append(PlacedParagraph(None, Span(start, start + len(one))))
        start += len(one) + len(BETWEEN_PARAGRAPHS)
    source = text.encode()
    return ParsedDocument(
        name=name,
        media_type=PLAIN_TEXT,
        source=source,
        sha256=sha256(source),
        text=text,
        source_map=SourceMap((Run(0, 0, len(text)),)),
        paragraphs=tuple(placed),
        sentences=tuple(_sentences(text, paragraph.span) for paragraph in placed),
        page_text=text,
        extracted_text=text,
    )


def _sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    offset = paragraph.start
    found = sentences(paragraph.of(text))
    return tuple(Span(span.start + offset, span.end + offset) for span in found)
