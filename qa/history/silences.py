"""The silences of a collection: agreed language that is missing from its latest meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter

from corpus import Meeting
from corpus.errors import InputError
from index import Searcher
from qa.engine import Engine
from qa.history.gaps import Held, held
from qa.history.read import ReadText, read_text
from qa.history.runs import Gram, Run, grams, runs
from qa.history.silence import FEWEST_MEETINGS, Silence, latest_of, silence
from qa.quote import Quote

MOST_MEETINGS = 50
MOST_WORDS = 200_000
MOST_SHOWN = 30
FEWEST_TELLING = 4  # words that are none of the language's function words
MOST_NAMES = 0.5  # share of capitals and numbers from which a run is a list of names, or a date
NEW = 0.5  # share of its missing words from which a run is not told by a stronger one
EDGES = frozenset(
    """
    a an and are as at be been between by for from had has have in into is its of on or our such
    that the their these this those to was well were which will with
    """.split()  # noqa: SIM905 - a list this long reads best as text
)


@dataclass(frozen=True, slots=True)
class Silences:
    """Wording that stood in ``least`` meetings and more, and is missing from the latest.

    The strongest come first: the meetings after the first that have it, times how rare its words
    are, all together; MOST_SHOWN at most, and ``more`` tells that there are others. Looked at were
    the ``latest`` meeting and those before it, ``since`` the earliest: ``looked_at`` of all
    ``meetings``. They are of one ``body``, where enough are; MOST_MEETINGS and MOST_WORDS at most.
    """

    least: int
    meetings: int
    looked_at: int
    body: str | None
    since: Held | None
    latest: Held | None
    silences: tuple[Silence, ...]
    more: bool
    elapsed_ms: float


def silences(engine: Engine, least: int = FEWEST_MEETINGS) -> Silences:
    """The agreed language that the latest meeting does not have; raises InputError.

    Raises IntegrityError when a quotation does not stand in its source.
    """
    started = perf_counter()
    if not FEWEST_MEETINGS <= least <= MOST_MEETINGS:
        raise InputError(
            f"The least number of meetings must be from {FEWEST_MEETINGS} to {MOST_MEETINGS}, "
            f"not {least}."
        )
    every = engine.store.meetings()
    chosen = _of_one_body(every, least)
    latest = latest_of(chosen)
    texts = _read(chosen[: len(chosen) - len(latest)], engine)
    now = [one for meeting in latest for one in read_text(meeting, engine.store).texts]
    found = [*islice(_strongest(texts, now, least, engine), MOST_SHOWN + 1)]
    return Silences(
        least=least,
        meetings=len(every),
        looked_at=len(texts) + len(latest),
        body=latest[0].body if latest and len(chosen) < len(every) else None,
        since=held(texts[0].meeting) if texts else None,
        latest=held(latest[0]) if latest else None,
        silences=tuple(silence(uses, latest, engine) for uses in found[:MOST_SHOWN]),
        more=len(found) > MOST_SHOWN,
        elapsed_ms=round((perf_counter() - started) * 1000, 1),
    )


def _of_one_body(meetings: Sequence[Meeting], least: int) -> Sequence[Meeting]:
    """The meetings of the latest one's body, where they are enough to agree on anything."""
    alike = [one for one in meetings if one.body == meetings[-1].body]
    return alike if len(alike) - len(latest_of(alike)) >= least else meetings


def _read(meetings: Sequence[Meeting], engine: Engine) -> list[ReadText]:
    """The last of these meetings, in date order, as many as can be looked through."""
    texts: list[ReadText] = []
    total = 0
    for meeting in reversed(meetings[-MOST_MEETINGS:]):
        text = read_text(meeting, engine.store)
        total += sum(map(len, text.texts))
        if texts and total > MOST_WORDS:
            break
        texts.append(text)
    return texts[::-1]


def _strongest(
    texts: Sequence[ReadText], now: Sequence[Sequence[str]], least: int, engine: Engine
) -> Iterator[tuple[Quote, ...]]:
    """Agreed language, strongest first, none of which is told by a stronger one: all its uses."""
    searcher = engine.searcher
    found = (_trimmed(one, texts[one.text]) for one in runs([t.texts for t in texts], now, least))
    language = [run for run in found if run.missing and _is_language(run, texts, searcher)]
    told: set[Gram] = set()
    for run in sorted(language, key=lambda run: -_strength(run, searcher)):
        if len(run.missing - told) < NEW * len(run.missing):
            continue
        uses = [texts[number].find(run.words) for number in run.texts]
        quotes = tuple(quote for quote in uses if quote is not None)
        if len(quotes) >= least:
            told |= run.missing
            yield quotes


def _trimmed(run: Run, text: ReadText) -> Run:
    """A run without words at its ends that say nothing, and with what of it is missing still."""
    telling = [
        at
        for at, word in enumerate(run.words)
        if word not in EDGES and not text.hangs_on(run.sentence, run.start + at)
    ]
    first = telling[0] if telling else len(run.words)
    last = max((at for at, word in enumerate(run.words, 1) if word not in EDGES), default=0)
    some = run.words[first:last]
    return replace(run, start=run.start + first, words=some, missing=run.missing & {*grams(some)})


def _is_language(run: Run, texts: Sequence[ReadText], searcher: Searcher) -> bool:
    """Whether a run is wording: it says something, and is no list of names and no date."""
    names = texts[run.text].names(run.sentence, run.start, len(run.words))
    telling = searcher.terms(" ".join(run.words))
    return len(telling) >= FEWEST_TELLING and names < MOST_NAMES * len(run.words)


def _strength(run: Run, searcher: Searcher) -> float:
    """Of a run in many meetings, of many words, of rare ones."""
    telling = set(searcher.terms(" ".join(run.words)))
    return (len(run.texts) - 1) * sum(map(searcher.rarity, telling))
