"""Footnotes: small type at the foot of a page or column, each beginning with its mark."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from corpus.formats.page_lines import Line, is_raised
from corpus.formats.page_words import Word

SMALL = 0.93  # of the size of the text
SIGNS = "*†‡§¶"
MARK = re.compile(rf"[\[(]?(\d{{1,3}}|[{SIGNS}]{{1,3}}|[ivxl]{{1,6}}|[a-z])[\])./:]?")
FIGURE = re.compile(r"[1-9]\d{0,2}|[ivxl]{1,6}")
SIGN = re.compile(rf"[{SIGNS}]{{1,3}}")
GLUED = re.compile(rf"([{SIGNS}]{{1,3}}|[¹²³⁰⁴-⁹]{{1,3}})(?=\w)|(\d{{1,3}})(?=[^\W\d_][^\W\d_])")
GLUED_AT_END = re.compile(rf"(?<=\S)([{SIGNS}]{{1,3}}|[¹²³⁰⁴-⁹]{{1,3}})[.,;:]?$")
SHORTEST_BEFORE_MARK = 4  # letters
RAISED_DIGITS = re.compile(r"[¹²³⁰⁴-⁹]{1,3}")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark and its lines, the mark taken off."""

    mark: str
    lines: tuple[Line, ...]

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page


def parted(
    page: list[Line], size: float, before: list[Note], raised: set[str]
) -> tuple[list[Line], list[Note]]:
    """The lines of a page without its notes, and the notes.

    ``size`` is that of the text; ``before`` are the notes of the pages before: small type without
    a mark at the foot goes on with the last of them. ``raised`` has the words that stand raised up
    to here: a letter is the mark of a note only if it is one of them, or raised itself.
    """
    foot = _foot(page, size)
    lines = [line for line in page if id(line) not in foot]
    notes: list[Note] = []
    carried: list[Line] = []
    for line in (line for line in page if id(line) in foot):
        mark, rest = _mark(line, raised)
        if mark and rest:
            notes.append(Note(mark, (rest,)))
        elif notes:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        else:
            carried.append(line)
    if not notes and not (carried and before):
        return page, []
    if carried and before:
        before[-1] = replace(before[-1], lines=(*before[-1].lines, *carried))
    elif carried:
        lines = [line for line in page if id(line) not in foot or line in carried]
    return lines, notes


def raised_in(page: list[Line]) -> set[str]:
    """The words of a page that stand above their lines, as the marks of notes do."""
    return {word.text for line in page for word in line.words if is_raised(word, line)}


def marks(words: tuple[Word, ...], at: int, line: Line, open_notes: list[str]) -> tuple[str, ...]:
    """The notes that a word of the text refers to; none if it is not a mark.

    ``open_notes`` are those of the page that nothing refers to yet. A raised figure after a short
    word is the mark of the first of them only, since it may be a power: "40 km²". One after a
    longer word is a mark even so: its note stands at the end, or is referred to again.
    """
    word = words[at]
    if not is_raised(word, line) and not SIGN.fullmatch(word.text):
        return ()
    found = [part for part in re.split(r"[,;\s]+", word.text) if part]
    plain = tuple(unicodedata.normalize("NFKC", part).strip("[]()") for part in found)
    after_short = at > 0 and len(words[at - 1].text) < SHORTEST_BEFORE_MARK
    if not plain or not set(plain) <= set(open_notes):
        elsewhere = at > 0 and not after_short and all(FIGURE.fullmatch(mark) for mark in plain)
        return plain if plain and elsewhere and is_raised(word, line) else ()
    return () if after_short and plain[0] != open_notes[0] else plain


def glued_mark(text: str, open_notes: list[str]) -> tuple[str, str]:
    """A word's text and the mark that stands at its end, as in "Council²" or "aid*"."""
    sign = GLUED_AT_END.search(text)
    if sign is None or unicodedata.normalize("NFKC", sign[1]) not in open_notes:
        return text, ""
    return text[: sign.start(1)], sign[1]


def _foot(page: list[Line], size: float) -> set[int]:
    """The small lines that have no line of the text's size below them in their column."""
    lowest = [line for line in page if line.size > SMALL * size]
    return {
        id(line)
        for line in page
        if line.size <= SMALL * size
        and not any(
            other.y > line.y and other.left < line.right and line.left < other.right
            for other in lowest
        )
    }


def _mark(line: Line, raised: set[str]) -> tuple[str, Line | None]:
    """The mark that a line begins with, and the line without it."""
    first = line.words[0]
    if glued := GLUED.match(first.text):
        rest = replace(first, text=first.text[glued.end() :])
        mark = unicodedata.normalize("NFKC", glued[0])
        return mark, replace(line, words=(rest, *line.words[1:]))
    found = MARK.fullmatch(unicodedata.normalize("NFKC", first.text))
    if found is None or len(line.words) == 1:
        return "", None
    sure = is_raised(first, line) or not found[1].isalpha() or found[1] in raised
    sure = sure or bool(RAISED_DIGITS.match(first.text))
    return (found[1], replace(line, words=line.words[1:])) if sure else ("", None)
