"""A phrase or a topic followed through all meetings of a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import get_args

from corpus import Meeting
from corpus.errors import InputError
from qa.engine import Engine
from qa.history.asked import Asked, understood
from qa.history.gaps import Gap, gaps
from qa.history.rows import STANDING, Row, Seen, State, quote_of, rows
from qa.history.silence import FEWEST_MEETINGS, Silence, latest_of, silence
from qa.history.spoken import PARAGRAPHS, spoken
from qa.history.variants import Variant, variants
from qa.phrase.find import STITCHED_AT_MOST
from qa.phrase.words import words
from qa.quote import Citation
from qa.spelling import Corrections

MOST_ROWS = 200
FOUND: tuple[State, ...] = ("verbatim", "variant", "other words")
MAY_BE_MORE = (
    f"The {PARAGRAPHS} likeliest paragraphs were looked at, and the last of them still speak of "
    "it: there may be more sentences, and in many meetings more meetings, than are counted here."
)


@dataclass(frozen=True, slots=True)
class History:
    """How words stand in all meetings, in date order.

    ``is_phrase`` tells that they stand somewhere, verbatim or with a few other words; otherwise
    they are a topic. ``counts`` says of how many of the ``meetings`` each state is. ``first`` and
    ``last`` cite the first and last place in any wording, ``first_verbatim`` and ``last_verbatim``
    in the words asked for. ``silence`` is what stood in several meetings (or, of a topic, what they
    said of it) and is missing from the latest.

    There is a row for each meeting; where there are more than MOST_ROWS meetings, only for those
    that have something and for the latest. ``rows`` are at most MOST_ROWS of these, after the first
    ``offset``, of ``rows_in_all``.
    """

    asked: str
    searched: str
    is_phrase: bool
    corrections: Corrections
    notes: tuple[str, ...]
    meetings: int
    counts: dict[State, int]
    first: Citation | None
    last: Citation | None
    first_verbatim: Citation | None
    last_verbatim: Citation | None
    variants: tuple[Variant, ...]
    gaps: tuple[Gap, ...]
    silence: Silence | None
    offset: int
    rows_in_all: int
    rows: tuple[Row, ...]
    elapsed_ms: float

    @property
    def found(self) -> bool:
        """Whether any meeting has the words or speaks of them."""
        return any(self.counts[state] for state in FOUND)


def follow(engine: Engine, text: str, offset: int = 0) -> History:
    """The history of a phrase or a topic; raises InputError for one that cannot be followed.

    Raises IntegrityError when a quotation does not stand in its source.
    """
    started = perf_counter()
    if offset < 0:
        raise InputError(f"Rows are counted from 0, not from {offset}.")
    asked = understood(text, engine)
    meetings = engine.store.meetings()
    seen = _seen(asked, meetings, engine)
    states = {one.id: seen.state(one.id) for one in meetings}
    listed = _listed(meetings, states)
    places = [place for some in seen.standing.values() for place in some]
    verbatim = [one for one in places if one.match == "verbatim"]
    return History(
        asked=asked.typed,
        searched=asked.topic.text,
        is_phrase=bool(places),
        corrections=asked.corrections,
        notes=(*asked.notes, *([MAY_BE_MORE] if seen.spoken.may_be_more else [])),
        meetings=len(meetings),
        counts=_counts(states),
        first=places[0].citation if places else None,
        last=places[-1].citation if places else None,
        first_verbatim=verbatim[0].citation if verbatim else None,
        last_verbatim=verbatim[-1].citation if verbatim else None,
        variants=seen.variants,
        gaps=tuple(gaps(meetings, seen.standing)),
        silence=_silence(seen, meetings, engine),
        offset=offset,
        rows_in_all=len(listed),
        rows=rows(asked.topic, listed[offset : offset + MOST_ROWS], seen, engine),
        elapsed_ms=round((perf_counter() - started) * 1000, 1),
    )


def _seen(asked: Asked, meetings: Sequence[Meeting], engine: Engine) -> Seen:
    """Where the words stand, and what speaks of them: of words in another language nothing can."""
    is_phrase = not asked.common and len(words(asked.topic.text)) <= STITCHED_AT_MOST
    places = engine.find(asked.topic.text).places if meetings and is_phrase else ()
    standing = [one for one in places if one.match in STANDING]
    each = meetings if len(meetings) <= MOST_ROWS else latest_of(meetings)
    said = spoken(asked.topic, [one.id for one in each], engine)
    if asked.foreign:
        said = replace(said, sentences={}, may_be_more=False)
    return Seen(places, variants(standing, engine.judge), said)


def _listed(meetings: Sequence[Meeting], states: Mapping[str, State]) -> list[Meeting]:
    """The meetings that have a row."""
    if len(meetings) <= MOST_ROWS:
        return list(meetings)
    latest = latest_of(meetings)
    return [one for one in meetings if states[one.id] in FOUND or one in latest]


def _counts(states: Mapping[str, State]) -> dict[State, int]:
    counted = Counter(states.values())
    return {state: counted[state] for state in get_args(State)}


def _silence(seen: Seen, meetings: Sequence[Meeting], engine: Engine) -> Silence | None:
    """What stood in several meetings, or was said there on a topic, and is not in the latest."""
    having = [one.id for one in meetings if one.id in (seen.standing or seen.spoken.sentences)]
    latest = latest_of(meetings)
    if len(having) < FEWEST_MEETINGS or any(one.id in having for one in latest):
        return None
    if seen.standing:
        uses = [quote_of(seen.standing[name][0].citation, engine.store) for name in having]
    else:
        uses = [seen.spoken.best[name].quote for name in having]
    return silence(uses, latest, engine)
