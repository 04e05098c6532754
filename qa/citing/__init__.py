"""Quotations cited: permalinks checked, citations in the styles and formats of others."""

from qa.citing.cited import Cited, cited
from qa.citing.formats import FORMATS, Format, FormatName, written
from qa.citing.linked import linked_paragraph
from qa.citing.styles import Style, note
from qa.citing.verification import Outcome, Verdict, verify_citation

__all__ = [
    "FORMATS",
    "Cited",
    "Format",
    "FormatName",
    "Outcome",
    "Style",
    "Verdict",
    "cited",
    "linked_paragraph",
    "note",
    "verify_citation",
    "written",
]
