"""New members that a sentence names: "new members joining - Mauritania and Yemen"."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus import Span
from qa.countries import names_of_country
from qa.figures.reading import Quantity
from qa.figures.subject import Subject

WORD = r"[A-Z](?:[\w.’'-]*\w)?"
NAME = rf"{WORD}(?:\s+(?:of\s+)?(?:the\s+)?{WORD})*"
NAMES = rf"(?:the\s+)?{NAME}(?:(?:,\s+and|,|\s+and)\s+(?:the\s+)?{NAME})+"
MEMBERS = r"(?P<noun>(?:new\s+)?members?(?:\s+(?:states|countries))?)"
LISTED = re.compile(rf"\b{MEMBERS}\b[^.;:]{{0,60}}?(?::|\s[-–—])\s*(?P<names>{NAMES})(?=[.;]|$)")
WELCOMED = re.compile(
    rf"\bwelcom\w+\s+(?P<names>{NAMES})\s+as\s+(?:the\s+|its\s+|our\s+|(?!new\b)\w+\s+)?{MEMBERS}\b"
)
JOINED = re.compile(r",\s+and\s+|,\s+|\s+and\s+")


def members_named(sentence: str) -> tuple[Quantity, Subject] | None:
    """The members that a sentence lists, counted; None where it lists none for sure."""
    found = LISTED.search(sentence) or WELCOMED.search(sentence)
    if found is None:
        return None
    span = Span(*found.span("names"))
    count = float(_count(found["names"]))
    noun = " ".join(found["noun"].split())
    quantity = Quantity(span, span, count, None, None, "count")
    return quantity, Subject(noun, noun, span.end, None, "")


def _count(names: str) -> int:
    """How many names a list has; "Bosnia and Herzegovina" is one."""
    pieces = JOINED.split(names)
    joined = [both for both in pairwise(pieces) if _is_one(*both)]
    return len(pieces) - len(joined)


def _is_one(one: str, other: str) -> bool:
    return bool(names_of_country(f"{one} and {other}"))
