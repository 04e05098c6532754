"""What stands on every page and belongs to none: running headers, footers, page numbers.

A row at the edge of a page is furniture when the next page or the one after it, or one before it,
has the same row at the same place, whatever its digits, or one that shares a part standing apart,
as left and right pages do ("A/76/1" beside another text). Rows are taken off from the outside, so
that nothing inside the text can be. A page number is furniture at the edge of any page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.formats.page_lines import rows
from corpus.formats.page_words import Page, Word

PAGE_NUMBER = re.compile(
    r"[-–—\[(|/\s]*(?:page|p\.|seite|página)?\s*(?:\d{1,4}|[ivxl]{1,7}|[IVXL]{1,7})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[-–—\])|/\s]*",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
SAME_PLACE = 3.0  # points
WIDE = 2.0  # of the size: wider than any blank
REACH = 2  # pages: left and right pages may have headers of their own
MOST_ROWS = 5  # at either edge
EDGE = 0.12  # of the page's height: where a page number stands


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a page: its characters with digits made equal, and where it stands."""

    shape: str
    y: float
    words: tuple[Word, ...]

    @property
    def parts(self) -> frozenset[str]:
        """Its parts with wide gaps between, those with a letter; none where it is one part."""
        parts = [[self.words[0]]]
        for one, other in pairwise(self.words):
            if other.left - one.right > WIDE * one.size:
                parts.append([])
            parts[-1].append(other)
        shapes = [_shape(part) for part in parts] if len(parts) > 1 else []
        return frozenset(shape for shape in shapes if any(c.isalpha() for c in shape))


def without_furniture(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages without headers, footers and page numbers."""
    tops = [_edge(page, top=True) for page in pages]
    bottoms = [_edge(page, top=False) for page in pages]
    cleaned = []
    for at, page in enumerate(pages):
        furniture = {*_peeled(tops, at, pages), *_peeled(bottoms, at, pages)}
        words = tuple(word for word in page.words if id(word) not in furniture)
        cleaned.append(replace(page, words=words))
    return tuple(cleaned)


def _edge(page: Page, *, top: bool) -> list[_Row]:
    """The outermost rows of a page, from the edge inwards."""
    across = rows(page.words)
    outer = across[:MOST_ROWS] if top else across[::-1][:MOST_ROWS]
    return [_Row(_shape(row), row[0].y, tuple(row)) for row in outer]


def _shape(words: Sequence[Word]) -> str:
    return DIGITS.sub("0", " ".join(word.text for word in words))


def _peeled(edges: list[list[_Row]], at: int, pages: tuple[Page, ...]) -> set[int]:
    """The identities of the words of the rows that come off at one edge of a page."""
    near = edges[max(0, at - REACH) : at] + edges[at + 1 : at + 1 + REACH]
    found: set[int] = set()
    for row in edges[at]:
        text = " ".join(word.text for word in row.words)
        number = PAGE_NUMBER.fullmatch(text) and _is_at_edge(row, pages[at])
        parts = row.parts if _is_at_edge(row, pages[at]) else frozenset()
        if not number and not any(_has(other, row, parts) for other in near):
            break
        found.update(id(word) for word in row.words)
    return found


def _has(others: list[_Row], row: _Row, parts: frozenset[str]) -> bool:
    """Whether a page has the row, or one with any of its ``parts``, at the same place."""
    return any(
        abs(other.y - row.y) < SAME_PLACE
        and (other.shape == row.shape or not parts.isdisjoint({*other.parts, other.shape}))
        for other in others
    )


def _is_at_edge(row: _Row, page: Page) -> bool:
    return row.y < EDGE * page.height or row.y > (1 - EDGE) * page.height
