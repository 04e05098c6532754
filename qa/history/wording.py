"""How much of a wording stands in a sentence, in its order, be it under another name."""

from __future__ import annotations

from collections.abc import Sequence

from index import Searcher
from qa.phrase import Judge
from qa.phrase.difference import differences
from qa.phrase.ends import closest
from qa.phrase.words import Word, words

SAME = (None, "name", "misread", "spelling")  # differences with which words stand all the same
SMALL_WORD = 0.3  # what a word counts that every paragraph has; one that none has counts 1
FEWEST_TELLING = 2  # a single word of a wording is none


class Wording:
    """Words in a row, to be laid beside sentences."""

    def __init__(self, text: str, searcher: Searcher, judge: Judge) -> None:
        """``searcher`` tells how rare words are, ``judge`` which are names of the same thing."""
        self._searcher = searcher
        self._judge = judge
        self._words = words(text)
        self._weights = {word.text: self._weight(word.text) for word in self._words}

    def share(self, sentence: str) -> float:
        """How much of the words (0..1) stands there; nothing where only one that tells does."""
        aligned = closest(self._words, sentence, self._judge)
        if aligned is None:
            return 0.0
        same = [
            word
            for step, kind in zip(
                aligned.steps, differences(aligned.steps, self._judge), strict=True
            )
            if kind in SAME
            for word in step.asked
        ]
        telling = sum(bool(self._searcher.terms(word.text)) for word in same)
        return self._sum(same) / self._sum(self._words) if telling >= FEWEST_TELLING else 0.0

    def _sum(self, some: Sequence[Word]) -> float:
        return sum(self._weights[word.text] for word in some)

    def _weight(self, word: str) -> float:
        rarity = max(map(self._searcher.rarity, self._searcher.terms(word)), default=0.0)
        return SMALL_WORD + (1 - SMALL_WORD) * rarity
