"""A text put together from the blocks of a format that keeps its words in a tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.block import Block, BlockKind, joined_text, words_between
from corpus.numbering import numbered
from corpus.span import Span

BETWEEN_BLOCKS = "\n\n"
BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Part:
    """A block before it has a place in the text; the fields are Block's."""

    kind: BlockKind
    text: str
    label: str | None = None
    emphasised: bool = False
    page: int | None = None
    level: int | None = None
    notes: tuple[str, ...] = ()
    quoted: bool = False


def composed(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The texts of the parts, a blank line between any two, and the blocks they form.

    White space within a part becomes single blanks; parts without a word are left out.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for part in parts:
        text = " ".join(part.text.split())
        if not text and part.kind is not BlockKind.RULE:
            continue
        texts.append(text)
        blocks.append(_placed(part, text, length))
        length += len(text) + len(BETWEEN_BLOCKS)
    whole = BETWEEN_BLOCKS.join(texts)
    return whole, numbered(blocks, whole)


def row(cells: Iterable[str]) -> str:
    """The text of a table's row, without its empty cells."""
    return BETWEEN_CELLS.join(cell.strip() for cell in cells if cell.strip())


def _placed(part: Part, text: str, start: int) -> Block:
    pieces = words_between(text, 0, len(text))
    return Block(
        kind=part.kind,
        label=part.label,
        emphasised=part.emphasised,
        pieces=tuple(Span(piece.start + start, piece.end + start) for piece in pieces),
        text=joined_text(text, pieces),
        page=part.page,
        level=part.level,
        notes=part.notes,
        quoted=part.quoted,
    )
