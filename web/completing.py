"""Values that a shell completes: read off the store alone, since a key is pressed and waits.

No engine, no model, no settings of pydantic; what cannot be read is no suggestion, and no error
is told between two keys. Imports are late, so that only a completion pays for them.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import Meeting

BASH = "complete_bash"
SHELL = "_COMMUNIQUE_COMPLETE"

MOST_LISTED = 10_000  # documents looked through for what was removed
LONGEST_TOLD = 60  # characters beside a value, so that they fit one line
SPECIAL = re.compile(r"[^\w.,:@/+=-]")

Suggested = list[tuple[str, str]]


def meetings(ctx: typer.Context, incomplete: str) -> Suggested:
    """Ids of meetings, each with day, place and title."""
    return _matching(((one.id, _told(one)) for one in _meetings(ctx)), incomplete)


def dates(ctx: typer.Context, incomplete: str) -> Suggested:
    """Days on which there was a meeting."""
    return _matching(((str(one.date), _told(one)) for one in _meetings(ctx)), incomplete)


def places(ctx: typer.Context, incomplete: str) -> Suggested:
    """Places of meetings."""
    return _matching(_counted(one.place for one in _meetings(ctx)), incomplete)


def kinds(ctx: typer.Context, incomplete: str) -> Suggested:
    """Kinds of meetings."""
    return _matching(_counted(one.kind for one in _meetings(ctx)), incomplete)


def collections(incomplete: str) -> Suggested:
    """Names of the collections of one's own."""
    from corpus.places import collections_in, data_folder

    return _matching(((name, "") for name in collections_in(data_folder())), incomplete)


def removed_meetings(ctx: typer.Context, incomplete: str) -> Suggested:
    """Ids of meetings that were removed and can be restored."""
    from corpus.errors import CommuniqueError
    from corpus.listing import list_documents

    try:
        found = list_documents(_folder(ctx), 0, MOST_LISTED, current_only=False)
    except (CommuniqueError, OSError):
        return []
    removed = ((one.meeting_id, one.title) for one in found if one.state == "removed")
    return _matching(removed, incomplete)


def _meetings(ctx: typer.Context) -> tuple[Meeting, ...]:
    """The meetings of the collection that the line chooses; none where it cannot be read."""
    from corpus import Store
    from corpus.database import FILE_NAME
    from corpus.errors import CommuniqueError

    folder = _folder(ctx)
    try:
        if not (folder / FILE_NAME).is_file():
            return ()
        with closing(Store(folder)) as store:
            return store.meetings()
    except (CommuniqueError, OSError):
        return ()


def _folder(ctx: typer.Context) -> Path:
    """The folder of the collection that stands in the line so far, or in the environment."""
    from corpus.places import collection_folder, data_folder

    above = ctx.parent.params.get("collection") if ctx.parent else None
    chosen = ctx.params.get("collection") or above or os.environ.get("COMMUNIQUE_COLLECTION")
    return collection_folder(data_folder(), chosen)


def _told(meeting: Meeting) -> str:
    told = " · ".join(filter(None, (meeting.place, meeting.title)))
    return shorten(told, LONGEST_TOLD, placeholder="…")


def _counted(values: Iterable[str | None]) -> Suggested:
    """Each value once, with the number of its meetings."""
    known = [value for value in values if value]
    return [(value, f"meetings: {known.count(value)}") for value in sorted(set(known))]


def _matching(values: Iterable[tuple[str, str]], incomplete: str) -> Suggested:
    """Those that begin as what was typed; blanks escaped for bash, which does not do it."""
    found = [one for one in values if one[0].startswith(incomplete)]
    if os.environ.get(SHELL) != BASH:
        return found
    return [(SPECIAL.sub(r"\\\g<0>", value), told) for value, told in found]
