"""Source text in, layout blocks out: headings, rules, list items and paragraphs.

Markdown syntax is read by markdown-it. Plain text is read the same way, since what people save
as ``.txt`` carries the same stars, hashes and numbers. Rules that would take ordinary prose for
markup (indented code, HTML, underlined headings) are switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import SourceError
from corpus.span import Span

NOT_IN_PROSE = ("code", "fence", "html_block", "lheading", "reference", "blockquote", "table")
NOT_IN_SENTENCES = ("html_inline", "entity", "backticks", "text_join", "fragments_join")
LINK_TARGET = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
WORDS = re.compile(r"[^\s\x80-\x9f]+(?: [^\s\x80-\x9f]+)*")  # C1 controls never show
PRINTED_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
SOFT_HYPHEN = "\u00ad"
NEWLINE = re.compile(r"\r\n?|\n")


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
    ``recognised`` tells that the characters were read off a picture, and may be wrong.
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


def blocks(source: str) -> tuple[Block, ...]:
    """Split decoded ``source`` text into blocks.

    Raises SourceError when a piece of text cannot be traced back to the source.
    """
    parser = MarkdownIt("commonmark").disable([*NOT_IN_PROSE, *NOT_IN_SENTENCES])
    starts = _line_starts(source)
    return tuple(_read(parser.parse(source), source, starts))


def gaps(source: str, pieces: tuple[Span, ...]) -> list[str]:
    """What stands before each piece: a blank where the source has white space, else nothing.

    A control character, as damaged dashes leave behind, keeps words apart as white space does.
    """
    before = [""]
    for left, right in pairwise(pieces):
        between = source[left.end : right.start]
        apart = any(c.isspace() or not c.isprintable() for c in between)
        before.append(" " if apart and SOFT_HYPHEN not in between else "")
    return before


def joined_text(source: str, pieces: tuple[Span, ...]) -> str:
    """The pieces as one text: a gap with white space in it becomes one blank."""
    both = zip(gaps(source, pieces), pieces, strict=False)
    return "".join(gap + piece.of(source) for gap, piece in both)


def _read(tokens: list[Token], source: str, starts: list[int]) -> Iterator[Block]:
    kind, label = BlockKind.PARAGRAPH, None
    for token in tokens:
        if token.type == "hr":
            yield Block(BlockKind.RULE, None, False, (), "")
        elif token.type == "heading_open":
            kind = BlockKind.HEADING
        elif token.type == "list_item_open":
            kind, label = BlockKind.ITEM, token.info or None
        elif token.type in ("heading_close", "list_item_close"):
            kind, label = BlockKind.PARAGRAPH, None
        elif token.type == "inline" and token.map and token.children:
            pieces = tuple(_visible(token, source, starts))
            if kind is BlockKind.PARAGRAPH:
                label, pieces = _printed_number(source, pieces)
            if pieces:
                text = joined_text(source, pieces)
                yield Block(kind, label, _all_emphasised(token.children), pieces, text)
            label = None


def _visible(token: Token, source: str, starts: list[int]) -> Iterator[Span]:
    """Spans of the words that show in an inline token, found in order in its lines."""
    first, last = token.map or (0, 0)
    at, end = starts[first], starts[last]
    for child in token.children or ():
        if child.type == "link_close" and child.info != "auto":
            target = LINK_TARGET.search(source, at, end)
            at = target.end() if target else at
        if child.type not in ("text", "text_special"):
            continue
        found = source.find(child.content, at, end)
        if found < 0:
            raise SourceError(
                f"Line {first + 1} could not be traced back to the file: {child.content[:60]!r}. "
                "Save the file as plain text and try again."
            )
        within_word = source[at:found].strip("*_") == "" and _is_word_around(source, at, found)
        start = at if within_word else found
        at = found + len(child.content)
        yield from (
            Span(start + match.start(), start + match.end())
            for match in WORDS.finditer(source[start:at])
        )


def _is_word_around(source: str, start: int, end: int) -> bool:
    """Whether stars between letters or digits, as in 5*3, are text rather than emphasis."""
    return 0 < start < end and source[start - 1].isalnum() and source[end : end + 1].isalnum()


def _printed_number(source: str, pieces: tuple[Span, ...]) -> tuple[str | None, tuple[Span, ...]]:
    """Take a number such as "12." off the front of a paragraph that is not a Markdown list."""
    number = PRINTED_NUMBER.match(joined_text(source, pieces))
    if number is None:
        return None, pieces
    left = sum(1 for character in number[0] if not character.isspace())
    rest = []
    for piece in pieces:
        taken = 0
        while left and taken < piece.end - piece.start:
            left -= not source[piece.start + taken].isspace()
            taken += 1
        while taken and source[piece.start + taken : piece.end][:1].isspace():
            taken += 1
        if piece.start + taken < piece.end:
            rest.append(Span(piece.start + taken, piece.end))
    return number[1], tuple(rest)


def _all_emphasised(children: list[Token]) -> bool:
    depth = 0
    for child in children:
        if child.type in ("strong_open", "em_open"):
            depth += 1
        elif child.type in ("strong_close", "em_close"):
            depth -= 1
        elif child.type == "text" and child.content.strip() and depth == 0:
            return False
    return True


def _line_starts(source: str) -> list[int]:
    starts = [0]
    starts += [match.end() for match in NEWLINE.finditer(source)]
    return [*starts, len(source)]
