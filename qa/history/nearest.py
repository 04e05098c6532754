"""The passages of some meetings that come nearest to a wording: the proof of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Span, Store
from qa.engine import Engine
from qa.history.topic import Looked, Reader, Topic
from qa.phrase import Judge
from qa.phrase.alignment import Aligned
from qa.phrase.ends import closest
from qa.phrase.redline import Cut, Part, parts
from qa.phrase.words import span_of, words
from qa.quote import Citation, Quote, cite, verify

FEWEST_SHARED = 0.34  # share of the words from which a passage is shown beside them


@dataclass(frozen=True, slots=True)
class Passage:
    """A verified quotation beside the words that were looked for.

    ``share`` (0..1) of their words stand there in their order. ``redline`` has all of them beside
    the part of the quotation that is most like them; ``before`` and ``after`` are the rest of it.
    Where too few stand there, ``before`` is the whole quotation.
    """

    quote: str
    citation: Citation
    share: float
    before: str
    redline: tuple[Part, ...]
    after: str


def passage(quote: Quote, looked_for: str, store: Store, judge: Judge) -> Passage:
    """A sentence of the record beside words that were looked for; raises IntegrityError."""
    verify(quote, store)
    citation = cite(quote, store.meeting_of(quote.document))
    asked, text = words(looked_for), quote.text
    aligned = closest(asked, text, judge)
    share = _shared(aligned) / len(asked) if aligned else 0.0
    if aligned is None or share < FEWEST_SHARED:
        return Passage(text, citation, round(share, 3), text, (), "")
    there = _up_to_the_next(span_of(aligned.there), text)
    found = span_of([word for step in aligned.steps for word in step.asked])
    redline = parts(aligned.steps, Cut(looked_for, found), Cut(text, there))
    before, after = text[: there.start], text[there.end :]
    return Passage(text, citation, round(share, 3), before, redline, after)


def nearest_of_each(
    topic: Topic, among: Sequence[Sequence[int]], engine: Engine
) -> Iterator[Looked | None]:
    """For each of some sets of paragraphs its likeliest sentence; None where there is none."""
    reader = Reader(topic, engine)
    for hits in engine.searcher.nearest(topic.text, among):
        looked = [one for hit in hits for one in reader.looked(hit)]
        yield max(looked, key=lambda one: one.nearness, default=None)


def _up_to_the_next(span: Span, text: str) -> Span:
    """With the marks and blanks that follow, so that these stay with their words."""
    following = next((word.span.start for word in words(text) if word.span.start >= span.end), None)
    return Span(span.start, len(text) if following is None else following)


def _shared(aligned: Aligned) -> int:
    return sum(len(step.asked) for step in aligned.steps if step.is_same)
