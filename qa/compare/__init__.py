"""Two meetings compared, paragraph by paragraph and word by word."""

from qa.compare.compare import Comparison, Summary, compare, groups
from qa.compare.row import Row, RowKind, Standing
from qa.compare.text import ComparedText, compared_text

__all__ = [
    "ComparedText",
    "Comparison",
    "Row",
    "RowKind",
    "Standing",
    "Summary",
    "compare",
    "compared_text",
    "groups",
]
