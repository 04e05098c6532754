"""Pages typed line by line at given places, as a PDF reader would see them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.formats.page_words import Page, Word

A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of text that begins at ``left`` and stands on ``y``; letters are half a size wide.

    A tab in the text is a gap of three letters, a caret before a word raises it in small type.
    """

    y: float
    text: str
    left: float = 72.0
    size: float = 10.0
    bold: bool = False


def page(*lines: Typed, number: int = 1) -> Page:
    """A page of typed lines."""
    words = tuple(word for line in lines for word in _words(line))
    return Page(number, *A4, words, shows=bool(words))


def column(texts: list[str], y: float, left: float = 72.0, **style: float) -> list[Typed]:
    """Lines below each other at the usual distance, twelve points."""
    return [Typed(y + 12 * at, text, left, **style) for at, text in enumerate(texts)]  # type: ignore[arg-type]


def _words(line: Typed) -> list[Word]:
    words: list[Word] = []
    x = line.left
    for part in line.text.replace("\t", " \t ").split(" "):
        if part == "\t":
            x += 1.5 * line.size
            continue
        for at, piece in enumerate(part.split("^")):
            size = 0.6 * line.size if at else line.size
            y = line.y - 0.35 * line.size if at else line.y
            width = 0.5 * size * len(piece)
            if piece:
                words.append(Word(piece, x, x + width, y, size, line.bold, False, at == 0))
            x += width
        x += 0.5 * line.size
    return words
