"""Source text in, layout blocks out: headings, rules, list items and paragraphs.

Markdown syntax is read by markdown-it. Plain text is read the same way, since what people save
as ``.txt`` carries the same stars, hashes and numbers. Rules that would take ordinary prose for
markup (indented code, HTML, underlined headings, underscores) are switched off for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from corpus.block import SOFT_HYPHEN, Block, BlockKind, gaps, joined_text
from corpus.inline import Line, visible_lines
from corpus.numbering import begins_item, numbered, path, places_in
from corpus.punctuation import is_finished, is_short
from corpus.span import Span
from corpus.titles import segments

__all__ = ["SOFT_HYPHEN", "Block", "BlockKind", "blocks", "gaps", "joined_text"]

NOT_IN_PROSE = ("code", "fence", "html_block", "reference")
NOT_IN_PLAIN_TEXT = ("lheading", "blockquote")
NOT_IN_SENTENCES = ("backticks", "text_join", "fragments_join")
NOT_IN_PLAIN_SENTENCES = ("html_inline", "entity")
NEWLINE = re.compile(r"\r\n?|\n")
BEFORE_A_NUMBER = re.compile(r"[.;:,](?: and| or)?$")


def blocks(source: str, *, markdown: bool = False, start: int = 0) -> tuple[Block, ...]:
    """Split decoded ``source`` text into blocks, from the line that begins at ``start``.

    Raises SourceError when a piece of text cannot be traced back to the source.
    """
    text = source[start:]
    reading = _Reading(source, _line_starts(text, start), places_in(text))
    tokens = (_markdown() if markdown else _plain_text()).parse(text)
    return numbered(reading.blocks(tokens), source)


def _plain_text() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable([*NOT_IN_PROSE, *NOT_IN_PLAIN_TEXT])
    parser.disable([*NOT_IN_SENTENCES, *NOT_IN_PLAIN_SENTENCES])
    parser.inline.ruler.at("emphasis", _stars_only)
    return parser


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable([*NOT_IN_PROSE, *NOT_IN_SENTENCES]).enable("table")
    return parser.use(footnote_plugin, inline=False, move_to_end=False)


def _stars_only(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


@dataclass(slots=True)
class _Reading:
    """How far the tokens of a text have been read."""

    source: str
    starts: list[int]
    numbers: frozenset[tuple[str, int]]
    lists: list[str | None] = field(default_factory=list)
    label: str | None = None
    in_item: bool = False  # at the beginning of one
    level: int | None = None
    underlined: bool = False
    note: str | None = None
    quotations: int = 0  # that are open, one within the other
    cells: list[Line] | None = None  # of the row being read
    cell_end: int = 0

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        for token in tokens:
            if token.type == "hr":
                yield Block(BlockKind.RULE, None, False, (), "")
            elif token.type == "inline" and token.map:
                yield from self._inline(token, *token.map)
            elif token.type == "tr_close":
                yield from self._row()
            else:
                self._move(token)

    def _move(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1:])
                self.underlined = token.markup in ("=", "-")
            case "heading_close":
                self.level = None
            case "list_item_open":
                self.lists.append(token.info or None)
                self.label, self.in_item = path([one for one in self.lists if one]), True
            case "list_item_close":
                self.lists.pop()
                self.label, self.in_item = None, False
            case "footnote_reference_open":
                self.note = str(token.meta["label"])
            case "footnote_reference_close":
                self.note = None
            case "blockquote_open":
                self.quotations += 1
            case "blockquote_close":
                self.quotations -= 1
            case "tr_open":
                self.cells = []
            case _:
                pass

    def _inline(self, token: Token, first: int, last: int) -> Iterator[Block]:
        start, end = self.starts[first], self.starts[last]
        if self.cells is None:
            yield from self._of(visible_lines(token, self.source, start, end))
        else:
            found = visible_lines(token, self.source, max(start, self.cell_end), end)
            self.cell_end = max(
                [self.cell_end, *(one.pieces[-1].end for one in found if one.pieces)]
            )
            self.cells += found

    def _row(self) -> Iterator[Block]:
        pieces: list[Span] = []
        for cell in self.cells or []:
            if pieces and cell.pieces:
                bar = self.source.index("|", pieces[-1].end)
                pieces.append(Span(bar, bar + 1))
            pieces += cell.pieces
        if pieces:
            notes = tuple(note for cell in self.cells or [] for note in cell.notes)
            text = joined_text(self.source, tuple(pieces))
            yield Block(BlockKind.ROW, None, False, tuple(pieces), text, notes=notes)
        self.cells = None

    def _of(self, lines: list[Line]) -> Iterator[Block]:
        """The blocks that the lines between two blank lines form, most often one."""
        if self.note is not None:
            yield from self._block(BlockKind.NOTE, self.note, lines)
        elif self.level is not None:
            yield from self._heading(lines)
        else:
            for is_title, group in segments(lines):
                yield from self._segment(is_title, group)

    def _segment(self, is_title: bool, lines: list[Line]) -> Iterator[Block]:
        if is_title:
            yield from self._block(BlockKind.HEADING, None, lines)
            return
        for part in self._at_numbers(lines):
            kind = BlockKind.ITEM if self.in_item else BlockKind.PARAGRAPH
            yield from self._block(kind, self.label, part)
            self.label, self.in_item = None, False

    def _heading(self, lines: list[Line]) -> Iterator[Block]:
        """A heading, unless a whole paragraph was underlined by a rule that stands under it."""
        text = " ".join(line.text for line in lines)
        if self.underlined and (is_finished(text) or not is_short(text)):
            yield from self._block(BlockKind.PARAGRAPH, None, lines)
            yield Block(BlockKind.RULE, None, False, (), "")
        else:
            yield from self._block(BlockKind.HEADING, None, lines)

    def _block(self, kind: BlockKind, label: str | None, lines: list[Line]) -> Iterator[Block]:
        pieces = tuple(piece for line in lines for piece in line.pieces)
        if pieces:
            text = joined_text(self.source, pieces)
            emphasised = all(line.emphasised for line in lines)
            notes = tuple(note for line in lines for note in line.notes)
            yield Block(
                kind,
                label,
                emphasised,
                pieces,
                text,
                level=self.level,
                notes=notes,
                quoted=self.quotations > 0,
            )

    def _at_numbers(self, lines: list[Line]) -> list[list[Line]]:
        """The lines in parts, each but the first beginning with a number such as "(b)"."""
        parts: list[list[Line]] = [[]]
        for line in lines:
            before = parts[-1][-1].text if parts[-1] else ""
            if BEFORE_A_NUMBER.search(before) and begins_item(line.text, self.numbers):
                parts.append([])
            parts[-1].append(line)
        return parts


def _line_starts(text: str, start: int) -> list[int]:
    starts = [0]
    starts += [match.end() for match in NEWLINE.finditer(text)]
    return [start + line for line in [*starts, len(text)]]
