"""A draft or an article held against the record, quotation by quotation, sentence by sentence."""

from qa.check.check import check
from qa.check.checked import (
    Checked,
    CheckedQuotation,
    CheckedSentence,
    Mode,
    QuotationVerdict,
    SentenceVerdict,
    Source,
    Summary,
)
from qa.check.reading import read_file, read_text
from qa.check.standing import Standing, StandingPiece

__all__ = [
    "Checked",
    "CheckedQuotation",
    "CheckedSentence",
    "Mode",
    "QuotationVerdict",
    "SentenceVerdict",
    "Source",
    "Standing",
    "StandingPiece",
    "Summary",
    "check",
    "read_file",
    "read_text",
]
