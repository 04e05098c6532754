"""A sentence that points back ("They also …") is read and quoted with the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.span import Span

POINTS_BACK = re.compile(r"(?:They|He|She|It|This|These|Those|Such|Both|Neither)\b")
POINTS_NOWHERE = re.compile(r"It (?:is|was|will be|remains) (?:\w+ )?\w+ (?:that|to|for)\b")


def points_back(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before."""
    return bool(POINTS_BACK.match(sentence)) and not POINTS_NOWHERE.match(sentence)


def in_context(spans: Sequence[Span], text: str) -> list[Span]:
    """The spans of a paragraph's sentences, each from the one before if it points back."""
    return [
        Span(spans[place - 1].start, span.end) if place and points_back(span.of(text)) else span
        for place, span in enumerate(spans)
    ]
