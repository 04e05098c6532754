"""How much the words of a phrase count: the rarer one is in the record, the more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index import Searcher
from qa.phrase.words import Word

SMALL_WORD = 0.3  # what a word counts that every paragraph has; one that none has counts 1
WEIGHTS_KEPT = 65_536


class Weights:
    """The weights of words in one index; safe to share between threads."""

    def __init__(self, searcher: Searcher) -> None:
        """``searcher`` tells how rare words are."""
        self._searcher = searcher
        self.of_word = lru_cache(WEIGHTS_KEPT)(self._weight)

    def of(self, some: Sequence[Word]) -> float:
        """How much words count together, each from SMALL_WORD to 1."""
        return sum(self.of_word(word.text) for word in some)

    def _weight(self, word: str) -> float:
        rarity = max(map(self._searcher.rarity, self._searcher.terms(word)), default=0.0)
        return SMALL_WORD + (1 - SMALL_WORD) * rarity
