"""The parts of a page in reading order: what spans the page, and its columns left to right.

A gutter is a strip that no word crosses, with running text on both sides. The page is cut at its
tallest gutter into what is above, the left, the right and what is below, and each part again.
What tells columns of text from those of a table is that lines of text are several words long and
fill their column.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.formats.page_words import Word, in_rows, usual_size

STEP = 2.0  # points between the places tried
NARROWEST_GUTTER = 0.7  # of the font size
NARROWEST_COLUMN = 0.2  # of the width of what is cut
FEWEST_ROWS = 3
FEWEST_WORDS_IN_ROW = 3
FILLED = 0.6  # of its column: what the middle one of its rows fills at least
SAME_GUTTER = 6.0  # points


@dataclass(frozen=True, slots=True)
class Region:
    """Words of one column, or of the page's width, with the column's left and right edge."""

    words: tuple[Word, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip at ``x`` between the rows at ``top`` and ``bottom``, neither included."""

    x: float
    top: float
    bottom: float


def regions(words: list[Word], known: tuple[float, ...] = ()) -> tuple[Region, ...]:
    """The regions of a page in reading order; ``known`` are gutters seen on other pages.

    A known gutter counts with less on its sides, as on a last page with two short columns.
    """
    return tuple(_regions(words, known)) if words else ()


def gutters_of(pages: list[list[Word]]) -> tuple[float, ...]:
    """Where the gutters of a document's pages are, each place once."""
    places: list[float] = []
    for x in sorted(x for words in pages for x in _gutters(words)):
        if not places or x - places[-1] > SAME_GUTTER:
            places.append(x)
    return tuple(places)


def _gutters(words: list[Word]) -> Iterator[float]:
    found = _gutter(words, ())
    if found is not None:
        yield found.x
        for part in _cut(words, found):
            yield from _gutters(part)


def _regions(words: list[Word], known: tuple[float, ...]) -> Iterator[Region]:
    found = _gutter(words, known)
    if found is None:
        yield Region(
            tuple(words), min(word.left for word in words), max(word.right for word in words)
        )
        return
    for part in _cut(words, found):
        if part:
            yield from _regions(part, known)


def _cut(words: list[Word], gutter: Gutter) -> tuple[list[Word], ...]:
    above = [word for word in words if word.y <= gutter.top]
    below = [word for word in words if word.y >= gutter.bottom]
    inside = [word for word in words if gutter.top < word.y < gutter.bottom]
    left = [word for word in inside if word.left < gutter.x]
    right = [word for word in inside if word.left >= gutter.x]
    return above, left, right, below


def _gutter(words: list[Word], known: tuple[float, ...]) -> Gutter | None:
    """The tallest gutter that has text on both sides, the leftmost of those equally tall."""
    if not words:
        return None
    heights = [row[0].y for row in in_rows(words)]
    tried: set[tuple[float, float, int]] = set()
    for _, gutter in sorted(
        _strips(words, heights, known), key=lambda found: (-found[0], found[1].x)
    ):
        parts = (gutter.top, gutter.bottom, sum(word.left < gutter.x for word in words))
        if parts not in tried and _parts_text(words, gutter, _is_known(gutter.x, known)):
            return _from_where_both_begin(words, gutter)
        tried.add(parts)
    return None


def _from_where_both_begin(words: list[Word], gutter: Gutter) -> Gutter:
    """The gutter without the short lines of a title that only one of its sides has above it."""
    _, left, right, _ = _cut(words, gutter)
    size = usual_size(words)
    top = max(min(word.y for word in left), min(word.y for word in right)) - size / 2
    for side in (left, right):
        above = [word for word in side if word.y < top]
        if above and _is_text_of(side, above, size):
            return gutter
    return Gutter(gutter.x, max(gutter.top, top), gutter.bottom)


def _is_text_of(column: list[Word], above: list[Word], size: float) -> bool:
    """Whether the first lines of a column are its text, though they stand above the other's."""
    if usual_size(above) != size or all(word.bold for word in above):
        return False
    width = max(word.right for word in column) - min(word.left for word in column)
    filled = [row[-1].right - row[0].left for row in in_rows(above)]
    return median(filled) >= FILLED * width


def _strips(
    words: list[Word], heights: list[float], known: tuple[float, ...]
) -> Iterator[tuple[float, Gutter]]:
    """The empty strips that are tall enough, each with its height."""
    start, end = min(word.left for word in words), max(word.right for word in words)
    margin = NARROWEST_COLUMN * (end - start)
    width = NARROWEST_GUTTER * usual_size(words)
    crossed = _crossed(words, start, width)
    for step in range(int(margin / STEP), int((end - start - margin) / STEP)):
        x = start + step * STEP + width / 2
        fewest = 1 if _is_known(x, known) else FEWEST_ROWS
        for top, bottom in pairwise([-math.inf, *crossed.get(step, ()), math.inf]):
            first, after = bisect_right(heights, top), bisect_left(heights, bottom)
            if after - first >= fewest:
                yield heights[after - 1] - heights[first], Gutter(x, top, bottom)


def _is_known(x: float, known: tuple[float, ...]) -> bool:
    return any(abs(x - other) < SAME_GUTTER for other in known)


def _crossed(words: list[Word], start: float, width: float) -> dict[int, list[float]]:
    """For each place, the heights at which a word lies in the strip that begins there."""
    crossed: dict[int, list[float]] = {}
    for word in sorted(words, key=lambda word: word.y):
        first = int((word.left - width - start) / STEP) + 1
        for step in range(max(0, first), int((word.right - start) / STEP) + 1):
            crossed.setdefault(step, []).append(word.y)
    return crossed


def _parts_text(words: list[Word], gutter: Gutter, is_known: bool) -> bool:
    _, left, right, _ = _cut(words, gutter)
    for side in (left, right):
        rows = in_rows(side)
        if len(rows) < (1 if is_known else FEWEST_ROWS):
            return False
        if is_known:
            continue
        column = max(w.right for w in side) - min(w.left for w in side)
        filled = median(row[-1].right - row[0].left for row in rows)
        if median(map(len, rows)) < FEWEST_WORDS_IN_ROW or filled < FILLED * column:
            return False
    return True
