"""The history of wording: phrases looked up, and how they stand in the record."""

from qa.phrase.difference import Difference
from qa.phrase.find import Finder, FoundPhrase, Part, Place
from qa.phrase.judge import judge_of

__all__ = ["Difference", "Finder", "FoundPhrase", "Part", "Place", "judge_of"]
