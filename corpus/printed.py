"""What a document prints: dates written out in full, and whether a value stands in a text.

The forms of a date are strict, so that a number, a session or a document's symbol is never taken
for one; dateutil reads the words found. A date that can be read in two ways keeps both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from dateutil.parser import ParserError, parse, parserinfo

MONTH_NAMES = "|".join(sorted(chain(*parserinfo.MONTHS), key=len, reverse=True))
WEEKDAY_NAMES = "|".join(sorted(chain(*parserinfo.WEEKDAYS), key=len, reverse=True))
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[./]\d)"
TO = r"\s*(?:[-–—/&]|\b(?:to|and|until|through)\b)\s*"


def _day(name: str) -> str:
    return rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?"


def _month(name: str) -> str:
    return rf"(?P<{name}>{MONTH_NAMES})\b\.?"


BEFORE = r"(?<![\w])(?<!\d[./-])"
NAMED = tuple(
    re.compile(BEFORE + form, re.IGNORECASE)
    for form in (
        rf"{_day('day')}(?:{TO}{_day('until')})?\s+(?:day\s+of\s+|of\s+)?{_month('month')},?\s+{YEAR}",
        rf"{_day('day')}\s+{_month('month')}{TO}{_day('until')}\s+{_month('last_month')},?\s+{YEAR}",
        rf"{_month('month')}\s+{_day('day')}(?:{TO}{_day('until')})?,?\s+{YEAR}",
        rf"{_month('month')}\s+{_day('day')}{TO}{_month('last_month')}\s+{_day('until')},?\s+{YEAR}",
    )
)
YEAR_FIRST = re.compile(
    BEFORE + r"(?:1[5-9]|20)\d\d(?:-\d\d-\d\d|(?<!/....)/\d\d/\d\d)(?![\w]|[./-]\d)"
)
NUMBERS = re.compile(BEFORE + rf"(?P<first>\d{{1,2}})([./])(?P<second>\d{{1,2}})\2{YEAR}")
INCOMPLETE = re.compile(
    rf"(?<!\w)(?:(?P<month>{MONTH_NAMES})\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:1[5-9]|20)\d\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH_NAMES}))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as it stands at ``start`` to ``end`` of a text.

    ``days`` has one day, or two where "03/04/2021" can be read in two ways; ``last`` is the last
    day of several ("28–29 June 2021").
    """

    words: str
    start: int
    end: int
    days: tuple[date, ...]
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The (first) day, None where it can be read in two ways."""
        return self.days[0] if len(self.days) == 1 else None


def dates_in(text: str) -> tuple[PrintedDate, ...]:
    """The dates with day, month and year in a text, in order; two joined by a dash are one."""
    found: list[PrintedDate] = []
    for one in sorted(_each(text), key=lambda one: (one.start, -one.end)):
        before = found[-1] if found else None
        if before and one.start < before.end:
            continue
        if before and _goes_on_to(before, one, text[before.end : one.start]):
            words = text[before.start : one.end]
            found[-1] = replace(before, words=words, end=one.end, last=one.last or one.day)
        else:
            found.append(one)
    return tuple(found)


def incomplete_dates_in(text: str) -> tuple[str, ...]:
    """What looks like a date but has no year or no day: "November 14", "June 2021"."""
    whole = dates_in(text)
    return tuple(
        match[0]
        for match in INCOMPLETE.finditer(text)
        if not any(one.start <= match.start() < one.end for one in whole)
    )


def stands_in(page_text: str, value: Any) -> bool:
    """Whether a text, a day or each of several texts stands in a document, as whole words.

    White space does not count. A day stands there in any form that can be read in one way only.
    """
    if isinstance(value, (list, tuple)):
        return all(stands_in(page_text, item) for item in value)
    if isinstance(value, date):
        return any(value in (one.day, one.last) for one in dates_in(page_text))
    words = re.escape(" ".join(str(value).split()))
    return re.search(rf"(?<!\w){words}(?!\w)", " ".join(page_text.split())) is not None


def _goes_on_to(first: PrintedDate, second: PrintedDate, between: str) -> bool:
    """Whether two whole dates are the first and the last day of one meeting."""
    if first.day is None or second.day is None or first.last or first.day >= second.day:
        return False
    return re.fullmatch(r"\s*[-–—]\s*|\s+(?:to|until|through)\s+", between) is not None


def _each(text: str) -> Iterator[PrintedDate]:
    for pattern in NAMED:
        for match in pattern.finditer(text):
            yield from _named(match)
    for match in YEAR_FIRST.finditer(text):
        yield from _printed(match, _days([match[0].replace("/", "-")]), None)
    for match in NUMBERS.finditer(text):
        first, second, year = match["first"], match["second"], match["year"]
        forms = (
            f"{year}-{month:0>2}-{day:0>2}" for day, month in ((first, second), (second, first))
        )
        yield from _printed(match, _days(forms), None)


def _named(match: re.Match[str]) -> Iterator[PrintedDate]:
    parts = match.groupdict()
    days = _days([f"{parts['day']} {parts['month']} {parts['year']}"])
    if parts["until"] is None:
        yield from _printed(match, days, None)
        return
    last_month = parts.get("last_month") or parts["month"]
    last = _days([f"{parts['until']} {last_month} {parts['year']}"])
    if days and last and days[0] < last[0]:
        yield from _printed(match, days, last[0])


def _printed(
    match: re.Match[str], days: tuple[date, ...], last: date | None
) -> Iterator[PrintedDate]:
    if days:
        yield PrintedDate(match[0], match.start(), match.end(), days, last)


def _days(forms: Iterable[str]) -> tuple[date, ...]:
    """The days that exist, each once: 31 June is none."""
    days = []
    for form in forms:
        try:
            days.append(parse(form).date())
        except ParserError:
            continue
    return tuple(dict.fromkeys(days))
