"""What the top of a document prints of its meeting: title, date, place, hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus.described.given import SYNONYMS
from corpus.described.hosts import hosts_in_line, hosts_in_sentence
from corpus.described.lines import Line, Top
from corpus.described.place import around, place_alone, place_beside, place_met_in
from corpus.described.title import title_of
from corpus.described.virtual import is_virtual, says_virtual
from corpus.printed import PrintedDate, dates_in, incomplete_dates_in
from corpus.sentences import sentences

SENTENCES_READ = 3
LABEL = re.compile(r"(?P<label>[A-Z][\w -]{2,25}?)\s*[:|\t]\s*(?P<value>\S.*)$")
LABELS = {
    key.replace("_", " "): name
    for name in ("title", "date", "place", "hosts")
    for key in SYNONYMS[name]
} | {"date and time": "date", "place of meeting": "place", "subject": "title", "chairman": "hosts", "chairperson": "hosts"}
MET = re.compile(r"\b(?:met|meeting|gathered|assembled|convened|held)\b")
ANOTHER_MEETING = re.compile(
    r"\b(?:since|last|previous|earlier|recall\w*|following|after|next|upcoming|will|forthcoming"
    r"|building\s+on|when)\b(?:\s+[\w’'-]+){0,7}\s+(?:met|meeting|gathered|assembled|convened|held)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:updated|modified|published|publication|posted|uploaded|released|approved|circulated|"
    r"distributed|printed|accessed|retrieved|distr)\b[^,;|]{0,20}$",
    re.IGNORECASE,
)
ON = re.compile(r"\b(?:on|from)\s+(?:\w+day,?\s+)?$", re.IGNORECASE)


@dataclass(slots=True)
class ReadOff:
    """What was read, what could be but is not certain, and sentences that say why."""

    values: dict[str, Any] = field(default_factory=dict)
    candidates: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date of the title area and the number of its line.

    ``alone`` if the line is nothing but date and ``place``; ``published`` if the line says that
    it is the day something was published, approved or changed.
    """

    printed: PrintedDate
    line: int
    alone: bool
    place: str | None
    published: bool


def read_off(top: Top, page_text: str) -> ReadOff:
    """Everything that can be read off the top of a document."""
    read = ReadOff()
    labelled = _labelled(top.lines)
    datelines = list(_datelines(top.lines, page_text))
    said = list(_first_sentences(top.running))
    _read_date(read, top, datelines, labelled, said)
    aside = {at for at, _, _ in labelled} | {one.line for one in datelines if one.alone}
    aside |= _read_place(read, top, datelines, labelled, said, page_text)
    _read_hosts(read, top, labelled, said)
    stated = [value for _, name, value in labelled if name == "title"]
    if title := stated[0] if stated else title_of(top.lines, frozenset(aside)):
        read.values["title"] = title
    return read


def _labelled(lines: tuple[Line, ...]) -> list[tuple[int, str, str]]:
    """Lines such as "Venue: Rome": number, field and value."""
    found = []
    for at, line in enumerate(lines):
        label = LABEL.match(line.text)
        name = LABELS.get(label["label"].casefold()) if label else None
        if label and name:
            found.append((at, name, label["value"]))
    return found


def _datelines(lines: tuple[Line, ...], page_text: str) -> Iterator[Dateline]:
    for at, line in enumerate(lines):
        found = dates_in(line.text)
        for printed in found:
            before, after = around(line.text, printed)
            place = place_beside(line.text, printed, page_text)
            said_before = line.text[: printed.start]
            if not said_before and at and lines[at - 1].text.startswith("Distr"):
                said_before = "Distr"
            alone = not before + after or place in (before, after)
            yield Dateline(printed, at, alone, place, PUBLISHED.search(said_before) is not None)


def _first_sentences(running: str) -> Iterator[str]:
    """The first sentences of the running text that speak of this meeting, not of another."""
    for span in sentences(running)[:SENTENCES_READ]:
        sentence = span.of(running)
        if not ANOTHER_MEETING.search(sentence):
            yield sentence


