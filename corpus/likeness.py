"""How two texts of one statement differ, as two websites may have it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from rapidfuzz import fuzz

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
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        before, after = _shown(old[start:end]), _shown(new[begin:stop])
        if kind == "replace":
            yield f"{before} became {after}"
        elif kind == "delete":
            yield f"{before} is gone"
        elif kind == "insert":
            yield f"{after} is new"


def _shown(words: list[str]) -> str:
    shown = " ".join(words[:LONGEST_TOLD])
    return f"“{shown} …”" if len(words) > LONGEST_TOLD else f"“{shown}”"
