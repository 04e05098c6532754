"""Where a meeting was held, by the grammar of datelines; no list of places is used.

"Rome, 28 June 2021", "June 28, 2021, Washington, DC", "held in Bali, Indonesia, on 16 November
2022". A line of its own beside the date is a place if it has the form "City, Country", or if the
document says "in …" of it.
"""

from __future__ import annotations

import re

from corpus.described.words import CALENDAR, NOT_IN_A_PLACE, plain_words, word_set
from corpus.printed import WEEKDAY_NAMES, PrintedDate, dates_in

SMALL_WORDS = word_set("of de del della da do dos la le les el al di du upon am an der sur")
APART = re.compile(r"[,;|•(–—]|\s-\s|\bat\b")
MOST_SEGMENTS = 3
LONGEST_SEGMENT_IN_WORDS = 5
TAIL = re.compile(
    rf"(?:[\s,;:|•(–—-]|\b(?:on|from|dated|the|and)\b|\b(?:{WEEKDAY_NAMES})\b\.?)+$", re.IGNORECASE
)
HEAD = re.compile(
    r"^(?:[\s,;:|•)–—-]|\([^)]*\)|\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|hours|hrs|GMT|UTC|CES?T)|\bat\b)+",
    re.IGNORECASE,
)
IN = re.compile(r"(?:^|.*\s)(?:in|at|In|At|IN|AT)\s+(?:the\s+)?(.+)$", re.DOTALL)
MET_IN = re.compile(
    r"\b(?:met|meeting|gathered|assembled|convened|reconvened)\b"
    r"(?:\s+on\s+[^,.;]{4,40}?)?(?:\s+(?:today|here|together|again|in\s+person|in-person|yesterday)){0,2}\s+(?:in|at)\s+(?P<rest>.+)",
    re.DOTALL,
)


def around(line: str, printed: PrintedDate) -> tuple[str, str]:
    """What a line has before and after a date, without weekdays, times and punctuation."""
    before = TAIL.sub("", line[: printed.start])
    return before, HEAD.sub("", line[printed.end :]).rstrip(" ,;.–—-")


def place_beside(line: str, printed: PrintedDate, page_text: str) -> str | None:
    """The place that a dateline names beside its date.

    Where nothing but a blank is between the two, the document must also say "in …" of it.
    """
    before, after = around(line, printed)
    between = line[len(before) : printed.start]
    if named := IN.match(before):
        whole = _segments(named[1].split(","))
        if whole and len(whole) == len(named[1].split(",")):
            return ", ".join(whole)
    if found := _segments(before.split(",")[::-1]):
        place = ", ".join(found[::-1])
        return place if APART.search(between) or _is_said(found[0], page_text) else None
    named = re.match(r"(?:in|at)\s+(.+)$", after)
    found = _segments((named[1] if named else after).split(","))
    apart = named or APART.search(line[printed.end :].removesuffix(after)) or len(found) > 1
    return ", ".join(found) if found and (apart or _is_said(found[0], page_text)) else None


def is_dateline(line: str) -> bool:
    """Whether a line is a date, with a place or not, and nothing else."""
    for printed in dates_in(line)[:1]:
        before, after = around(line, printed)
        return before + after == (place_beside(line, printed, "") or "")
    return False


def place_alone(line: str, page_text: str) -> str | None:
    """The place that a line of its own beside a date line names."""
    segments = line.strip(" ,.–—-").split(",") if not line.endswith("D.C.") else line.split(",")
    found = _segments(segments)
    if not found or len(found) != len(segments):
        return None
    return ", ".join(found) if len(found) > 1 or _is_said(found[0], page_text) else None


def _is_said(place: str, page_text: str) -> bool:
    """Whether the document says "in …" of it somewhere."""
    said = rf"\b(?:in|at)\s+{re.escape(place)}(?!\w)"
    return re.search(said, page_text, re.IGNORECASE) is not None


def place_met_in(sentence: str) -> str | None:
    """The place of "met today in Rome to …" in a sentence of running text."""
    met = MET_IN.search(sentence)
    if met is None:
        return None
    run = []
    for word in met["rest"].split():
        bare = word.strip("(),.;:’'\"")
        if not (bare[:1].isupper() or bare in SMALL_WORDS):
            break
        run.append(word)
        if word[-1] in ",;:)" or (word[-1] == "." and "." not in bare):
            break
    while run and run[-1] in SMALL_WORDS:
        run.pop()
    place = " ".join(run).rstrip(",;:.")
    return place if is_place(place) else None


def is_place(segment: str) -> bool:
    """Whether words have the form of a name of a place."""
    words = [word.strip("()") for word in segment.split()]
    if not 1 <= len(words) <= LONGEST_SEGMENT_IN_WORDS or not segment[:1].isalpha():
        return False
    if any(character.isdigit() or character in ":/;|" for character in segment):
        return False
    if not all(word[:1].isupper() or word in SMALL_WORDS for word in words):
        return False
    if any(CALENDAR.fullmatch(word) for word in words) or words[-1] in SMALL_WORDS:
        return False
    return words[0][:1].isupper() and not NOT_IN_A_PLACE.intersection(plain_words(segment))


def _segments(segments: list[str]) -> list[str]:
    """The leading segments that have the form of a place's name, at most three."""
    found: list[str] = []
    for segment in segments[: MOST_SEGMENTS + 1]:
        text = segment.strip()
        if not is_place(text):
            break
        found.append(text)
    return found if len(found) <= MOST_SEGMENTS else []
