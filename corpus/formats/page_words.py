"""Words of a page with their places: what every rule about layout looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Characters between two blanks, of one size and weight.

    Lengths are points; ``x`` grows to the right, ``y`` downwards from the top of the page to the
    line that the word stands on. ``apart`` tells that a blank was written before the word.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    italic: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's words in the order of the file; ``number`` counts from 1.

    ``shows`` tells that something is drawn on it, be it text or not; ``recognised`` that its words
    were read off a picture, now or by the program that made the file.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    shows: bool
    recognised: bool = False


def usual_size(words: list[Word]) -> float:
    """The font size in which most characters are set; 10 where there is none."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def in_rows(words: list[Word]) -> list[list[Word]]:
    """Words that stand on one line across the page, top to bottom, each row left to right."""
    rows: list[list[Word]] = []
    y = -1000.0
    for word in sorted(words, key=lambda word: (word.y, word.left)):
        if word.y - y > 0.3 * word.size:
            rows.append([])
            y = word.y
        rows[-1].append(word)
    return [sorted(row, key=lambda word: word.left) for row in rows]
