"""A sentence that points back ("They also …") is quoted with the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Sentence, Span

POINTS_BACK = re.compile(r"(?:They|He|She|It|This|These|Those|Such|Both|Neither)\b")
POINTS_NOWHERE = re.compile(r"It (?:is|was|will be|remains) (?:\w+ )?\w+ (?:that|to|for)\b")


def with_predecessor(sentence: Sentence, paragraph: Sequence[Sentence], text: str) -> Span:
    """The span to quote: from the sentence before, if this one points back to it.

    ``paragraph`` holds the sentences of its paragraph in order, ``text`` is the document's.
    """
    words = sentence.span.of(text)
    place = [one.id for one in paragraph].index(sentence.id)
    if place == 0 or not POINTS_BACK.match(words) or POINTS_NOWHERE.match(words):
        return sentence.span
    return Span(paragraph[place - 1].span.start, sentence.span.end)
