"""Wording that stood in several meetings and is missing from the latest, with the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus import Meeting
from qa.engine import Engine
from qa.history.gaps import Held, held
from qa.history.nearest import Passage, nearest_of_each, passage
from qa.history.topic import Topic
from qa.quote import Citation, Quote, cite, verify

FEWEST_MEETINGS = 2
REWORDED = 0.75  # share of the words from which the nearest passage is the wording, altered


@dataclass(frozen=True, slots=True)
class Silence:
    """Words that stood in so many ``meetings``, and do not stand in the ``latest``.

    ``words`` are a verified quotation from the last place, ``first`` and ``last`` cite the ends.
    ``nearest`` is the passage of the latest meeting that comes nearest: what was looked for was
    not found there, which is not to say that it was not meant. ``reworded`` tells that most of the
    words stand in it.
    """

    words: str
    meetings: int
    first: Citation
    last: Citation
    latest: Held
    nearest: Passage | None
    reworded: bool


def latest_of(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The latest meeting, with others of its day, of meetings in date order."""
    return tuple(
        takewhile(lambda one: one.date == meetings[-1].date, reversed(meetings))
    )  # one of them is enough to keep a wording alive


def silence(uses: Sequence[Quote], latest: Sequence[Meeting], engine: Engine) -> Silence:
    """Wording of which these are the uses, one a meeting in date order; raises IntegrityError."""
    store = engine.store
    verify(uses[-1], store)
    quoted = uses[-1].text
    among = [store.paragraph_ids(tuple(one.id for one in latest))]
    looked = next(nearest_of_each(Topic(quoted, {}), among, engine))
    nearest = None if looked is None else passage(looked.quote, quoted, store, engine.judge)
    of_nearest = [one for one in latest if nearest and one.id == nearest.citation.meeting_id]
    return Silence(
        words=quoted,
        meetings=len(uses),
        first=cite(uses[0], store.meeting_of(uses[0].document)),
        last=cite(uses[-1], store.meeting_of(uses[-1].document)),
        latest=held((*of_nearest, *latest)[0]),
        nearest=nearest,
        reworded=nearest is not None and nearest.share >= REWORDED,
    )
