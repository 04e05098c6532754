"""The collection that is served: its name and extent, and questions to begin with."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from corpus import Store


@dataclass(frozen=True, slots=True)
class Collection:
    """What there is to ask about, with questions to begin with."""

    name: str
    meetings: int
    first: dt.date | None
    last: dt.date | None
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    examples: tuple[str, ...]


def collection_of(store: Store) -> Collection:
    """The collection of a store."""
    meetings = store.meetings()
    return Collection(
        name=store.property("name"),
        meetings=len(meetings),
        first=meetings[0].date if meetings else None,
        last=meetings[-1].date if meetings else None,
        places=tuple(sorted({one.place for one in meetings if one.place})),
        kinds=tuple(sorted({one.kind for one in meetings if one.kind})),
        examples=tuple(json.loads(store.property("examples"))),
    )
