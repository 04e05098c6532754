"""How a line ends and begins: whether it is finished, goes on, or is a title's."""

from __future__ import annotations

import re

FINISHED = re.compile(r"[.!?:;…]['\"’”)\]]*$")
ABBREVIATED = re.compile(r"\b(?:(?:[A-Za-z]\.){2,}|(?:No|Nos|Art|para|paras|Mr|Ms|Mrs|Dr|St)\.)$")
DANGLING = re.compile(
    r"(?:[,–—(/]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|that|which|its|their))$",
    re.IGNORECASE,
)
LONGEST_TITLE_IN_WORDS = 15


def is_short(text: str) -> bool:
    """Whether a text is no longer than titles are."""
    return len(text.split()) <= LONGEST_TITLE_IN_WORDS


def is_finished(text: str) -> bool:
    """Whether a text ends as sentences do, by its last mark."""
    return FINISHED.search(text) is not None


def is_title_like(text: str) -> bool:
    """Whether a text is short, not finished and not in the middle of a sentence."""
    if not is_short(text) or is_finished(text):
        return False
    return not text[:1].islower() and DANGLING.search(text) is None
