"""Facts in words, the same on the page and in the terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from corpus import Meeting, Span
from corpus.filed import Filed, Outcome
from corpus.listing import ListedDocument
from corpus.stored import State
from qa import Answer, Citation, Contrast, Quoted, ReadMeeting
from qa.phrase import Difference, FoundPhrase, Kind, Place
from qa.spelling import Corrections

if TYPE_CHECKING:  # packages that no answer needs
    from qa import citing
    from qa.exporting import Otherwise
    from qa.history import Held

PAIR = 2
TURNING = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
READ_OFF_A_PICTURE = "read off a picture"
DIFFERENCES = {
    "another number": "another number",
    "stronger verb": "a stronger word",
    "weaker verb": "a weaker word",
}

STATES: dict[State, str] = {
    "current": "current",
    "version": "kept beside another",
    "removed": "removed",
    "earlier": "earlier",
}
KINDS: dict[Kind, str] = {
    "number": "Changed number",
    "negation": "Changed negation",
    "name": "Another name of the same",
    "misread": "Letters misread",
    "spelling": "Misspelt",
    "left out": "Left out",
    "put in": "Put in",
    "verb": "Changed verb",
    "other words": "Other words",
}
OUTCOMES: dict[citing.Outcome, str] = {
    "holds": "Holds",
    "moved": "Holds, at another place",
    "earlier": "Holds in a text that is not current",
    "does not hold": "Does not hold",
    "not here": "Not in this collection",
}
ALONE: dict[Kind, str] = {"number": "Number", "negation": "Negation", "verb": "Verb"}
MATCHES = {
    "verbatim": "",
    "altered": "The words of the question stand there altered",
    "partial": "Only some of the words of the question stand there",
}


def without_turning(text: str) -> str:
    """A text without the unseen characters that turn the direction of what follows them.

    For where nothing can end their reach: the title of a window or of a tab.
    """
    return text.translate(TURNING)


def day(date: dt.date) -> str:
    """A date as people write it: 28 June 2021."""
    return f"{date.day} {date:%B %Y}"


def moment(time: dt.datetime) -> str:
    """A time of day in UTC to the second: 28 June 2021, 14:05:09 UTC."""
    return f"{day(time.date())}, {time:%H:%M:%S} UTC"


def spelling(corrections: Corrections) -> str:
    """What was searched instead of what was typed."""
    pairs = [f"“{used}” instead of “{typed}”" for typed, used in corrections.items()]
    return f"Searched for {' and '.join(pairs)}."


def where(citation: Citation) -> str:
    """A citation's date, place and paragraph: 28 June 2021 · Rome · paragraph 3."""
    return f"{named(citation)} · {paragraph(citation)}"


def paragraph(citation: Citation) -> str:
    """A citation's paragraph: paragraph 3 (numbered 2), or where its page is known p. 4, para. 3.

    Words that were read off a picture may be wrong, and so it is told.
    """
    paged = citation.page is not None
    number = f"p. {citation.page}, para. " if paged else "paragraph "
    number += str(citation.paragraph)
    if citation.printed_number is not None:
        number += f" (numbered {citation.printed_number})"
    return f"{number} · {READ_OFF_A_PICTURE}" if citation.recognised else number


def label(printed_number: str) -> str:
    """A printed number as it stands before its paragraph: 12. or 12 (b)."""
    return f"{printed_number}." if printed_number.isalnum() else printed_number


def facts(meeting: ReadMeeting) -> list[tuple[str, str, str]]:
    """A meeting's known facts: name, value, printed or curated."""
    values = {
        "date": day(meeting.date),
        "place": meeting.place,
        "body": meeting.body,
        "kind": meeting.kind,
        "hosts": "; ".join(meeting.hosts) or None,
    }
    return [
        (name, value, meeting.provenance[name])
        for name, value in values.items()
        if value is not None
    ]


def marked(text: str, start: int, mark: Span | None) -> tuple[str, str, str]:
    """A text that begins at character ``start`` of its document: before, in, after the mark."""
    end = start + len(text)
    if mark is None or mark.end <= start or end <= mark.start:
        return text, "", ""
    first, last = max(mark.start, start) - start, min(mark.end, end) - start
    return text[:first], text[first:last], text[last:]


def answering(quoted: Quoted) -> tuple[str, str, str]:
    """A quotation before, in and after its short answer."""
    return marked(quoted.quote, quoted.citation.start, quoted.short_span)


