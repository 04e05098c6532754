"""The history of wording: phrases looked up, and how they stand in the record."""

from qa.phrase.difference import Difference, Kind
from qa.phrase.find import Finder, FoundPhrase, Part, Place
from qa.phrase.judge import judge_of

__all__ = ["Difference", "Finder", "FoundPhrase", "Kind", "Part", "Place", "judge_of"]
