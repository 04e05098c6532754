"""The history of wording: phrases looked up, and how they stand in the record."""

from qa.phrase.difference import Difference, Kind
from qa.phrase.find import Finder
from qa.phrase.found import Attributed, FoundPhrase, Piece, Place, Stitching, Verdict
from qa.phrase.judge import Judge, judge_of
from qa.phrase.passages import Passage
from qa.phrase.redline import Part, redline
from qa.phrase.verified import QuotedAs, VerifiedQuotation, verify_quotation

__all__ = [
    "Attributed", "Difference", "Finder", "FoundPhrase", "Judge", "Kind", "Part", "Passage",
    "Piece", "Place", "QuotedAs", "Stitching", "Verdict", "VerifiedQuotation", "judge_of",
    "redline", "verify_quotation",
]  # fmt: skip
