"""The top of a document: its title lines, and the first paragraph of running text after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.body import ABBREVIATED, BEGIN_MARKER, FINISHED, PAGE_NUMBER, is_heading
from corpus.formats.extracted import Extracted
from corpus.layout import SOFT_HYPHEN, Block, BlockKind, joined_text
from corpus.printed import dates_in

MOST_LINES = 40
LONGEST_LINE = 1_000  # characters
LONGEST_RUNNING = 5_000
LONGEST_DATELINE_IN_WORDS = 8  # of one that ends as a sentence does
LONGEST_TITLE_IN_WORDS = 60
LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
HARD_BREAK = re.compile(r"(?: {2}|\\)\r?\n")
NOT_SHOWN = frozenset({BlockKind.RULE, BlockKind.NOTE})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the title area; ``goes_on`` if no deliberate break is before it in its block."""

    text: str
    heading: bool
    emphasised: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Top:
    """The lines above a document's running text, and the first paragraph of it ("" if none)."""

    lines: tuple[Line, ...]
    running: str


def top_of(extracted: Extracted) -> Top:
    """The title area ends where a sentence begins, or at a "Begin text" line."""
    page = [block for block in extracted.blocks if block.kind not in NOT_SHOWN and block.text]
    begins = [at for at, block in enumerate(page) if BEGIN_MARKER.fullmatch(block.text)]
    end = begins[0] if begins else _first_running(page)
    titles = [block for block in page[:end] if _is_title_like(block)]
    after = (block.text for block in page[end:] if _is_running(block))
    lines = [line for block in titles for line in _lines(block, extracted.text)]
    readable = [line for line in lines if len(line.text) <= LONGEST_LINE]
    return Top(tuple(readable[:MOST_LINES]), next(after, "")[:LONGEST_RUNNING])


def _first_running(page: Sequence[Block]) -> int:
    running = (at for at, block in enumerate(page) if not _is_title_like(block))
    return next(running, len(page))


def _is_running(block: Block) -> bool:
    return not _is_title_like(block) and not BEGIN_MARKER.fullmatch(block.text)


def _is_title_like(block: Block) -> bool:
    if is_heading(block) or PAGE_NUMBER.fullmatch(block.text):
        return True
    if block.kind is BlockKind.ITEM or block.label:
        return False
    words = len(block.text.split())
    finished = FINISHED.search(block.text) and not ABBREVIATED.search(block.text)
    dated = dates_in(block.text) and words <= (LONGEST_DATELINE_IN_WORDS if finished else 20)
    if block.kind is BlockKind.ROW or dated:
        return True
    return words <= LONGEST_TITLE_IN_WORDS and not finished and not block.text[0].islower()


def _lines(block: Block, source: str) -> Iterator[Line]:
    pieces = block.pieces
    breaks = [0]
    for at, (left, right) in enumerate(pairwise(pieces), start=1):
        between = source[left.end : right.start]
        if LINE_BREAK.search(between) and SOFT_HYPHEN not in between:
            breaks.append(at)
    heading = block.kind is BlockKind.HEADING
    for first, last in pairwise([*breaks, len(pieces)]):
        between = source[pieces[first - 1].end : pieces[first].start] if first else ""
        goes_on = first > 0 and not HARD_BREAK.search(between)
        text = joined_text(source, pieces[first:last])
        yield Line(" ".join(text.split()), heading, block.emphasised, goes_on)
