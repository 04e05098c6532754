"""Printed numbers at the beginning of a paragraph, with those they stand under: "12 (b) (iii)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = re.compile(r"[•●○▪■□◦‣⁃∙·➢➤►\uf000-\uf0ff]|[-–—*]|o")
SURE_BULLET = re.compile(r"[•●○▪■□◦‣⁃∙➢➤►\uf000-\uf0ff]")
NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?|\((\d{1,3})\)")
LETTER = re.compile(r"\(?([a-z])\)|\(([A-Z])\)|([A-Z])[.)]|([a-z])\.")
ROMAN = re.compile(r"\(?([ivxl]{1,6})\)|([IVXL]{1,6})[.)]|\(([IVXL]{1,6})\)|([ivxl]{1,6})\.")
SURE_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*[.)]|\([^()]{1,6}\)|\d{1,3}(?:\.\d{1,3})+|[a-zA-Z]\)"
)
DIGITS_OF_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed numeral: its style ("1", "(1)", "(a)", "A", "(i)", "I"), value and form."""

    style: str
    value: int
    shown: str


def is_label(word: str, *, wide_gap: bool) -> bool:
    """Whether the first word of a line may be a printed number or a bullet.

    A bare figure, a dash, a capital with a full stop or the letter "o" is one only before a gap
    that is wider than a blank.
    """
    if SURE_BULLET.fullmatch(word):
        return True
    if SURE_NUMBER.fullmatch(word):
        return bool(_readings(word))
    return wide_gap and bool(BULLET.fullmatch(word) or _readings(word))


def is_bullet(word: str) -> bool:
    """Whether a label is a bullet, and so none of the text or numbers."""
    return bool(BULLET.fullmatch(word))


class Numbering:
    """Follows the printed numbers through a document."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._open: list[Numeral] = []

    def label(self, word: str) -> str:
        """The whole label of the paragraph that begins with this number."""
        numeral = self._read(word)
        styles = [other.style for other in self._open]
        if numeral.style == "1":
            self._open = [numeral]
        elif numeral.style in styles:
            self._open = [*self._open[: styles.index(numeral.style)], numeral]
        else:
            self._open.append(numeral)
        return " ".join(other.shown for other in self._open)

    def close(self) -> None:
        """Forget the open numbers, as a heading makes a reader do."""
        self._open = []

    def _read(self, word: str) -> Numeral:
        """One letter may be a roman numeral too: the reading that goes on with what is open."""
        readings = _readings(word)
        for reading in readings:
            for other in reversed(self._open):
                if other.style == reading.style and other.value + 1 == reading.value:
                    return reading
        return next((r for r in readings if r.style in ("(i)", "I") and r.value == 1), readings[0])


def _readings(word: str) -> list[Numeral]:
    found = []
    if match := NUMBER.fullmatch(word):
        number = match[1] or match[2]
        last = int(number.rpartition(".")[2])
        found.append(
            Numeral("1", last, number) if match[1] else Numeral("(1)", last, f"({number})")
        )
    if match := LETTER.fullmatch(word):
        letter = next(group for group in match.groups() if group)
        small = letter.islower()
        style, shown = ("(a)", f"({letter})") if small or word[0] == "(" else ("A", letter)
        found.append(Numeral(style if small else "A", ord(letter.lower()) - ord("a") + 1, shown))
    if match := ROMAN.fullmatch(word):
        roman = next(group for group in match.groups() if group)
        if roman.islower() or word[0] == "(":
            found.append(Numeral("(i)", _value(roman), f"({roman})"))
        else:
            found.append(Numeral("I", _value(roman), roman))
    return found


def _value(roman: str) -> int:
    values = [DIGITS_OF_ROMAN[digit] for digit in roman.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
