"""A document that a door names, found before a job is begun for it."""

from __future__ import annotations

from typing import Literal

from corpus.errors import InputError, UnknownMeeting
from corpus.listing import ListedDocument, find_document
from qa import Settings


def one_document(
    settings: Settings, meeting_id: str, state: Literal["current", "removed"]
) -> ListedDocument:
    """The document of a meeting that can be removed or restored.

    Raises UnknownMeeting where there is none in this state, InputError where it may not be
    changed here.
    """
    found = find_document(settings.place, meeting_id)
    if found is None or found.state != state:
        what = "There is no" if state == "current" else "There is no removed"
        raise UnknownMeeting(f"{what} document of a meeting {meeting_id[:80]!r}.")
    if found.origin == "folder":
        raise InputError(
            f"{found.name} comes from the folder of sources. Change the table of meetings there."
        )
    return found
