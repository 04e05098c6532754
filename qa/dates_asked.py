"""Dates in a question: days, months, seasons, parts of years, years, and ranges of them.

A grammar of our own, since no library fits: dateparser's search_dates (1.5.0) completes half a date
with today's, takes the verb "may" for a month, drops "late", "mid-" and the seasons, knows no
ranges, and takes ten to twenty times as long. Seasons are the northern meteorological ones.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from qa.moment import WINTER, DateAsked, Moment

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(month_abbr) if name} | {"sept": 9}
SEASONS: dict[str, tuple[int, ...]] = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "fall": (9, 10, 11),
    "winter": WINTER,
}
EARLY, MIDDLE, LATE = (1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12)
PARTS = SEASONS | {
    "early": EARLY,
    "beginning": EARLY,
    "start": EARLY,
    "mid": MIDDLE,
    "middle": MIDDLE,
    "late": LATE,
    "end": LATE,
    "first half": (1, 2, 3, 4, 5, 6),
    "second half": (7, 8, 9, 10, 11, 12),
    "first quarter": (1, 2, 3),
    "second quarter": (4, 5, 6),
    "third quarter": (7, 8, 9),
    "fourth quarter": (10, 11, 12),
    "q1": (1, 2, 3),
    "q2": (4, 5, 6),
    "q3": (7, 8, 9),
    "q4": (10, 11, 12),
}
FULL_NAMES = frozenset(name.lower() for name in month_name if name)

YEAR = r"(?<![\w$€£.,/])(?:19|20)[0-9]{2}(?![\w%]|[.,/][0-9])"
MONTH = rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"\b(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?![-/:.,]?[0-9]|\s*%)"
SEASON = "|".join(SEASONS)
PART = "|".join(sorted(PARTS.keys() - SEASONS.keys(), key=len, reverse=True))
PART_OF_MONTH = r"(?:(?:early|mid|late)[\s-]+)?"
DATE = re.compile(
    rf"\b(?P<iso>(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)\b(?!-)"
    r"|(?<![\w./])(?P<n1>[0-3]?[0-9])(?P<mark>[./])(?P<n2>[0-3]?[0-9])(?P=mark)"
    r"(?P<n3>(?:19|20)[0-9]{2})(?![\w/]|\.[0-9])"
    rf"|(?P<d1>{DAY})\s+(?:of\s+)?(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?"
    rf"|(?P<m2>{MONTH})\s+(?:the\s+)?(?P<d2>{DAY})(?:,?\s+(?P<y2>{YEAR}))?"
    rf"|{PART_OF_MONTH}(?P<m3>{MONTH}),?\s+(?:of\s+)?(?P<y3>{YEAR})"
    rf"|\b(?P<season>{SEASON})\s+(?:of\s+|in\s+)?(?P<y4>{YEAR})"
    rf"|\b(?P<part>{PART})(?:[\s-]+(?:of|in))?[\s-]+(?P<y5>{YEAR})"
    rf"|(?P<y6>{YEAR})"
    rf"|{PART_OF_MONTH}(?P<m7>{MONTH})",
    re.IGNORECASE,
)
BEFORE_IT = re.compile(
    r"\b(between|from|since|after|following|before|prior to|until|till|up to)"
    r"\s+(?:(?:the|year|about|around)\s+)*$",
    re.IGNORECASE,
)
TO = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|till|through|and)\s+(?:the\s+)?", re.IGNORECASE)
BESIDE = re.compile(r"\s*(?:[-–—/,&]|\b(?:and|or|to|until|through)\b)\s*", re.IGNORECASE)
AFTER_IT = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|or)\s+)?(later|after(?:wards?)?|since(?: then)?|onwards?"
    r"|earlier|before(?: that)?)\b(?!\s+(?:the|[0-9]))",
    re.IGNORECASE,
)
LEAP_YEAR = 2000
MONTHS_OF_YEAR = 12
DAY_OF_DIFFERENCE = timedelta(days=1)


def dates_in(text: str) -> tuple[DateAsked, ...]:
    """All dates and ranges in a text, in order; a range is one."""
    found = _years_shared(text, [date for match in DATE.finditer(text) if (date := _read(match))])
    asked: list[DateAsked] = []
    for place, date_found in enumerate(found):
        if asked and date_found.start < asked[-1].end:
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        in_range = after and _range(text, date_found, after)
        asked.append(in_range or _one_sided(text, date_found))
    return tuple(asked)


def moments_in(text: str) -> tuple[Moment, ...]:
    """All moments in a text, the two ends of a range apart."""
    read = (_read(match) for match in DATE.finditer(text))
    return tuple(asked.moment for asked in read if asked and asked.moment)


def _read(match: re.Match[str]) -> DateAsked | None:
    """The date a match names, None for a day that is in no calendar or a word that is no month."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    if iso := groups.get("iso"):
        year, month, *day = (int(part) for part in iso.split("-"))
        return _checked(match, Moment(year, (month,), day[0] if day else None))
    if "mark" in groups:
        return _in_figures(match)
    by_initial = {name[0]: value.lower() for name, value in groups.items() if name[-1].isdigit()}
    year_asked = int(by_initial["y"]) if "y" in by_initial else None
    if "m" not in by_initial:
        part = " ".join(groups.get("season", groups.get("part", "")).lower().split())
        return _checked(match, Moment(year_asked, PARTS.get(part, ()), None))
    month_word = by_initial["m"].rstrip(".")
    if "m7" in groups and not _is_month(match[0], month_word):
        return None
    day_word = re.match("[0-9]+", by_initial.get("d", ""))
    day_asked = int(day_word[0]) if day_word else None
    return _checked(match, Moment(year_asked, (MONTHS[month_word],), day_asked))


