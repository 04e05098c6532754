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
    r"\w+(?:[-\u2010\u00ad]\s*\n\s*\w+)*"
)  # one that is parted at a line's end is one
WORDS_KEPT = 65_536
CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, and where it stands in its text."""

    text: str
    span: Span


def words(text: str) -> tuple[Word, ...]:
    """The words of a text; marks, and marks within words, part them."""
    return tuple(Word(_plain(found[0]), Span(*found.span())) for found in WORD.finditer(text))


@lru_cache(WORDS_KEPT)
def _plain(word: str) -> str:
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", folded(word))))


def letters(some: Sequence[Word]) -> str:
    """The letters of some words, as if nothing parted them."""
    return "".join(word.text for word in some)


def seen_alike(text: str) -> str:
    """Letters that a program which reads pictures takes for each other, as one of them."""
    for many, one in CONFUSED:
        text = text.replace(many, one)
    return text.translate(LOOKALIKES)


def span_of(some: Sequence[Word]) -> Span:
    """From the first word to the last."""
    return Span(some[0].span.start, some[-1].span.end)
