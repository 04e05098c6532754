"""Facts in words, the same on the page and in the terminal."""

from __future__ import annotations

import datetime as dt

from corpus import Span
from qa import Citation, ReadMeeting
from qa.reading import ReadParagraph
from qa.spelling import Corrections


def day(date: dt.date) -> str:
    """A date as people write it: 28 June 2021."""
    return f"{date.day} {date:%B %Y}"


def spelling(corrections: Corrections) -> str:
    """What was searched instead of what was typed."""
    pairs = [f"“{used}” instead of “{typed}”" for typed, used in corrections.items()]
    return f"Searched for {' and '.join(pairs)}."


def where(citation: Citation) -> str:
    """A citation's date, place and paragraph: 28 June 2021 · Rome · paragraph 3."""
    number = f"paragraph {citation.paragraph}"
    if citation.printed_number is not None:
        number += f" (numbered {citation.printed_number})"
    page = [] if citation.page is None else [f"page {citation.page}"]
    place = [] if citation.place is None else [citation.place]
    return " · ".join([day(citation.date), *place, number, *page])


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


def marked(paragraph: ReadParagraph, mark: Span | None) -> tuple[str, str, str]:
    """A paragraph's text before, in and after the marked span."""
    if mark is None or mark.end <= paragraph.start or paragraph.end <= mark.start:
        return paragraph.text, "", ""
    start = max(mark.start, paragraph.start) - paragraph.start
    end = min(mark.end, paragraph.end) - paragraph.start
    return paragraph.text[:start], paragraph.text[start:end], paragraph.text[end:]
