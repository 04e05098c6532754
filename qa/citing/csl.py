"""A quotation as an item of CSL-JSON, which citation programs read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from corpus import Meeting
from qa.citing.cited import Cited
from qa.citing.pinpoint import pinpoint


def item(meeting: Meeting) -> dict[str, Any]:
    """The text of a meeting as a work: what is not known is left out."""
    day = meeting.date
    work: dict[str, Any] = {
        "type": "document",
        "title": meeting.title,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
    }
    if meeting.body:
        work["author"] = [{"literal": meeting.body}]
    if meeting.place:
        work |= {"event-place": meeting.place, "publisher-place": meeting.place}
    return work


def csl_json(many: Sequence[Cited]) -> str:
    """All as one CSL-JSON document; the words are in ``annote``, the permalink in ``custom``."""
    return json.dumps([_item(one) for one in many], ensure_ascii=False, indent=2)


def _item(one: Cited) -> dict[str, Any]:
    paged = {} if one.paragraph.page is None else {"page": str(one.paragraph.page)}
    return {
        "id": one.key,
        **item(one.meeting),
        **paged,
        "note": " ".join([f"{pinpoint(one.paragraph).told}.", *one.remarks]),
        "annote": one.text,
        "custom": {"permalink": one.citation.permalink},
    }
