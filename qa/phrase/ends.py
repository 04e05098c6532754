"""Where a passage ends that begins or ends with other words than the phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.phrase.alignment import Aligned, Step, align
from qa.phrase.judge import Judge
from qa.phrase.words import Word, reading

SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s")
LONGEST_NAME = 8  # words


def closest(asked: Sequence[Word], text: str, judge: Judge) -> Aligned | None:
    """The words of a text that are most like those asked for; None where none is."""
    aligned = align(asked, reading(text))
    return None if aligned is None else fitted(aligned, text, judge)


def fitted(aligned: Aligned, text: str, judge: Judge) -> Aligned:
    """The passage with as many words for the first and the last of the phrase as stand for them.

    These are as many as the phrase has there, or another name of the same, in the same sentence.
    ``text`` is that in which the words of the passage stand.
    """
    if len(aligned.steps) == 1:
        return aligned
    first, *inner, last = aligned.steps
    if not first.is_same:
        after = (inner[0] if inner else last).there[:1]
        row = _of_sentence([*after, *first.there[::-1]], text)
        first = Step(first.asked, _standing_for(first.asked[::-1], row, judge)[::-1])
    if not last.is_same:
        before = (inner[-1] if inner else first).there[-1:]
        row = _of_sentence([*before, *last.there], text)
        last = Step(last.asked, _standing_for(last.asked, row, judge))
    return Aligned((first, *inner, last))


def _of_sentence(row: Sequence[Word], text: str) -> list[Word]:
    """The words after the first of a row, read either way, up to the end of its sentence."""
    found: list[Word] = []
    for one, other in pairwise(row):
        left, right = sorted((one.span, other.span))
        if SENTENCE_END.search(text, left.end, right.start):
            break
        found.append(other)
    return found


def _standing_for(asked: Sequence[Word], row: Sequence[Word], judge: Judge) -> tuple[Word, ...]:
    """Those of the first words in a row that stand for words asked for."""
    wanted = _in_order(asked)
    for count in range(1, LONGEST_NAME + 1):
        if judge.is_same_name(wanted, _in_order(row[:count])):
            return tuple(row[:count])
    return tuple(row[: len(asked)])


def _in_order(some: Sequence[Word]) -> str:
    return " ".join(word.text for word in sorted(some, key=lambda one: one.span))
