"""The parts of a title page that values are read from: labelled lines, datelines, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.described.given import SYNONYMS
from corpus.described.lines import LABEL, Line, Top
from corpus.described.place import around, place_beside
from corpus.printed import PrintedDate, dates_in
from corpus.sentences import sentences

SENTENCES_READ = 3
LABELLED = ("title", "date", "place", "hosts")
LABELS = {key.replace("_", " "): name for name in LABELLED for key in SYNONYMS[name]} | {
    "date and time": "date",
    "place of meeting": "place",
    "subject": "title",
    "chairman": "hosts",
    "chairperson": "hosts",
}
MET = re.compile(r"\b(?:met|meeting|gathered|assembled|convened|held)\b")
ANOTHER_MEETING = re.compile(
    r"\b(?:since|last|previous|earlier|recall\w*|following|after|next|upcoming|will|forthcoming"
    rf"|building\s+on|when)\b(?:\s+[\w’'-]+){{0,7}}\s+{MET.pattern}",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:updated|modified|published|publication|posted|uploaded|released|approved|circulated|"
    r"distributed|printed|accessed|retrieved|distr)\b[^,;|]{0,20}$",
    re.IGNORECASE,
)
ON = re.compile(r"\b(?:on|from)\s+(?:\w+day,?\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line such as "Venue: Rome": its number, the field it is of, what it says."""

    line: int
    field: str
    value: str


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


@dataclass(frozen=True, slots=True)
class TitlePage:
    """A document's title lines, what stands out in them, and the first sentences after them.

    ``said`` leaves out sentences that speak of another meeting ("since we last met").
    """

    lines: tuple[Line, ...]
    page_text: str
    labelled: tuple[Labelled, ...]
    datelines: tuple[Dateline, ...]
    said: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the lines."""
        return tuple(line.text for line in self.lines)

    def stated(self, field: str) -> tuple[str, ...]:
        """What labelled lines say of a field."""
        return tuple(one.value for one in self.labelled if one.field == field)

    @property
    def stated_dates(self) -> tuple[PrintedDate, ...]:
        """The dates in lines labelled as such."""
        return tuple(printed for value in self.stated("date") for printed in dates_in(value))

    @property
    def dates_met_on(self) -> tuple[PrintedDate, ...]:
        """The date of the first sentence that says on which day it was met."""
        for sentence in self.said:
            found = dates_in(sentence)
            if MET.search(sentence) and len(found) == 1 and ON.search(sentence[: found[0].start]):
                return found
        return ()


def title_page(top: Top, page_text: str) -> TitlePage:
    """Take the top of a document apart; ``page_text`` is all of it."""
    labelled = tuple(_labelled(top.lines))
    numbers = {one.line for one in labelled if one.field != "title"}
    datelines = (one for one in _datelines(top.lines, page_text) if one.line not in numbers)
    said = tuple(_first_sentences(top.running))
    return TitlePage(top.lines, page_text, labelled, tuple(datelines), said)


def _labelled(lines: tuple[Line, ...]) -> Iterator[Labelled]:
    for at, line in enumerate(lines):
        label = LABEL.match(line.text)
        field = LABELS.get(label["label"].casefold()) if label else None
        if label and field:
            yield Labelled(at, field, label["value"])


def _datelines(lines: tuple[Line, ...], page_text: str) -> Iterator[Dateline]:
    for at, line in enumerate(lines):
        for printed in dates_in(line.text):
            before, after = around(line.text, printed)
            place = place_beside(line.text, printed, page_text)
            alone = before + after == (place or "")
            yield Dateline(printed, at, alone, place, _is_published(lines, at, printed))


def _is_published(lines: tuple[Line, ...], at: int, printed: PrintedDate) -> bool:
    before = lines[at].text[: printed.start]
    if not before and at:  # the United Nations' "Distr.: General" has its date on the next line
        before = lines[at - 1].text.partition(":")[0] if ":" in lines[at - 1].text else ""
    return PUBLISHED.search(before) is not None


def _first_sentences(running: str) -> Iterator[str]:
    for span in sentences(running)[:SENTENCES_READ]:
        sentence = span.of(running)
        if not ANOTHER_MEETING.search(sentence):
            yield sentence
