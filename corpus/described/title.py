"""Which lines of a title area are the title.

A line that names a kind of document and what it is of ("Joint Communiqué by Ministers of …") is
better than one that names the meeting ("Meeting of …"), that than the bare kind ("Joint
Communiqué"), and that than any other heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.body import END_MARKER, PAGE_NUMBER
from corpus.described.hosts import PHRASE
from corpus.described.lines import Line
from corpus.described.place import around, place_beside
from corpus.described.words import DOCUMENT, GENERIC, MEETING, plain_words
from corpus.printed import WEEKDAY_NAMES, dates_in
from corpus.punctuation import ABBREVIATED, DANGLING, FINISHED

ADOPTED = re.compile(
    r"(?:adopted|agreed|approved|as\s+delivered|done|embargoed|for\s+immediate\s+release|issued|published"
    r"|released|updated|endorsed)\b",
    re.IGNORECASE,
)
SYMBOL = re.compile(r"(?=\S*[\d/])[^\sa-z]+")  # of a document: "A/RES/76/1"
SMALL_WORD = re.compile(
    r"(?:and|at|between|by|concerning|for|from|in|of|on|to|with)\b", re.IGNORECASE
)
BELONGS = re.compile(  # a date after these words is a part of the title
    rf"\b(?:adopted|dated|ending|for|from|held|of|on|since|to|until)"
    rf"\s+(?:the\s+)?(?:(?:{WEEKDAY_NAMES}),?\s+)?$",
    re.IGNORECASE,
)
LONGEST_IN_CHARACTERS = 300


def title_of(lines: Sequence[Line], set_aside: frozenset[int]) -> str | None:
    """The title, without the lines (by number) that are datelines, places or labels."""
    best, rank = None, 0
    for whole, heading in _wholes(lines, set_aside):
        text = _without_dateline(whole)
        if (given := _rank(text, heading)) > rank:
            best, rank = text, given
    return best


def _wholes(lines: Sequence[Line], set_aside: frozenset[int]) -> list[tuple[str, bool]]:
    """The lines, those joined that one title was broken into."""
    wholes: list[tuple[str, bool]] = []
    before = -1
    for at, line in enumerate(lines):
        if at in set_aside or _is_apart(line.text):
            continue
        if wholes and before == at - 1 and _continues(wholes[-1][0], line):
            wholes[-1] = (f"{wholes[-1][0]} {line.text}", wholes[-1][1])
        else:
            wholes.append((line.text, line.heading or line.emphasised))
        before = at
    return wholes


def _without_dateline(text: str) -> str:
    """The text without a date, and its place, that stand at the end and are no part of it."""
    for printed in dates_in(text)[-1:]:
        before, after = around(text, printed)
        place = place_beside(text, printed, "")
        ended = after in ("", place) and not BELONGS.search(text[: printed.start])
        if ended and before and place and not after:
            before = before.removesuffix(place).rstrip(" ,;|•–—-")
        return before if ended and before else text
    return text


def _continues(text: str, line: Line) -> bool:
    if not line.goes_on:
        return False
    goes_on = line.text[0].islower() or (line.text.isupper() and SMALL_WORD.match(line.text))
    return bool(line.heading or goes_on or DANGLING.search(text))


def _is_apart(text: str) -> bool:
    """Whether a line says how the document came about, or is none of its words."""
    if ADOPTED.match(text) or END_MARKER.fullmatch(text) or PAGE_NUMBER.fullmatch(text):
        return True
    return PHRASE.match(text) is not None or SYMBOL.fullmatch(text) is not None


def _rank(text: str, heading: bool) -> int:
    """How surely a line is the title, 0 if it is none."""
    words = plain_words(text)
    finished = FINISHED.search(text) and not ABBREVIATED.search(text)
    if len(text) > LONGEST_IN_CHARACTERS or (finished and not heading):
        return 0
    telling = [word for word in words if word not in GENERIC | DOCUMENT | MEETING]
    if not DOCUMENT.isdisjoint(words):
        return 4 if telling else 2
    if not MEETING.isdisjoint(words) and telling:
        return 3
    return 1 if heading and telling else 0
