"""How much of a wording stands in a sentence, in its order, be it under another name."""

from __future__ import annotations

from index import Searcher
from qa.phrase import Judge
from qa.phrase.difference import SAME_IN_MEANING, differences
from qa.phrase.ends import closest
from qa.phrase.weights import Weights
from qa.phrase.words import words

FEWEST_TELLING = 2  # a single word of a wording is none


class Wording:
    """Words in a row, to be laid beside sentences."""

    def __init__(self, text: str, searcher: Searcher, judge: Judge) -> None:
        """``searcher`` tells how rare words are, ``judge`` which are names of the same thing."""
        self._searcher = searcher
        self._judge = judge
        self._words = words(text)
        self._weights = Weights(searcher)

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
            if kind in SAME_IN_MEANING
            for word in step.asked
        ]
        telling = sum(bool(self._searcher.terms(word.text)) for word in same)
        if telling < FEWEST_TELLING:
            return 0.0
        return self._weights.of(same) / self._weights.of(self._words)