def _in_figures(match: re.Match[str]) -> DateAsked | None:
    """A date such as 28.6.2021 or 28/6/2021, None for one that can be read in two ways."""
    first, second, year = (int(match[name]) for name in ("n1", "n2", "n3"))
    day, month = (first, second) if second <= MONTHS_OF_YEAR else (second, first)
    ambiguous = match["mark"] == "/" and first <= MONTHS_OF_YEAR and second <= MONTHS_OF_YEAR
    if ambiguous or day < 1 or not 1 <= month <= MONTHS_OF_YEAR:
        return None
    return _checked(match, Moment(year, (month,), day))


def _is_month(written: str, word: str) -> bool:
    """Whether a word that stands without a day or a year is a month and not "may" or "mar"."""
    if word == "may":
        return written[0].isupper()
    if word not in FULL_NAMES:
        return False
    return written[0].isupper() or word != "march"


def _checked(match: re.Match[str], moment: Moment) -> DateAsked | None:
    """The date at a match, None where the calendar has no such day."""
    if moment.day and moment.day > monthrange(moment.year or LEAP_YEAR, moment.months[0])[1]:
        return None
    end = match.end() - (match[0].endswith(".") and match.end() == len(match.string))
    return DateAsked(match.start(), end, moment)


def _years_shared(text: str, found: Sequence[DateAsked]) -> list[DateAsked]:
    """Dates where one without a year takes that of the next: "from March to June 2021"."""
    shared = list(found)
    for place in range(len(found) - 2, -1, -1):
        date, after = shared[place], shared[place + 1]
        if date.moment is None or after.moment is None or date.moment.year is not None:
            continue
        if BESIDE.fullmatch(text[date.end : after.start]):
            moment = replace(date.moment, year=after.moment.year)
            shared[place] = replace(date, moment=moment)
    return shared


def _range(text: str, first: DateAsked, second: DateAsked) -> DateAsked | None:
    """One range of two neighbouring dates, None where they are not its ends."""
    link = TO.fullmatch(text[first.end : second.start])
    opening = BEFORE_IT.search(text[: first.start])
    opened = opening[1].lower() if opening else ""
    if not link or (link[0].strip().lower() == "and" and opened != "between"):
        return None
    since = first.moment.first if first.moment else None
    until = second.moment.last if second.moment else None
    if since is None or until is None or until < since:
        return None
    start = opening.start() if opening and opened in ("between", "from", "since") else first.start
    return DateAsked(start, second.end, None, since, until)


def _one_sided(text: str, asked: DateAsked) -> DateAsked:
    """The date as it is, or the range that "since", "before", "and later" make of it."""
    moment = asked.moment
    if moment is None or moment.first is None or moment.last is None:
        return asked
    opening = BEFORE_IT.search(text[: asked.start])
    closing = AFTER_IT.match(text, asked.end)
    start, end = asked.start, asked.end
    relation = opening[1].lower() if opening else ""
    if opening and relation not in ("between", "from"):
        start = opening.start()
    elif closing:
        end = closing.end()
        relation = "until" if closing[1].lower().startswith(("earlier", "before")) else "since"
    bounds: dict[str, tuple[date | None, date | None]] = {
        "since": (moment.first, None),
        "after": (moment.last + DAY_OF_DIFFERENCE, None),
        "following": (moment.last + DAY_OF_DIFFERENCE, None),
        "before": (None, moment.first - DAY_OF_DIFFERENCE),
        "prior to": (None, moment.first - DAY_OF_DIFFERENCE),
    } | dict.fromkeys(("until", "till", "up to"), (None, moment.last))
    if relation not in bounds:
        return asked
    since, until = bounds[relation]
    return DateAsked(start, end, None, since, until, moment)
