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
Places = Sequence[Span | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of characters, and by how much it scores higher than "no answer"."""

    span: Span
    margin: float


def best_span(starts: Logits, ends: Logits, places: Places, silence: int) -> Marked | None:
    """The span with the highest score, None when there is not one.

    ``starts`` and ``ends`` hold each token's score as the first and as the last of an answer, and
    ``places`` its characters, None where it is not of the text; ``silence`` is the token that
    stands for "no answer".
    """
    of_text = np.array([place is not None for place in places])
    allowed = np.triu(of_text[:, None] & of_text[None, :])
    allowed &= ~np.triu(np.ones_like(allowed), LONGEST_ANSWER)
    scores = np.where(allowed, starts[:, None] + ends[None, :], -math.inf)
    first, last = divmod(int(scores.argmax()), len(places))
    begin, end = places[first], places[last]
    if begin is None or end is None or not allowed[first, last]:
        return None
    none = starts[silence] + ends[silence]
    return Marked(Span(begin.start, end.end), float(scores[first, last] - none))


def visible(text: str, start: int, end: int) -> Span | None:
    """A token's place without the white space about it, None where that is all."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Span(start, end) if start < end else None


def whole_words(text: str, span: Span) -> Span:
    """The span, widened where it would cut a number, a word or a letter from its marks.

    Only words of scripts that have capitals are widened to: these put spaces between words.
    """
    numbers = {at for one in NUMBER.finditer(text) for at in range(one.start() + 1, one.end())}
    start, end = span.start, span.end
    while start in numbers or _within_word(text, start):
        start -= 1
    while end in numbers or _within_word(text, end):
        end += 1
    return Span(start, end)


def _within_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    marks = unicodedata.combining(text[at]) > 0
    return marks or (_of_word(text[at - 1]) and _of_word(text[at]))


def _of_word(one: str) -> bool:
    cased = one.lower() != one.upper()
    return cased or one.isdigit() or unicodedata.combining(one) > 0
