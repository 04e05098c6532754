"""How a passage differs from a quotation: a number, a negation, a name, a slip, other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from rapidfuzz.distance import OSA

from qa.amounts import amounts
from qa.phrase.alignment import Step
from qa.phrase.judge import Judge
from qa.phrase.words import Word, letters, seen_alike, text_of

Kind = Literal[
    "number", "negation", "name", "misread", "spelling", "left out", "put in", "verb", "other words"
]
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "non",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "nobody",
        "nothing",
        "t",
    ]
)
NEGATING = ("un", "in", "im", "il", "ir", "dis", "non")
SHORTEST_MISSPELT = 4
# Words stand with others in their place that differ so.
SAME_IN_MEANING: tuple[Kind | None, ...] = (None, "name", "misread", "spelling")
UNNAMED = ("left out", "put in", "other words")
FEW_WORDS = 4
WORDS_AROUND = 2  # that a name may have in common with another of the same
EDITS = ((4, 1), (8, 2))  # letters of a word, and how many of them a slip may touch
NUMBER = re.compile(r"\d")
SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion"])
PARTS_OF_ONE = frozenset(["half", "halves", "third", "thirds", "quarter", "quarters", "dozen"])
TIMES = frozenset(["once", "twice", "double", "triple", "thrice", "one", "first"])


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that the record has in their place; either may be none.

    ``verb`` is one with other words, or none, in its place; ``misread`` are letters that look alike
    to a program that reads pictures, ``spelling`` a slip.
    """

    kind: Kind
    asked: str
    there: str

    @classmethod
    def at(cls, step: Step, kind: Kind, asked: str, there: str) -> Difference:
        """That of a step; ``asked`` and ``there`` are the texts that its words stand in."""
        return cls(kind, text_of(step.asked, asked), text_of(step.there, there))


def differences(steps: Sequence[Step], judge: Judge) -> tuple[Kind | None, ...]:
    """How the words of each step differ in meaning; None where they do not.

    A name may have words in common with another of the same: "South Korea", "Republic of Korea".
    """
    kinds = [_difference(step, judge) for step in steps]
    for place, kind in enumerate(kinds):
        if kind in UNNAMED and _is_part_of_name(steps, place, judge):
            kinds[place] = "name"
    return tuple(kinds)


def _is_part_of_name(steps: Sequence[Step], place: int, judge: Judge) -> bool:
    """Whether words are names of the same thing with those before or after them."""
    step = steps[place]
    if max(len(step.asked), len(step.there)) > FEW_WORDS:
        return False
    before = steps[place - 1].asked if place else ()
    after = steps[place + 1].asked if place + 1 < len(steps) else ()
    for first, last in product(range(WORDS_AROUND + 1), repeat=2):
        begun, ended = before[max(0, len(before) - first) :], after[:last]
        asked, there = (_text((*begun, *some, *ended)) for some in (step.asked, step.there))
        if asked and there and judge.is_same_name(asked, there):
            return True
    return False


def _difference(step: Step, judge: Judge) -> Kind | None:
    """How words of a quotation and those in their place differ in meaning; None where not."""
    if step.is_same:
        return None
    asked, there = _text(step.asked), _text(step.there)
    few = max(len(step.asked), len(step.there)) <= FEW_WORDS
    tests: tuple[tuple[Kind, bool], ...] = (
        ("negation", few and _is_negated(step)),
        ("misread", _is_misread(step, judge)),
        ("spelling", _is_slip(step, judge)),
        ("number", few and _is_other_number(asked, there)),
        ("name", bool(asked and there) and judge.is_same_name(asked, there)),
        ("left out", not asked),
        ("put in", not there),
    )
    return next((kind for kind, holds in tests if holds), "other words")


def _is_other_number(asked: str, there: str) -> bool:
    """Whether words tell of another number than those in their place."""
    one, other = _numbers(asked), _numbers(there)
    return one != other and bool(one or not asked) and bool(other or not there)


def _numbers(words: str) -> tuple[float | str, ...]:
    """The numbers that words tell, with those that have names of their own."""
    named = [word for word in words.split() if word in PARTS_OF_ONE | TIMES | SCALES]
    return (*amounts(words), *named)


def _is_negated(step: Step) -> bool:
    """Whether one side alone says no, by a word or by how a word begins ("inconsistent")."""
    if _negations(step.asked) != _negations(step.there):
        return True
    sides = (letters(step.asked), letters(step.there))
    negated = {f"{prefix}{side}" for side in sides if side for prefix in NEGATING}
    return any(side in negated for side in sides)


def _negations(some: Sequence[Word]) -> set[str]:
    return {word.text for word in some} & NEGATIONS


def _is_misread(step: Step, judge: Judge) -> bool:
    """Whether both look alike, and the quotation's words are none that anyone meant."""
    asked, there = letters(step.asked), letters(step.there)
    if asked.replace(".", "").isdecimal() or seen_alike(asked) != seen_alike(there):
        return False
    return NUMBER.search(there) is not None or _is_unmeant(step, judge)


def _is_slip(step: Step, judge: Judge) -> bool:
    asked, there = letters(step.asked), letters(step.there)
    if min(len(asked), len(there)) < SHORTEST_MISSPELT or NUMBER.search(asked + there):
        return False
    most = max(edits for least, edits in EDITS if len(there) >= least)
    return OSA.distance(asked, there) <= most and _is_unmeant(step, judge)


def _is_unmeant(step: Step, judge: Judge) -> bool:
    """Whether the quotation has a word that nobody writes but as a slip."""
    meant = letters(step.there)
    return bool(meant) and not all(
        judge.dictionary.is_meant(word.text, meant) for word in step.asked
    )


def _text(some: Sequence[Word]) -> str:
    return " ".join(word.text for word in some)
