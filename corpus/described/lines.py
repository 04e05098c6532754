"""The top of a document: its title lines, and the first paragraph of running text after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.body import BEGIN_MARKER, PAGE_NUMBER, is_heading
from corpus.described.hosts import PHRASE
from corpus.described.place import is_dateline
from corpus.formats.extracted import Extracted
from corpus.layout import SOFT_HYPHEN, Block, BlockKind, joined_text
from corpus.printed import dates_in
from corpus.punctuation import ABBREVIATED, FINISHED, is_short
from corpus.span import Span

WRAPPED = frozenset({"application/pdf"})  # whose lines end where the page does
FULL_LINE = 72  # characters, in a text
MOST_LINES = 40
LONGEST_LINE = 1_000  # characters
LONGEST_RUNNING = 5_000
LONGEST_DATELINE_IN_WORDS = 8  # of one that ends as a sentence does
LONGEST_TITLE_IN_WORDS = 60
LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
LABEL = re.compile(r"(?P<label>[A-Z][\w -]{2,25}?)\s*[:|\t]\s*(?P<value>\S.*)$")
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
    page = page if begins else page[_begin(page) :]
    end = begins[0] if begins else _first_running(page)
    titles = [block for block in page[:end] if _is_title_like(block)]
    after = (block.text for block in page[end:] if _is_running(block))
    wraps = extracted.media_type in WRAPPED
    lines = [line for block in titles for line in _lines(block, extracted.text, wraps)]
    readable = [line for line in lines if len(line.text) <= LONGEST_LINE]
    return Top(tuple(readable[:MOST_LINES]), next(after, "")[:LONGEST_RUNNING])


def _begin(page: Sequence[Block]) -> int:
    """Where the title area begins: at the top, or at the one largest heading after a banner.

    Printed web pages have text above their title ("We use cookies …").
    """
    largest = [at for at, block in enumerate(page) if block.level == 1]
    if len(largest) != 1 or _first_running(page) > largest[0]:
        return 0
    before = sum(len(block.text) for block in page[: largest[0]])
    after = sum(len(block.text) for block in page[largest[0] :])
    return largest[0] if before < after else 0


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
    if block.text.endswith(",") and not is_dateline(block.text):
        return is_short(block.text) and not dates_in(block.text)
    words = len(block.text.split())
    finished = FINISHED.search(block.text) and not ABBREVIATED.search(block.text)
    dated = dates_in(block.text) and words <= (LONGEST_DATELINE_IN_WORDS if finished else 20)
    if block.kind is BlockKind.ROW or dated:
        return True
    return words <= LONGEST_TITLE_IN_WORDS and not finished and not block.text[0].islower()


def _lines(block: Block, source: str, wraps: bool) -> list[Line]:
    """The lines of a block; where ``wraps``, a new one begins only at what is a line by itself."""
    heading = block.kind is BlockKind.HEADING
    lines: list[Line] = []
    before = ""
    for text, goes_on in _broken(block.pieces, source):
        if lines and goes_on and _is_wrapped(before, text, wraps):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {text}")
        else:
            lines.append(Line(text, heading, block.emphasised, goes_on))
        before = text
    return lines


def _broken(pieces: tuple[Span, ...], source: str) -> Iterator[tuple[str, bool]]:
    """The lines as the source breaks them, and whether no deliberate break is before each."""
    breaks, soft = [0], [False]
    for at, (left, right) in enumerate(pairwise(pieces), start=1):
        between = source[left.end : right.start]
        if LINE_BREAK.search(between) and SOFT_HYPHEN not in between:
            breaks.append(at)
            soft.append(HARD_BREAK.search(between) is None)
    for goes_on, (first, last) in zip(soft, pairwise([*breaks, len(pieces)]), strict=True):
        yield " ".join(joined_text(source, pieces[first:last]).split()), goes_on


def _is_wrapped(before: str, after: str, wraps: bool) -> bool:
    """Whether a break is only there because the line was full."""
    if is_dateline(before) or is_dateline(after) or PHRASE.match(after) or LABEL.match(after):
        return False
    return wraps or len(before) + 1 + len(after.partition(" ")[0]) > FULL_LINE
