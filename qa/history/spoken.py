"""What the meetings say of a topic: found in their likeliest paragraphs, and then one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.engine import Engine
from qa.history.topic import Looked, Reader, Topic
from qa.names import helpful
from qa.quote import Quote

PARAGRAPHS = 300  # the likeliest of the collection, of which each sentence is looked at
TAIL = 30  # of these, the last; where one still speaks, there may be more beyond


@dataclass(frozen=True, slots=True)
class Spoken:
    """By meeting the sentences that speak of a topic, in their order, and the likeliest of all.

    ``may_be_more`` tells that the last paragraphs that were looked at still speak of it: meetings
    that have none may still do so, but for the ``searched``, which were looked through each alone.
    """

    sentences: Mapping[str, tuple[Quote, ...]]
    best: Mapping[str, Looked]
    may_be_more: bool
    searched: frozenset[str]


def spoken(topic: Topic, each: Sequence[str], engine: Engine) -> Spoken:
    """What the meetings say of a topic; ``each`` are ids of those that must not be passed over."""
    others = helpful(topic.aliases, engine.searcher)
    hits = engine.searcher.search(topic.text, PARAGRAPHS, None, others, reread=False)
    reader = Reader(topic, engine)
    looked = [[*reader.looked(hit)] for hit in hits]
    top = max((one.likeness for some in looked for one in some), default=0.0)
    tail = looked[-TAIL:] if len(hits) == PARAGRAPHS else []
    may_be_more = any(one.speaks(top) for some in tail for one in some)
    found = [one for some in looked for one in some]
    known = found if not may_be_more else [one for one in found if one.speaks(top)]
    have = {one.quote.document.meeting_id for one in known}
    found += _alone(topic, [name for name in each if name not in have], reader, engine)
    return Spoken(
        sentences=_by_meeting(one for one in found if one.speaks(top)),
        best=_best(found),
        may_be_more=may_be_more,
        searched=frozenset(each),
    )


def _alone(topic: Topic, names: Sequence[str], reader: Reader, engine: Engine) -> Iterator[Looked]:
    """The sentences of the paragraphs of each of these meetings that come nearest."""
    among = [engine.store.paragraph_ids((name,)) for name in names]
    for hits in engine.searcher.nearest(topic.text, among):
        for hit in hits:
            yield from reader.looked(hit)


def _by_meeting(found: Iterable[Looked]) -> dict[str, tuple[Quote, ...]]:
    by_meeting: dict[str, dict[int, Quote]] = {}
    for one in found:
        quotes = by_meeting.setdefault(one.quote.document.meeting_id, {})
        quotes[one.quote.span.start] = one.quote
    return {
        name: tuple(quotes[start] for start in sorted(quotes))
        for name, quotes in by_meeting.items()
    }


def _best(found: Iterable[Looked]) -> dict[str, Looked]:
    best: dict[str, Looked] = {}
    for one in found:
        name = one.quote.document.meeting_id
        if name not in best or one.nearness > best[name].nearness:
            best[name] = one
    return best
