"""Every text that is kept for a meeting: what it is, and in what the current one differs."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.likeness import differences
from corpus.meeting import chosen_id
from corpus.store import Store
from corpus.stored import State, Stored, states


@dataclass(frozen=True, slots=True)
class Version:
    """A text kept for a meeting.

    ``differs`` says in words what the current text has otherwise (where there is none, the text
    that was removed last); for that text itself it is empty.
    """

    state: State
    name: str
    path: str | None
    sha256: str
    paragraphs: int
    differs: tuple[str, ...]


def versions(store: Store, meeting_id: str) -> tuple[Version, ...]:
    """The texts kept for a meeting, the current one first, then the newest first.

    The meeting is named by its id or how only its id begins, also where all of it was removed;
    else UnknownMeeting.
    """
    found = _documents(store, meeting_id)
    state = states(found)
    newest = sorted(found, key=lambda one: (one.is_current, not one.is_version, one.id))[::-1]
    shown = store.document(newest[0].id).text
    return tuple(_version(store, one, state[one.id], shown) for one in newest)


def _version(store: Store, one: Stored, state: State, shown: str) -> Version:
    document = store.document(one.id)
    paragraphs = len(store.paragraphs(document))
    differs = differences(document.text, shown)
    return Version(state, one.name, one.path, one.sha256, paragraphs, differs)


def _documents(store: Store, wanted: str) -> list[Stored]:
    every = list(store.kept())
    chosen = chosen_id(wanted, {one.meeting_id for one in every})
    return [one for one in every if one.meeting_id == chosen]
