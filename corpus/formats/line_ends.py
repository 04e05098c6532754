"""What a line break stands for: a blank, nothing, or a hyphen that the printer put in.

A hyphen at a line end is the printer's when the word is written without it elsewhere in the
document, and the writer's when the word has it elsewhere. If neither is seen, it is the writer's
where no line of the document ends in a printer's hyphen for sure (as "multilat-" + "eral" does),
and otherwise only where both halves are words and the two together are next to never one, or 100
times as rarely as either (English, by wordfreq): "non-" + "combat" and "long-" + "term" keep
their hyphen, "re-" + "main" and "curb-" + "ing" lose it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise

from wordfreq import get_frequency_dict

from corpus.layout import SOFT_HYPHEN

HYPHENS = "-\u2010\u00ad"
CUT = re.compile(rf"(\w+)[{HYPHENS}]$")
FIRST_WORD = re.compile(r"\w+")
NO_BLANK_BEFORE = re.compile(r"[—/]\S")
NO_BLANK_AFTER = re.compile(r"\S[-\u2010\u2011–—/]$")
SUSPENDED = re.compile(r"(?:and|or|nor|to|und|et|ou|y|o)(?:\s|$)")
WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
IS_A_WORD = 2e-7  # of all words in English: "non" and "combat" are, "mered" is not
NEVER = 1e-7  # of all words
RARELY = 1 / 100  # of the rarer half
SHORTEST_HALF = 3  # letters: "re" and "ly" are words by the list, but not halves of compounds


class LineEnd(Enum):
    """How a line goes on in the next."""

    BLANK = "a blank"
    TIGHT = "nothing"
    HYPHENATED = "a hyphen that is not the writer's"


class LineEnds:
    """Tells what line breaks stand for, by the words of one document."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of the document's lines, in order, but for those cut at a line end."""
        self._seen: set[str] = set()
        lines = list(texts)
        for text in lines:
            inner = WORD.findall(text.casefold())
            self._seen.update(inner[:-1] if text.endswith(tuple(HYPHENS)) else inner)
        self._hyphenated = any(self._surely_cut(*pair) for pair in pairwise(lines))

    def between(self, line: str, following: str) -> LineEnd:
        """What stands between a line's text and that of the next."""
        cut, rest = CUT.search(line), FIRST_WORD.match(following)
        if cut and rest and cut[1][-1].isalpha() and rest[0][0].isalpha():
            if line.endswith(SOFT_HYPHEN):
                return LineEnd.HYPHENATED
            if SUSPENDED.match(following):
                return LineEnd.BLANK
            if self._is_printers(cut[1], rest[0]):
                return LineEnd.HYPHENATED
        tight = NO_BLANK_AFTER.search(line) or NO_BLANK_BEFORE.match(following)
        return LineEnd.TIGHT if tight else LineEnd.BLANK

    def _surely_cut(self, line: str, following: str) -> bool:
        """Whether a word is cut at a line end, and one half of it is no word."""
        cut, rest = CUT.search(line), FIRST_WORD.match(following)
        if cut is None or rest is None or not rest[0].islower():
            return False
        one, other = cut[1].casefold(), rest[0]
        used = get_frequency_dict("en")
        known = one + other in self._seen or used.get(one + other, 0) >= NEVER
        return known and min(used.get(one, 0), used.get(other, 0)) < IS_A_WORD

    def _is_printers(self, first: str, second: str) -> bool:
        """Whether the hyphen between two halves was put in by the printer."""
        one, other = first.casefold(), second.casefold()
        if one + other in self._seen:
            return True
        if f"{one}-{other}" in self._seen:
            return False
        if not self._hyphenated:
            return False
        used = get_frequency_dict("en")
        joined, rarer = used.get(one + other, 0), min(used.get(one, 0), used.get(other, 0))
        if second[0].isupper():
            return first.isupper() and joined > 0
        is_compound = joined < NEVER or (
            min(len(one), len(other)) >= SHORTEST_HALF and joined < RARELY * rarer
        )
        return rarer < IS_A_WORD or not is_compound
