"""Quotations as RIS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qa.citing.cited import Cited
from qa.citing.pinpoint import pinpoint


def ris(many: Sequence[Cited]) -> str:
    """All as one RIS file; words, place in the document and permalink are notes (N1)."""
    import rispy

    class Unnumbered(rispy.RisWriter):  # type: ignore[misc]
        """Writes no count before an entry, which the format does not have."""

        def set_header(self, count: int) -> str:  # noqa: ARG002
            return ""

    entries = [_entry(one) for one in many]
    return str(rispy.dumps(entries, implementation=Unnumbered)).lstrip()


def _entry(one: Cited) -> dict[str, Any]:
    """One entry by the names that rispy has for the tags; what is not known is left out."""
    meeting, page = one.meeting, one.paragraph.page
    told = {
        "type_of_reference": "RPRT",  # a text that a body has issued
        "id": one.key,
        "authors": [_line(meeting.body)] if meeting.body else None,
        "title": _line(meeting.title),
        "year": str(meeting.date.year),
        "date": f"{meeting.date:%Y/%m/%d}",
        "place_published": _line(meeting.place) if meeting.place else None,
        "start_page": None if page is None else str(page),
        "notes": [
            f"“{_line(one.text)}”",
            " ".join([f"{pinpoint(one.paragraph).told}.", *one.remarks]),
            one.citation.permalink,
        ],
    }
    return {name: value for name, value in told.items() if value is not None}


def _line(text: str) -> str:
    """A text on one line, as the format has to have it."""
    return " ".join(text.split())
