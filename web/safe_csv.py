"""Tables for spreadsheets, in which no text of a document is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# As OWASP lists them, with their full-width forms.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV; text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(map(_safe, row))
    return file.getvalue()


def _safe(value: object) -> object:
    """A cell; blanks before a sign do not keep every spreadsheet from running it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value
