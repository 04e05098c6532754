"""Numbers that do not tell how many or how much: in dates, names, printed numbers, "the two"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Mention
from qa.figures.reading import SHARE, Quantity

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
SMALL = 12  # up to which "the two leaders" are named and not counted
LEAST_COUNT = 2  # "one" is more often a pronoun than a count
YEARS = range(1500, 2200)
NAMED = frozenset({"person", "place", "group", "name"})
STRANGE = re.compile(r"[^\s\x20-\x7e€£¥½¼¾⅓⅔“”‘’–—…°‑]")
CUT_BEFORE = re.compile(r"(?:[^\s(\[—–~]|\)\s)$")
CUT_AFTER = re.compile(
    r"^(?:\w|[-/+–°'’.,]\w|\s+(?:crore|lakh|point|hundred|thousand|(?:m|b|tr)illion|\d)|\s?\+|<)"
)
HYPHEN = re.compile(r"^[-‑](?=member\b)")
ONE_IN = re.compile(r"^\s+(?:in|out of)\s+(?:every\s+)?(?:\d|ten\b|five\b|four\b|three\b)")
IN_TEN = re.compile(
    r"\b(?:\d|one|two|three|four|nine)\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE
)
PRINTED = re.compile(
    r"\b(?:resolutions?|unscrs?|articles?|paragraphs?|paras?|chapters?|sections?|annex(?:es)?|nos?|"
    r"numbers?|protocols?|rules?|groups?(?: of)?|versions?|phases?|orders?|acts?|titles?|"
    r"parts?|pages?|items?|tables?|figures?|notes?|decisions?|regulations?|directives?|laws?|goals?|sdgs?|cop|"
    r"pillars?|tracks?|tiers?|types?|class|category|level|route|room|call|tel|years?)\.?\s+"
    r"(?:[\d(),/\s–-]|and\b|or\b|to\b|through\b)*$",
    re.IGNORECASE,
)
NAMING = re.compile(
    r"\b(?:the|these|those|our|both|we|us|you|its|their|his|her|all|said|other|first|last|next)\s+$",
    re.IGNORECASE,
)
AFTER_NAME = re.compile(r"[\w,;:)\]”’'] [\"“(]?(?!I\b)[A-Z][\w.’'-]*\s+$")
MONTH_BEFORE = re.compile(rf"\b{MONTH}\s+$", re.IGNORECASE)
MONTH_AFTER = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|^\s*[ap]\.?m\b", re.IGNORECASE)
ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|latter|other|the|this|that|last)\s+$", re.IGNORECASE
)
NAME_OF_UNIT = re.compile(r"(?<!°)\b[A-Z][a-z]+$")
BASIS = re.compile(r"^\s*basis\b")


def is_doubtful(sentence: str, one: Quantity, mentions: Sequence[Mention]) -> bool:
    """Whether a number may be anything but a figure."""
    before, after = sentence[: one.number.start], sentence[one.number.end :]
    words = one.number.of(sentence)
    if _is_cut(words, before, after):
        return True
    if one.sort == "count":
        return _is_no_count(one, before, after) or _is_in_name(one, mentions)
    if SHARE.search(words):
        return not _is_share(words, sentence[: one.span.start], after)
    if before.strip() and NAME_OF_UNIT.search(words):
        return True  # "the 100 Days Mission"
    only_one = re.match(r"(?:an?|one)\b", words, re.IGNORECASE)  # "a day", "the last one mile"
    return BASIS.match(after) is not None or (only_one is not None and one.sort == "quantity")


def _is_cut(words: str, before: str, after: str) -> bool:
    """Whether only a part of what stands there was read, or it has signs that are not known."""
    if STRANGE.search(before[-2:] + words + after[:2]):
        return True
    if before.endswith("(") and after.startswith(")"):
        return True
    if CUT_BEFORE.search(before) or (CUT_AFTER.match(after) and not HYPHEN.match(after)):
        return True
    return ONE_IN.match(after) is not None or IN_TEN.search(before) is not None


def _is_no_count(one: Quantity, before: str, after: str) -> bool:
    """Whether a bare number is a date, a printed number, or names who was told of."""
    value = one.value
    if value is None:
        return False
    is_year = one.to is None and value in YEARS and one.number.end - one.number.start == len("2021")
    named = value <= SMALL and NAMING.search(before)
    return bool(
        value < LEAST_COUNT
        or is_year
        or named
        or PRINTED.search(before)
        or MONTH_BEFORE.search(before)
        or MONTH_AFTER.match(after)
        or AFTER_NAME.search(before)
    )


def _is_in_name(one: Quantity, mentions: Sequence[Mention]) -> bool:
    """Whether a bare number is in a date, or in a name that begins before it."""
    for mention in mentions:
        inside = mention.span.start < one.number.end and one.number.start < mention.span.end
        if inside and mention.kind == "date":
            return True
        if inside and mention.kind in NAMED and mention.span.start < one.span.start:
            return True
    return False


def _is_share(words: str, before: str, after: str) -> bool:
    """Whether "half" and the like are a share of something, and not "the first half of 2022"."""
    counted = " " in words or "-" in words or words.casefold() == "half"
    of = re.match(r"\s+of\b(?!\s+\d)", after)
    by = re.search(r"\bby\s+$", before)
    return bool(counted and (of or by) and not ORDINAL.search(before))
