"""Every mention in a question of a time, a place or a meeting, with the meetings it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from corpus import Meeting, Store
from corpus.wording import folded
from qa.dates_asked import dates_in
from qa.meeting_names import MeetingNames
from qa.meeting_words import EVENT, Form, form_of, forms_in, places_in_order
from qa.mention import BLOT, Mention, masked
from qa.scope_evidence import Texts
from qa.scope_sides import from_one_to_another, leaning, side, without_relation
from qa.scope_syntax import DOCUMENT, MEET, MEETING, Attachment, attachment

PARAGRAPHS_OF_OPENING = 2
PARAGRAPHS_READ = 1000
MOSTLY = 0.5
QUOTED = re.compile(
    r"“[^”]{12,}”|«[^»]{12,}»|„[^“”]{12,}[“”]|\"[^\"]{12,}\"|‘.{12,}’(?!\w)|(?<!\w)'.{12,}'(?!\w)"
)
STRANGER = r"(?P<name>[^\W\d_a-zß-ÿ][\w’'-]+(?:\s+[^\W\d_a-zß-ÿ][\w’'-]+)?)"
STRANGE_MEETINGS = (
    re.compile(
        rf"(?i:\b(?:the|its|their|our)|{BLOT})\s+{STRANGER}\s+"
        rf"(?i:(?:{BLOT}++\s+)*(?:{MEETING}|{DOCUMENT}))\b"
    ),
    re.compile(
        rf"(?i:\b(?:the|its|their|our)\s+(?:[\w{BLOT}-]+\s+){{0,3}}(?:{MEETING}|{DOCUMENT})|\b{MEET})"
        rf"\s+(?i:(?:held|in|at|of|on|{BLOT}++)\s+)*(?i:in|at)\s+{STRANGER}"
    ),
)


SEVERAL = re.compile(r"\s+(?:\w+\s+)?\w+s\b")


class MentionFinder:
    """Finds mentions in questions about one collection."""

    def __init__(self, store: Store, texts: Texts) -> None:
        """Sort out what the meetings of the collection are known by."""
        self.meetings: Sequence[Meeting] = store.meetings()
        self._store = store
        self._texts = texts
        self._names = MeetingNames(self.meetings)

    def find(self, text: str) -> list[tuple[Mention, Attachment]]:
        """All mentions in order, with how each is attached to the question."""
        quoted = [match.span() for match in QUOTED.finditer(text)]
        found = [m for m in self._plain(text) if not _within(m.start, quoted)]
        blotted = masked(text, tuple(found))
        for start, end in quoted:
            blotted = blotted[:start] + '"' * (end - start) + blotted[end:]
        attached = [(m, attachment(m, blotted, self._names.words)) for m in found]
        kept = [
            (replace(m, clear=how == "clear"), how)
            for m, how in attached
            if _tells(m, how) and not self._is_a_topic(text, m)
        ]
        kept = [leaning(text, blotted, found, self.meetings) for found in kept]
        taken = [(m.start, m.end) for m, _ in kept]
        kept += [(m, "clear") for m in self._described(blotted, taken)]
        kept += [(m, "clear") for m in self._strangers(blotted)]
        return sorted(kept, key=lambda pair: pair[0].start)

    def _plain(self, text: str) -> Iterator[Mention]:
        """Dates and names, wherever they stand."""
        dates = [without_relation(text, date) for date in dates_in(text)]
        for date in dates:
            fitting = frozenset(m.id for m in self.meetings if date.fits(m.date))
            yield Mention("date", date.start, date.end, fitting, date=date)
        spans = [(date.start, date.end) for date in dates]
        names = [m for m in self._names.found_in(text) if not _within(m.start, spans)]
        yield from from_one_to_another(text, names, self.meetings)

    def _is_a_topic(self, text: str, mention: Mention) -> bool:
        """Whether a word of a title stands in most other texts as well, and so names no meeting."""
        if mention.what != "name":
            return False
        words = text[mention.start : mention.end]
        elsewhere = self._texts.meetings_mentioning(words, PARAGRAPHS_READ) - mention.meetings
        return len(elsewhere) > MOSTLY * (len(self.meetings) - len(mention.meetings))

    def _described(self, blotted: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
        """Meetings named by how they were held, by their place in the row, by an event."""
        for start, end, form in forms_in(blotted):
            ids = frozenset(name for name, held in self._forms.items() if held == form)
            if form == "in person" and SEVERAL.match(blotted, end):
                ids |= {m.id for m in self.meetings if m.place and not self._forms[m.id]}
            if ids:
                yield Mention("form", start, end, ids, clear=True)
        everywhere = frozenset(meeting.id for meeting in self.meetings)
        for start, end, place in places_in_order(blotted, self._names.words):
            stop = min([first for first, _ in taken if start < first < end], default=end)
            stop = start + len(blotted[start:stop].rstrip())
            yield Mention("order", start, stop, everywhere, clear=True, place_in_row=place)
        for match in EVENT.finditer(blotted):
            ids = self._texts.meetings_mentioning(match["event"], PARAGRAPHS_READ)
            if ids:
                first = next(meeting for meeting in self.meetings if meeting.id == min(ids))
                relation = "since" if match["relation"].lower() == "after" else match["relation"]
                chosen = side(self.meetings, first, relation.lower())
                yield Mention("event", match.start(), match.end(), chosen, clear=True)

    def _strangers(self, blotted: str) -> Iterator[Mention]:
        """Names that stand where a meeting's name would, and that no text knows."""
        known = self._names.words
        for pattern in STRANGE_MEETINGS:
            for match in pattern.finditer(blotted):
                words = match["name"].split()
                if all(self._texts.is_unknown(w) and folded(w) not in known for w in words):
                    start, end = match.span("name")
                    yield Mention("name", start, end, frozenset(), clear=True)

    @cached_property
    def _forms(self) -> dict[str, Form | None]:
        """How each meeting was held, read from the openings of all documents when first asked."""
        forms: dict[str, Form | None] = {}
        for meeting in self.meetings:
            document = self._store.document_of(meeting.id)
            opening = self._store.paragraphs(document)[:PARAGRAPHS_OF_OPENING]
            text = " ".join(paragraph.span.of(document.text) for paragraph in opening)
            forms[meeting.id] = form_of(text)
        return forms


def _tells(mention: Mention, how: Attachment) -> bool:
    """Whether a mention is worth a decision: half a date or a name alone is not."""
    if mention.what in ("kind", "name", "host"):
        return how == "clear"
    if mention.what == "date":
        date = mention.date
        if how == "clear" or date is None or date.has_year:
            return True
        return bool(mention.meetings) and date.moment is not None and date.moment.day is not None
    return how != "none"


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
