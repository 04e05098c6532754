"""A meeting: what is known of it, and whether the document prints it or a person added it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from corpus.errors import AmbiguousMeeting, UnknownMeeting

Provenance = Literal["printed", "curated"]

MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. A value that is not known is None, or empty for ``hosts``.

    ``provenance`` says for each known value whether the document prints it or a person supplied
    it; a field that is not known is not in it.
    """

    id: str
    title: str
    date: dt.date
    place: str | None
    body: str | None
    kind: str | None
    hosts: tuple[str, ...]
    provenance: dict[str, Provenance]


def meeting_id(day: dt.date, place: str | None) -> str:
    """The name a meeting goes by: ``2021-06-28-rome``, or the date alone without a place."""
    if place is None:
        return day.isoformat()
    plain = unicodedata.normalize("NFKD", place).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{day.isoformat()}-{slug}" if slug else day.isoformat()


def chosen_id(name: str, ids: Collection[str]) -> str:
    """The id that ``name`` is, or the only one that begins so.

    Raises UnknownMeeting where none does, AmbiguousMeeting where several do.
    """
    wanted = name.strip().lower()
    if wanted in ids:
        return wanted
    found = sorted(one for one in ids if wanted and one.startswith(wanted))
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} meetings begin" if found else "No meeting begins"
    listed = found or sorted(ids)
    if not listed:
        choice = "The collection has no meeting."
    elif len(listed) <= MOST_LISTED:
        choice = f"Choose one of: {', '.join(listed)}."
    else:
        some = ", ".join(listed[:MOST_LISTED])
        choice = f"Choose one of: {some}, and {len(listed) - MOST_LISTED} more (communique list)."
    kind = AmbiguousMeeting if found else UnknownMeeting
    raise kind(f"{what} with {name.strip()[:80]!r}. {choice}")
