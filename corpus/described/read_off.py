"""What the top of a document prints of its meeting: title, date, place, hosts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus.described.hosts import hosts_in_line, hosts_in_sentence
from corpus.described.place import place_alone, place_met_in
from corpus.described.title import title_of
from corpus.described.title_page import MET, Dateline, TitlePage
from corpus.described.virtual import is_virtual, says_virtual
from corpus.printed import PrintedDate, incomplete_dates_in


@dataclass(slots=True)
class ReadOff:
    """What was read, what could be but is not certain, and phrases that say why.

    ``values["place"]`` is None where the document says that the meeting was held virtually.
    """

    values: dict[str, Any] = field(default_factory=dict)
    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_off(page: TitlePage) -> ReadOff:
    """Everything that can be read off the top of a document."""
    read = ReadOff()
    aside = {one.line for one in page.labelled} | {one.line for one in page.datelines if one.alone}
    aside |= {at for at, _ in _places_alone(page)}
    if title := page.stated("title")[:1] or title_of(page.lines, frozenset(aside)):
        read.values["title"] = title if isinstance(title, str) else title[0]
    _read_date(read, page)
    _read_place(read, page)
    _read_hosts(read, page)
    return read


def _read_date(read: ReadOff, page: TitlePage) -> None:
    of_meeting = [one.printed for one in page.datelines if not one.published]
    printed = page.stated_dates or of_meeting or page.dates_met_on
    days = _distinct(printed)
    if len(days) == 1:
        read.values["date"] = days[0]
        last = next((one.last for one in printed if one.last), None)
        if last is not None:
            read.notes.append(f"first day {days[0]} of a meeting that ended on {last}")
        return
    uncertain = [_readings(one) for one in printed or [one.printed for one in page.datelines]]
    texts = [*(line.text for line in page.lines), *(text for text in page.said if MET.search(text))]
    incomplete = [part for text in texts for part in incomplete_dates_in(text)]
    if uncertain or incomplete:
        read.candidates["date"] = tuple(dict.fromkeys(uncertain or incomplete))


def _readings(printed: PrintedDate) -> str:
    if printed.day:
        return printed.words
    return f"{printed.words} ({' or '.join(day.isoformat() for day in printed.days)})"


def _distinct(printed: tuple[PrintedDate, ...] | list[PrintedDate]) -> list[date]:
    """The days the dates can stand for, each once; one that can be read in two ways has two."""
    spans = [(one.day, one.last) for one in printed if one.day and one.last]
    sure = [one.day for one in printed if one.day and not _is_inside(one.day, spans)]
    uncertain = [one.days for one in printed if not one.day and not set(one.days) & set(sure)]
    return list(dict.fromkeys([*sure, *(day for days in uncertain for day in days)]))


def _is_inside(day: date, spans: list[tuple[date, date]]) -> bool:
    """Whether a day belongs to a meeting of several days that is printed too."""
    return any(first < day <= last for first, last in spans)


def _read_place(read: ReadOff, page: TitlePage) -> None:
    stated = page.stated("place")
    places = [place.rstrip(" .") for place in stated if not is_virtual(place)] or [
        *(one.place for one in page.datelines if one.place),
        *(place for _, place in _places_alone(page)),
    ]
    met = [place for sentence in page.said if (place := place_met_in(sentence))]
    places = list(dict.fromkeys(places)) or met[:1]
    # A place in the sentence that says "met" goes before a passing word on an earlier video call.
    virtual = any(says_virtual(text) for text in [*page.texts, *(() if met else page.said)])
    if virtual or any(is_virtual(place) for place in stated):
        read.values["place"] = None
        read.notes.append(f"held virtually: no place{f' (dated {places[0]})' if places else ''}")
    elif len(places) == 1:
        read.values["place"] = places[0]
    elif places:
        read.candidates["place"] = tuple(places)


def _places_alone(page: TitlePage) -> list[tuple[int, str]]:
    """Places that have a line of their own beside a date line, with the line's number."""
    found = []
    for one in page.datelines:
        for at in _neighbours(one, page):
            place = place_alone(page.lines[at].text, page.page_text)
            if place and not page.lines[at].heading:
                found.append((at, place))
    return found


def _neighbours(dateline: Dateline, page: TitlePage) -> list[int]:
    if dateline.place or not dateline.alone:
        return []
    return [at for at in (dateline.line - 1, dateline.line + 1) if 0 <= at < len(page.lines)]


def _read_hosts(read: ReadOff, page: TitlePage) -> None:
    """The fuller of what the title area and the first sentences say."""
    found = [tuple(part.strip() for part in one.split(";")) for one in page.stated("hosts")]
    found += [hosts for text in page.texts if (hosts := hosts_in_line(text))]
    found += [hosts for sentence in page.said if (hosts := hosts_in_sentence(sentence))]
    if not found:
        return
    best = max(found, key=lambda hosts: len(" ".join(hosts)))
    read.values["hosts"] = list(best)
    read.notes += [f"hosts also printed as {', '.join(one)}" for one in found if one != best]