def _read_date(
    read: ReadOff,
    top: Top,
    datelines: list[Dateline],
    labelled: list[tuple[int, str, str]],
    said: list[str],
) -> None:
    stated = [one for _, name, value in labelled if name == "date" for one in dates_in(value)]
    of_meeting = [one.printed for one in datelines if not one.published]
    printed = stated or of_meeting or list(_dates_met_on(said))
    days = _distinct(printed)
    if len(days) == 1:
        read.values["date"] = days[0]
    else:
        open_ = printed or [one.printed for one in datelines]
        texts = [*(line.text for line in top.lines), *(text for text in said if MET.search(text))]
        incomplete = [part for text in texts for part in incomplete_dates_in(text)]
        read.candidates["date"] = [_readings(one) for one in open_] or incomplete
    if last := next((one.last for one in printed if one.last and len(days) == 1), None):
        read.notes.append(f"first day {days[0]} of a meeting that ended on {last}")


def _readings(printed: PrintedDate) -> str:
    if printed.day:
        return printed.words
    return f"{printed.words} ({' or '.join(day.isoformat() for day in printed.days)})"


def _distinct(printed: list[PrintedDate]) -> list[date]:
    """The days the dates can stand for, each once; one that can be read in two ways has two."""
    spans = [(one.day, one.last) for one in printed if one.day and one.last]
    sure = [one.day for one in printed if one.day and not _is_inside(one, spans)]
    open_ = [one for one in printed if not one.day and not set(one.days) & set(sure)]
    return list(dict.fromkeys([*sure, *(day for one in open_ for day in one.days)]))


def _is_inside(printed: PrintedDate, spans: list[tuple[date, date]]) -> bool:
    """Whether a day belongs to a meeting of several days that is printed too."""
    day = printed.day
    return day is not None and any(first < day <= last for first, last in spans)


def _dates_met_on(said: list[str]) -> Iterator[PrintedDate]:
    for sentence in said:
        found = dates_in(sentence)
        if MET.search(sentence) and len(found) == 1 and ON.search(sentence[: found[0].start]):
            yield found[0]
            return


def _read_place(
    read: ReadOff,
    top: Top,
    datelines: list[Dateline],
    labelled: list[tuple[int, str, str]],
    said: list[str],
    page_text: str,
) -> set[int]:
    """Reads the place; gives the numbers of the lines that hold nothing else."""
    used: set[int] = set()
    places = [value.rstrip(" .") for _, name, value in labelled if name == "place"]
    virtual = any(is_virtual(place) for place in places)
    places = [place for place in places if not is_virtual(place)]
    for one in datelines if not places else ():
        if one.place:
            places.append(one.place)
        elif one.alone:
            for at in (one.line - 1, one.line + 1):
                if 0 <= at < len(top.lines) and not top.lines[at].heading:
                    alone = place_alone(top.lines[at].text, page_text)
                    places += [alone] if alone else []
                    used |= {at} if alone else set()
    met = [place for sentence in said if (place := place_met_in(sentence))]
    places = list(dict.fromkeys(places)) or met[:1]
    virtual = virtual or any(says_virtual(line.text) for line in top.lines)
    virtual = virtual or (not met and any(says_virtual(sentence) for sentence in said))
    if virtual:
        read.virtual = True
        where = f" (dated at {places[0]})" if places else ""
        read.notes.append(f"held virtually: no place{where}")
    elif len(places) == 1:
        read.values["place"] = places[0]
    elif places:
        read.candidates["place"] = places
    return used


def _read_hosts(
    read: ReadOff, top: Top, labelled: list[tuple[int, str, str]], said: list[str]
) -> None:
    """The fuller of what the title area and the first sentences say."""
    found = [tuple(v.split("; ")) for _, name, v in labelled if name == "hosts"]
    found += [hosts for line in top.lines if (hosts := hosts_in_line(line.text))]
    found += [hosts for sentence in said if (hosts := hosts_in_sentence(sentence))]
    if not found:
        return
    best = max(found, key=lambda hosts: len(" ".join(hosts)))
    read.values["hosts"] = list(best)
    read.notes += [f"hosts also printed as {', '.join(o)}" for o in found if o != best]
