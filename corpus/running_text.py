"""A text that is read but not filed: all its paragraphs and titles, with their sentences.

Unlike a document of the collection nothing of it is left out, since a title may quote too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus.block import Block, BlockKind, joined_text
from corpus.body import grouped
from corpus.errors import SourceError
from corpus.formats.extract import extract
from corpus.sentences import sentences
from corpus.span import Span

MOST_CHARACTERS = 1_000_000
LONGEST_CUT = 10_000  # characters; the time that pysbd takes grows with their square
TextKind = Literal["text", "title", "quotation", "note"]


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph or title, with the spans of its sentences; a title has none.

    A ``quotation`` is set apart as such by the layout, a ``note`` stands at the foot or the end.
    """

    text: str
    kind: TextKind
    sentences: tuple[Span, ...]


def read_running_text(name: str, source: bytes) -> tuple[TextParagraph, ...]:
    """Read a file of any format; raises SourceError, in a sentence that begins with ``name``."""
    extracted = extract(name, source)
    check_length(name, sum(len(block.text) for block in extracted.blocks))
    found = tuple(_paragraphs(extracted.text, extracted.blocks))
    if not found:
        raise SourceError(f"{name} has no text. If it is a scan, save its text and try again.")
    return found


def check_length(name: str, characters: int) -> None:
    """Raise SourceError for a text that is too long."""
    if characters > MOST_CHARACTERS:
        raise SourceError(
            f"{name} has {characters:,} characters; at most {MOST_CHARACTERS:,} are read at once. "
            "Split it."
        )


def _paragraphs(source: str, blocks: tuple[Block, ...]) -> Iterator[TextParagraph]:
    groups = grouped(block for block in blocks if block.kind is not BlockKind.NOTE)
    only_titles = all(group.is_title for group in groups)  # as a phrase on a line of its own is
    for group in groups:
        # A quotation set apart in the middle of a sentence is still one of its own.
        for quoted, some in groupby(group.blocks, key=lambda block: block.quoted):
            is_title = group.is_title and not only_titles and not quoted
            kind: TextKind = "title" if is_title else "quotation" if quoted else "text"
            yield _paragraph(source, list(some), kind)
    for block in blocks:
        if block.kind is BlockKind.NOTE and block.text:
            yield _paragraph(source, [block], "note")


def _paragraph(source: str, blocks: list[Block], kind: TextKind) -> TextParagraph:
    text = joined_text(source, tuple(piece for block in blocks for piece in block.pieces))
    return TextParagraph(text, kind, () if kind == "title" else tuple(_sentences(text)))


def _sentences(text: str) -> Iterator[Span]:
    """The sentences of a paragraph; one that is too long for pysbd is cut at ends of sentences."""
    start = 0
    while start < len(text):
        end = start + LONGEST_CUT
        if end < len(text):
            places = (text.rfind(mark, start, end) for mark in (". ", " "))
            end = next((place + 1 for place in places if place > start), end)
        yield from (
            span.later(start) for span in sentences(text[start:end]) if span.end > span.start
        )
        start = end
