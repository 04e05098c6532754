"""The best span of a text by the scores that a question-answering model gives its tokens.

A span from token i to token j scores start_i + end_j, "no answer" start_c + end_c with c the [CLS]
token (Devlin et al. 2019, section 4.3).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import Span

LONGEST_ANSWER = 30  # tokens, as in the evaluation of Devlin et al.
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Logits = NDArray[np.float64]
Allowed = NDArray[np.bool_]
Places = Sequence[Span | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of characters, and by how much it scores higher than "no answer"."""

    span: Span
    margin: float


def best_span(
    starts: Logits, ends: Logits, places: Places, silence: int, within: frozenset[int]
) -> Marked | None:
    """The span with the highest score, None when there is not one.

    ``starts`` and ``ends`` hold each token's score as the first and as the last of an answer, and
    ``places`` its characters, None where it is not of the text; ``silence`` is the token that
    stands for "no answer". No span begins or ends at a place in ``within``.
    """
    may_start, may_end = _edges(places, within)
    allowed = np.triu(may_start[:, None] & may_end[None, :])
    allowed &= ~np.triu(np.ones_like(allowed), LONGEST_ANSWER)
    scores = np.where(allowed, starts[:, None] + ends[None, :], -math.inf)
    first, last = divmod(int(scores.argmax()), len(places))
    begin, end = places[first], places[last]
    if begin is None or end is None or not allowed[first, last]:
        return None
    none = starts[silence] + ends[silence]
    return Marked(Span(begin.start, end.end), float(scores[first, last] - none))


def visible(text: str, start: int, end: int) -> Span | None:
    """A token's place without white space and with the marks on its last letter."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    while start < end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return Span(start, end) if start < end else None


def _edges(places: Places, within: frozenset[int]) -> tuple[Allowed, Allowed]:
    """Which tokens an answer may begin and end with: those that do so between words."""
    starts = [place is not None and place.start not in within for place in places]
    ends = [place is not None and place.end not in within for place in places]
    return np.array(starts, dtype=np.bool_), np.array(ends, dtype=np.bool_)


def within_words(text: str) -> frozenset[int]:
    """The places at which a number, a word or a letter with its marks would be cut in two.

    A word is one of a script with capitals: such scripts put spaces between words.
    """
    numbers = {at for one in NUMBER.finditer(text) for at in range(one.start() + 1, one.end())}
    words = {
        at
        for at in range(1, len(text))
        if unicodedata.combining(text[at]) or (_cased(text[at - 1]) and _cased(text[at]))
    }
    return frozenset(numbers | words)


def _cased(letter: str) -> bool:
    return letter.lower() != letter.upper()
