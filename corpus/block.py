"""One block of a page: what every reader of a format makes, and what paragraphs are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from corpus.span import Span

SOFT_HYPHEN = "\u00ad"
# C1 controls and soft hyphens never show.
WORDS = re.compile(r"[^\s\x80-\x9f\u00ad]+(?: [^\s\x80-\x9f\u00ad]+)*")
BREAK_IN_MARKUP = re.compile(r"<br\b|&nbsp;|&#160;", re.IGNORECASE)


class BlockKind(Enum):
    """What the layout says a block is."""

    HEADING = "heading"
    RULE = "rule"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"  # of a table
    NOTE = "note"  # a footnote or endnote


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    ``pieces`` are the spans of the source that show, in order and without markup; between two
    pieces that do not touch, ``text`` has one blank if there was white space between them; a soft
    hyphen (U+00AD) there, as a reader leaves it where a word was cut at a line end, joins them.

    ``label`` is the printed number of a paragraph with those it stands under, "12 (b) (iii)", or
    the mark of a note. ``page`` counts from 1, ``level`` is that of a heading, from 1. ``notes``
    are the marks of the notes that the block refers to; the marks themselves are in no piece.
    ``recognised`` tells that the characters were read off a picture, and may be wrong; ``quoted``
    that the block is set apart as a quotation.
    """

    kind: BlockKind
    label: str | None
    emphasised: bool
    pieces: tuple[Span, ...]
    text: str
    page: int | None = None
    level: int | None = None
    notes: tuple[str, ...] = ()
    recognised: bool = False
    quoted: bool = False


def gaps(source: str, pieces: tuple[Span, ...]) -> list[str]:
    """What stands before each piece: a blank where the source has white space, else nothing.

    A control character, as damaged dashes leave behind, keeps words apart as white space does.
    """
    before = [""]
    for left, right in pairwise(pieces):
        between = source[left.end : right.start]
        apart = any(c.isspace() or not c.isprintable() for c in between)
        apart = apart or BREAK_IN_MARKUP.search(between) is not None
        before.append(" " if apart and SOFT_HYPHEN not in between else "")
    return before


def joined_text(source: str, pieces: tuple[Span, ...]) -> str:
    """The pieces as one text: a gap with white space in it becomes one blank."""
    both = zip(gaps(source, pieces), pieces, strict=False)
    return "".join(gap + piece.of(source) for gap, piece in both)


def words_between(source: str, start: int, end: int) -> tuple[Span, ...]:
    """The pieces of a stretch of the source that show, as a block wants them."""
    return tuple(
        Span(start + match.start(), start + match.end())
        for match in WORDS.finditer(source[start:end])
    )
