"""The bytes of a source file in, a parsed document out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.body import body
from corpus.canonical import BETWEEN_PARAGRAPHS, PlacedParagraph, canonical
from corpus.errors import SourceError
from corpus.layout import blocks
from corpus.sentences import sentences
from corpus.span import Run, SourceMap, Span

PLAIN_TEXT = "text/plain"
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A source file and all that was read out of it; nothing in it is stored yet.

    ``sentences`` holds, for each paragraph, the spans of its sentences in ``text``.
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


def parse(name: str, source: bytes) -> ParsedDocument:
    """Read one plain-text file; ``name`` is only used to say which.

    Raises SourceError when the file is not UTF-8 text or has no paragraph.
    """
    decoded = decode(name, source)
    page = blocks(decoded)
    clean = canonical(decoded, body(page))
    if not clean.paragraphs:
        raise SourceError(
            f"{name} has no paragraph of running text. Check that it is the document."
        )
    return ParsedDocument(
        name=name,
        media_type=PLAIN_TEXT,
        source=source,
        sha256=sha256(source),
        text=clean.text,
        source_map=clean.source_map,
        paragraphs=clean.paragraphs,
        sentences=tuple(_sentences(clean.text, paragraph.span) for paragraph in clean.paragraphs),
        page_text=" ".join(block.text for block in page),
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
    )


def decode(name: str, source: bytes) -> str:
    """The characters of a source file; raises SourceError where it is not UTF-8 text."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        ) from error
    if found := NOT_TEXT.search(text):
        raise SourceError(
            f"{name} has a control character (U+{ord(found[0]):04X}) at character {found.start()}. "
            "It is not a plain text file, or it is damaged."
        )
    return text


def sha256(source: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(source).hexdigest()


def _sentences(text: str, paragraph: Span) -> tuple[Span, ...]:
    offset = paragraph.start
    found = sentences(paragraph.of(text))
    return tuple(Span(span.start + offset, span.end + offset) for span in found)
