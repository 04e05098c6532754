"""How two texts of one statement differ, as two websites may have it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SAME_STATEMENT = 80.0  # of 100
MOST_TOLD = 5
LONGEST_TOLD = 8  # words of one difference


def is_same_statement(one: str, other: str) -> bool:
    """Whether two texts are one statement, a few words apart."""
    return fuzz.ratio(one, other, score_cutoff=SAME_STATEMENT) > 0


def differences(old: str, new: str) -> tuple[str, ...]:
    """What the new text has otherwise, in words: at most MOST_TOLD, then how many more."""
    found = list(_differences(old.split(), new.split()))
    more = len(found) - MOST_TOLD
    return (*found[:MOST_TOLD], *([f"{more} more differences"] if more > 0 else []))


def _differences(old: list[str], new: list[str]) -> Iterator[str]:
    steps = Levenshtein.opcodes(old, new)
    for is_same, run in groupby(steps, key=lambda step: step.tag == "equal"):
        if is_same:
            continue
        changed = list(run)
        first, last = changed[0], changed[-1]
        before = old[first.src_start : last.src_end]
        after = new[first.dest_start : last.dest_end]
        if before and after:
            yield f"{_shown(before)} became {_shown(after)}"
        elif before:
            yield f"{_shown(before)} is gone"
        else:
            yield f"{_shown(after)} is new"


def _shown(words: list[str]) -> str:
    shown = " ".join(words[:LONGEST_TOLD])
    return f"“{shown} …”" if len(words) > LONGEST_TOLD else f"“{shown}”"
