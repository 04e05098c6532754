"""Words as a look-up compares them: without case, accents, marks and spacing, each in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import Span
from corpus.wording import folded

WORD = re.compile(
    r"\d+(?:[.,]\d+)+"  # a number
    r"|\w+(?:[-\u2010\u00ad]\s*\n\s*\w+)*"  # a word; one that is parted at a line's end is one
)
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
    """A word folded, without the marks in it; a number keeps its decimal point."""
    if THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    if word[0].isdecimal() and not word.isalnum():
        return word
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", folded(word))))


def as_indexed(some: Sequence[Word], text: str) -> list[str]:
    """Words of a text as the index parts them: of a number each group of figures is one."""
    return [
        part
        for word in some
        for part in (
            PLAIN_WORD.findall(word.span.of(text)) if word.text[0].isdecimal() else [word.text]
        )
    ]


def seen_words(text: str) -> set[str]:
    """The words of a text, for a first look: one that is parted at a line's end is two."""
    return set(PLAIN_WORD.findall(folded(text)))


def letters(some: Sequence[Word]) -> str:
    """The letters of some words, as if nothing parted them."""
    return "".join(word.text for word in some)


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
