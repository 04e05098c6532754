"""The history of wording: phrases looked up, and how they stand in the record."""

from qa.phrase.difference import Difference, Kind
from qa.phrase.find import Finder, FoundPhrase, Place
from qa.phrase.judge import Judge, judge_of
from qa.phrase.redline import Part, redline

__all__ = [
    "Difference",
    "Finder",
    "FoundPhrase",
    "Judge",
    "Kind",
    "Part",
    "Place",
    "judge_of",
    "redline",
]