def heard(answer: Answer) -> str:
    """What is spoken where an answer takes the place of another page."""
    if not answer.answered:
        return answer.reason or ""
    count = len(answer.answers)
    found = "1 quotation" if count == 1 else f"{count} quotations"
    return f"{answer.evidence.capitalize()} evidence, {found}."


def match(quoted: Quoted) -> str:
    """How the words that a question quotes stand in a quotation, where not as they are."""
    return MATCHES[quoted.match]


def differing(contrast: Contrast) -> tuple[str, str, str]:
    """A passage that says otherwise: before, in and after the words that do."""
    place = contrast.quoted.quote.find(contrast.otherwise) if contrast.otherwise else -1
    span = Span(place, place + len(contrast.otherwise)) if place >= 0 else None
    return marked(contrast.quoted.quote, 0, span)


def difference(contrast: Contrast | Otherwise) -> str:
    """In what a passage elsewhere differs from the answer."""
    there, here = f"“{contrast.otherwise}”", f"“{contrast.words}”"
    if contrast.why in DIFFERENCES:
        return f"{DIFFERENCES[contrast.why]}: {there} instead of {here}"
    if contrast.otherwise and contrast.words:
        return f"another negation: {there} instead of {here}"
    missing = f"{there} is not said here" if contrast.otherwise else f"{here} is not said there"
    return f"the negation differs: {missing}"


def found_in_words(found: FoundPhrase) -> str:
    """What became of a phrase that was looked up."""
    if found.stitching == "words left out":
        return "Stitched: words of the paragraph are left out"
    if found.stitching:
        return f"Stitched from {len(found.pieces)} passages"
    if not found.places:
        return "The record does not have this wording"
    more = f"; {found.more:,} paragraphs more have it" if found.more else ""
    return f"{places(found.places)}{more}"


def places(found: Sequence[Place]) -> str:
    """How often a phrase was found, in how many meetings."""
    meetings = len({one.citation.meeting_id for one in found})
    times = "once" if len(found) == 1 else f"{len(found)} times"
    return f"Found {times}, in {meetings} {'meeting' if meetings == 1 else 'meetings'}"


def otherwise(one: Difference) -> str:
    """How words of a quotation differ from the record's."""
    noun = ALONE.get(one.kind)
    if not one.there:
        label = f"{noun} put in" if noun else KINDS[one.kind]
        return f"{label}: the record does not have “{one.asked}” there."
    if not one.asked:
        label = f"{noun} left out" if noun else KINDS[one.kind]
        return f"{label}: the record also has “{one.there}” there."
    return f"{KINDS[one.kind]}: the record has “{one.there}” for “{one.asked}”."


def is_shown(contrast: Contrast, answer: Answer) -> bool:
    """Whether the passage that says otherwise is itself among the quotations of the answer."""
    return any(one.citation == contrast.quoted.citation for one in answer.answers)


def named(meeting: Meeting | Citation | ListedDocument | Held) -> str:
    """A meeting by its day and place: 28 June 2021 · Rome."""
    return day(meeting.date) + (f" · {meeting.place}" if meeting.place else "")


def those(ids: Sequence[str], meetings: Sequence[Meeting]) -> str:
    """Some of the meetings, by their days where they are few."""
    chosen = [meeting for meeting in meetings if meeting.id in ids]
    if len(chosen) == len(meetings):
        return "the only meeting" if len(chosen) == 1 else f"all {len(chosen)} meetings"
    if len(chosen) <= PAIR:
        return " and ".join(named(meeting) for meeting in chosen)
    return f"{len(chosen)} meetings, {day(chosen[0].date)} to {day(chosen[-1].date)}"


def quiet(answer: Answer) -> list[str]:
    """Sentences on how a question was taken, without what the reason for silence says already."""
    told = [one for one in answer.understood.scope if one.decision in ("content", "missing")]
    said = answer.reason or ""
    new = [one.told for one in told if one.told.partition(";")[0] not in said]
    return list(dict.fromkeys([*answer.notes, *new]))


def meetings_said(count: int) -> str:
    """A number of meetings in words."""
    return "1 meeting" if count == 1 else f"{count} meetings"


def outcomes(files: Sequence[Filed]) -> str:
    """How many files came to what: 2 added, 1 refused."""
    counts = Counter(one.outcome for one in files)
    known = (outcome for outcome in get_args(Outcome) if outcome in counts)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in known)


def state(document: ListedDocument) -> str:
    """Whether a document is searched, or why it is not."""
    followed = " (from the folder of sources)" if document.origin == "folder" else ""
    return STATES[document.state] + followed
