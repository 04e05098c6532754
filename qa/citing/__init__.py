"""Quotations cited: permalinks checked, citations in the styles and formats of others."""

from qa.citing.cited import Cited, cited
from qa.citing.styles import Style, note

__all__ = ["Cited", "Style", "cited", "note"]
