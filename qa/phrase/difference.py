"""How a passage differs from a quotation: a number, a negation, a name, a slip, other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from qa.amounts import amounts
from qa.phrase.alignment import Step
from qa.phrase.words import Word, letters, seen_alike

Kind = Literal[
    "number", "negation", "name", "misread", "spelling", "left out", "put in", "other words"
]
NEGATIONS = frozenset(
    ["no", "not", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing", "t"]
)
SHORTEST_MISSPELT = 4
EDITS = ((4, 1), (8, 2))  # letters of a word, and how many of them a slip may touch
NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Judge:
    """What tells differences apart: whether two names are of one thing, whether a word is one."""

    same_name: Callable[[str, str], bool]
    is_word: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that the record has in their place; either may be none.

    ``misread`` are letters that look alike to a program that reads pictures, ``spelling`` a slip.
    """

    kind: Kind
    asked: str
    there: str


def differences(steps: Sequence[Step], judge: Judge) -> tuple[Difference, ...]:
    """All differences of meaning between a quotation and a passage, in order."""
    return tuple(
        Difference(_kind(step, judge), _text(step.asked), _text(step.there))
        for step in steps
        if not step.is_same
    )


def _kind(step: Step, judge: Judge) -> Kind:
    asked, there = _text(step.asked), _text(step.there)
    tests: tuple[tuple[Kind, bool], ...] = (
        ("negation", _negations(step.asked) != _negations(step.there)),
        ("misread", _is_misread(step, judge)),
        ("spelling", _is_slip(step, judge)),
        ("number", amounts(asked) != amounts(there)),
        ("name", bool(asked and there) and judge.same_name(asked, there)),
        ("left out", not asked),
        ("put in", not there),
    )
    return next((kind for kind, holds in tests if holds), "other words")


def _negations(some: Sequence[Word]) -> set[str]:
    return {word.text for word in some} & NEGATIONS


def _is_misread(step: Step, judge: Judge) -> bool:
    """Whether both look alike, and the quotation's words are none that anyone writes."""
    if not step.asked or not step.there:
        return False
    alike = seen_alike(letters(step.asked)) == seen_alike(letters(step.there))
    return alike and not all(judge.is_word(word.text) for word in step.asked)


def _is_slip(step: Step, judge: Judge) -> bool:
    asked, there = letters(step.asked), letters(step.there)
    if min(len(asked), len(there)) < SHORTEST_MISSPELT or NUMBER.search(asked + there):
        return False
    most = max(edits for least, edits in EDITS if len(there) >= least)
    slip = OSA.distance(asked, there) <= most
    return slip and not all(judge.is_word(word.text) for word in step.asked)


def _text(some: Sequence[Word]) -> str:
    return " ".join(word.text for word in some)
