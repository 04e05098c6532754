"""Words as a look-up compares them: without case, accents, marks and spacing, each in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import Span
from corpus.wording import folded

SIGN = re.compile(r"[$¢£¥%‰\u20a0-\u20cf]")  # said as a word: with another it is another sum
WORD = re.compile(
    r"\d+(?:[.,]\d+)+"  # a number
    r"|\w+(?:[-\u2010\u00ad]\s*\n\s*\w+)*"  # a word; one that is parted at a line's end is one
    rf"|{SIGN.pattern}"
)
FRACTION_SLASH = "\u2044"
FRACTION = re.compile("[¼-¾⅐-⅞]")
FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
IN_THREES = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?! ?[\d.,])")  # 110 000
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PLAIN_WORD = re.compile(r"\w+")
WORDS_KEPT = 65_536
CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, and where it stands in its text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The folded words of a text, with where each begins and ends: words for a first look."""

    texts: list[str]
    spans: list[tuple[int, int]]

    def words(self, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
        """The words from one place among them to another."""
        chosen = zip(self.texts[start:end], self.spans[start:end], strict=True)
        return tuple(Word(text, Span(*span)) for text, span in chosen)


def reading(text: str) -> Reading:
    """A text read; marks, and marks within words, part words."""
    found = list(WORD.finditer(text))
    return Reading([_plain(one[0]) for one in found], [one.span() for one in found])


def words(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    return reading(text).words()


@lru_cache(WORDS_KEPT)
def _plain(word: str) -> str:
    """A word folded, without the marks in it; a number keeps its decimal point.

    The figures of a fraction are parted by blanks: "1½" is "1 1 2", the words of "1-1/2".
    """
    if SIGN.fullmatch(word):
        return word
    if THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    if word[0].isdecimal() and not word.isalnum():
        return word
    plain = unicodedata.normalize("NFKC", folded(FRACTION.sub(_parted, word)))
    return "".join(re.findall(r"\w+| ", plain)).strip()


def _parted(fraction: re.Match[str]) -> str:
    return f" {unicodedata.normalize('NFKC', fraction[0]).replace(FRACTION_SLASH, ' ')} "


def as_indexed(some: Sequence[Word], text: str) -> list[str]:
    """Words of a text as the index parts them, without signs: a number's groups are one each."""
    return [
        part
        for word in some
        if not SIGN.fullmatch(word.text)
        for part in (
            PLAIN_WORD.findall(word.span.of(text)) if word.text[0].isdecimal() else [word.text]
        )
    ]


def seen_words(text: str) -> set[str]:
    """The words of a text, for a first look: one that is parted at a line's end is two."""
    return set(PLAIN_WORD.findall(folded(text)))


def letters(some: Sequence[Word]) -> str:
    """The letters of some words, as if nothing parted them."""
    return "".join(word.text.replace(" ", "") for word in some)


def are_same(some: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether words have the same letters and the same figures: "1/4" is not "14"."""
    return letters(some) == letters(others) and _figures(some) == _figures(others)


def _figures(some: Sequence[Word]) -> list[str]:
    """The numbers in some words, as they are parted; thousands may be set apart by a blank."""
    text = " ".join(word.text for word in some)
    return FIGURES.findall(IN_THREES.sub(lambda found: found[0].replace(" ", ""), text))


def seen_alike(text: str) -> str:
    """Letters that a program which reads pictures takes for each other, as one of them."""
    for many, one in CONFUSED:
        text = text.replace(many, one)
    return text.translate(LOOKALIKES).replace(".", "")


def text_of(some: Sequence[Word], text: str) -> str:
    """What stands in their text from the first word to the last; nothing of none."""
    return span_of(some).of(text) if some else ""


def span_of(some: Sequence[Word]) -> Span:
    """From the first word to the last."""
    return Span(some[0].span.start, some[-1].span.end)
