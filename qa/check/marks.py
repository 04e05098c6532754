"""Quotation marks paired: what stands between an opening and its closing one.

Marks that look the same at both ends, and the apostrophe, are told by the letters around them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Span

MARK = re.compile("[“”„«»‹›\"‘’']")
CLOSED_BY = {
    "“": '”"', "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"”',
    "‘": "’'", "'": "'’",
}  # fmt: skip
ALWAYS_OPENS = "„“«‹‘"
ALWAYS_CLOSES = "”»›"
SPACED = "«‹"  # after which French has a blank
SINGLE = "‘’'"
BEFORE_OPENING = "([{<-–—/…" + ALWAYS_OPENS + "\"'"
DEEPEST = 8  # quotations within each other
WORD = re.compile(r"\w+")
SHORTENED = re.compile(r"['‘](?:\d0s\b|tis\b|twas\b|em\b|til\b|n['’])", re.IGNORECASE)
POSSESSIVE = re.compile(r"s['’]\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks: where in their paragraph, without the marks.

    Where the mark is not closed they go on to the end of the paragraph, or of the quotation that
    they are in.
    """

    span: Span
    mark: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is quoted in a paragraph, in the order of the opening marks.

    ``strays`` counts closing marks that close nothing, ``lost`` opening ones that are not closed
    and have so many others within them that no words are theirs.
    """

    marked: tuple[Marked, ...]
    strays: int
    lost: int


@dataclass(frozen=True, slots=True)
class _Open:
    at: int
    mark: str


def pairs(text: str) -> Pairs:
    """The quotations in a paragraph, those within others included."""
    found: list[Marked] = []
    strays = lost = 0
    unclosed: list[_Open] = []
    for match in MARK.finditer(text):
        at, mark = match.start(), match[0]
        if _is_apostrophe(text, at):
            continue
        place = _closed_by(unclosed, mark) if _can_close(text, at) else None
        if place is not None and not _is_possessive(text, at):
            opener, *within = unclosed[place:]
            found.append(Marked(Span(opener.at + 1, at), opener.mark, closed=True))
            found += _left_open(within, at)
            del unclosed[place:]
        elif _opens(text, at):
            unclosed.append(_Open(at, mark))
            lost += len(unclosed[:-DEEPEST])
            del unclosed[:-DEEPEST]
        elif mark not in SINGLE and not _is_inches(text, at):
            strays += 1
    found += _left_open(unclosed, len(text))
    worded = sorted(_worded(found, text), key=lambda one: one.span.start)
    return Pairs(tuple(worded), strays, lost)


def without_marks(text: str) -> str:
    """A text of the same length with a blank for each quotation mark; apostrophes stay."""
    return MARK.sub(lambda one: one[0] if _is_apostrophe(text, one.start()) else " ", text)


def _worded(found: Sequence[Marked], text: str) -> Iterator[Marked]:
    """Those with a word in them; looked for once, since each of many may go on to the end."""
    words = [match.span() for match in WORD.finditer(text)]
    ends = [end for _, end in words]
    for one in found:
        place = bisect_right(ends, one.span.start)
        if place < len(words) and words[place][0] < one.span.end:
            yield one


def _left_open(marks: Sequence[_Open], end: int) -> list[Marked]:
    """Marks that nothing closes before ``end``; a straight single one was an apostrophe."""
    return [
        Marked(Span(one.at + 1, end), one.mark, closed=False) for one in marks if one.mark != "'"
    ]


def _closed_by(unclosed: Sequence[_Open], mark: str) -> int | None:
    """Which of the open marks this one closes: the last one that it can."""
    places = reversed(range(len(unclosed)))
    return next((place for place in places if mark in CLOSED_BY[unclosed[place].mark]), None)


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (_is_gap(after) and mark not in SPACED):
        return False
    if mark == "’" or SHORTENED.match(text, at):
        return False
    at_beginning = _is_gap(before) or before in BEFORE_OPENING
    return at_beginning or mark in ALWAYS_OPENS


def _can_close(text: str, at: int) -> bool:
    """Whether a mark stands at the end of words, and not at the beginning of others."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    ends = text[at] in ALWAYS_CLOSES or _is_gap(after) or not _is_gap(before)
    return bool(before) and ends


def _is_gap(character: str) -> bool:
    """Whether there is none, or a blank, or one that only says which way to read."""
    return not character or character.isspace() or not character.isprintable()


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in "’'" and before.isalnum() and after.isalnum()


def _is_possessive(text: str, at: int) -> bool:
    """Whether it ends "the ministers’" within a quotation that another mark closes later on."""
    if text[at] not in SINGLE or not POSSESSIVE.match(text, max(0, at - 1)):
        return False
    later = (one.start() for one in MARK.finditer(text, at + 1) if one[0] in SINGLE)
    following = next((place for place in later if not _is_apostrophe(text, place)), None)
    return following is not None and not _opens(text, following)


def _is_inches(text: str, at: int) -> bool:
    return text[at] == '"' and text[at - 1 : at].isdecimal()
