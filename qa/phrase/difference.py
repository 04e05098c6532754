"""How a passage differs from a quotation, by what it means: a number, a negation, a verb, a name."""

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
NEGATIONS = frozenset(["no", "not", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing", "t"])
SHORTEST_MISSPELT = 4
EDITS = ((4, 1), (8, 2))  # letters of a word, and how many of them a slip may touch
NUMBER = re.compile(r"\d")

IsWord = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that the record has in their place; either may be none.

    ``misread`` are letters that look alike to a program that reads pictures, ``spelling`` a slip.
    """

    kind: Kind
    asked: str
    there: str


def differences(
    steps: Sequence[Step], same_name: Callable[[str, str], bool], is_word: IsWord
) -> tuple[Difference, ...]:
    """All differences of meaning between a quotation and a passage, in order."""
    return tuple(
        Difference(_kind(step, same_name, is_word), _text(step.asked), _text(step.there))
        for step in steps
        if not step.is_same
    )


def _kind(step: Step, same_name: Callable[[str, str], bool], is_word: IsWord) -> Kind:
    asked, there = _text(step.asked), _text(step.there)
    if {word.text for word in step.asked} & NEGATIONS != {
        word.text for word in step.there
    } & NEGATIONS:
        return "negation"
    if _is_misread(step, is_word):
        return "misread"
    if amounts(asked) != amounts(there):
        return "number"
    if asked and there and same_name(asked, there):
        return "name"
    if _is_slip(step, is_word):
        return "spelling"
    if not there:
        return "put in"
    return "other words" if asked else "left out"


def _is_misread(step: Step, is_word: IsWord) -> bool:
    """Whether both look alike, and the quotation's words are none that anyone writes."""
    if not step.asked or not step.there:
        return False
    alike = seen_alike(letters(step.asked)) == seen_alike(letters(step.there))
    return alike and not all(is_word(word.text) for word in step.asked)


def _is_slip(step: Step, is_word: IsWord) -> bool:
    asked, there = letters(step.asked), letters(step.there)
    if min(len(asked), len(there)) < SHORTEST_MISSPELT or NUMBER.search(asked + there):
        return False
    most = max(edits for least, edits in EDITS if len(there) >= least)
    return OSA.distance(asked, there) <= most and not all(is_word(w.text) for w in step.asked)


def _text(some: Sequence[Word]) -> str:
    return " ".join(word.text for word in some)
