"""Candidates made into quotations: short answer read, source checked, place cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Store
from qa.answer import Contrast, Match, Quoted
from qa.contrast import Otherwise
from qa.explanation import all_scores
from qa.extract import Candidate
from qa.quote import cite, verify
from qa.reader import ShortAnswer


def quoted(
    candidate: Candidate, short: ShortAnswer | None, store: Store, match: Match = "verbatim"
) -> Quoted:
    """A candidate as a verified quotation with its citation; raises IntegrityError."""
    quote = candidate.quote
    verify(quote, store)
    citation = cite(quote, store.meeting_of(quote.document))
    elsewhere = store.meetings_with_wording(candidate.sentence_text)
    span = None if short is None else short.later(quote.span.start).span
    return Quoted(
        short=None if span is None else span.of(quote.document.text),
        short_span=span,
        quote=quote.text,
        citation=citation,
        match=match,
        same_wording_in=tuple(name for name in elsewhere if name != citation.meeting_id),
        scores={name: round(score, 4) for name, score in all_scores(candidate).items()},
    )


def contrasted(answer: int, found: Sequence[Otherwise], store: Store) -> Iterator[Contrast]:
    """What says otherwise than the answer at this place, quoted; raises IntegrityError."""
    for one in found:
        unranked = replace(quoted(one.candidate, None, store), scores={})
        yield Contrast(one.why, answer, one.words, one.otherwise, unranked)
