"""The characters of a document that an address asks to be marked."""

from __future__ import annotations

import re

from corpus import Span
from corpus.errors import InputError

MARK = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
MARKED = "Characters of the document to mark, such as 120-180"


def marked_span(mark: str) -> Span | None:
    """The place that ``mark`` says, None where it is empty; raises InputError."""
    if not mark:
        return None
    match = MARK.fullmatch(mark)
    if match is None or int(match[1]) > int(match[2]):
        raise InputError("The place to mark must be two numbers, such as mark=120-180.")
    return Span(int(match[1]), int(match[2]))
