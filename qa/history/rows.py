"""How each meeting stands to words that are followed, a row a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from corpus import Meeting, Span, Store
from qa.engine import Engine
from qa.history.gaps import Held, held
from qa.history.nearest import Passage, passage
from qa.history.spoken import Spoken
from qa.history.topic import Topic
from qa.history.variants import Variant
from qa.phrase import Place
from qa.quote import Citation, Quote

State = Literal["verbatim", "variant", "other words", "nothing found", "not looked through"]
STANDING = ("verbatim", "altered")
LONG = 12  # words of a phrase from which a part of it is more than its topic


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting: the words stand there (``times``), or it speaks of them, or nothing was found.

    ``variants`` are the numbers of the wordings that stand there. ``sentences`` speak of it or have
    it, and ``share`` (0..1) of the document's words stands in them. ``passage`` is where it stands
    first, or the sentence that speaks of it most; where nothing was found, the nearest there is.
    It is None for a document without a sentence.
    """

    meeting: Held
    state: State
    times: int
    variants: tuple[int, ...]
    sentences: int
    share: float
    passage: Passage | None


@dataclass(frozen=True)
class Seen:
    """All places of words in date order, grouped as variants, and what speaks of them."""

    places: Sequence[Place]
    variants: tuple[Variant, ...]
    spoken: Spoken

    @cached_property
    def standing(self) -> Mapping[str, tuple[Place, ...]]:
        """By meeting the places where the words stand, verbatim or altered."""
        return _by_meeting(one for one in self.places if one.match in STANDING)

    @cached_property
    def in_part(self) -> Mapping[str, tuple[Place, ...]]:
        """By meeting the places where some of the words stand: of a few words that is nothing."""
        some = (one for one in self.places if one.match not in STANDING)
        return _by_meeting(one for one in some if _length(one) >= LONG)

    def state(self, meeting_id: str) -> State:
        """How a meeting stands to the words."""
        if places := self.standing.get(meeting_id):
            has_it = any(one.match == "verbatim" for one in places)
            return "verbatim" if has_it else "variant"
        if meeting_id in self.spoken.sentences or meeting_id in self.in_part:
            return "other words"
        sure = meeting_id in self.spoken.searched or not self.spoken.may_be_more
        return "nothing found" if sure else "not looked through"


def rows(topic: Topic, meetings: Sequence[Meeting], seen: Seen, engine: Engine) -> tuple[Row, ...]:
    """A row for each of these meetings, in their order; raises IntegrityError."""
    return tuple(_row(topic, one, seen, engine) for one in meetings)


def _row(topic: Topic, meeting: Meeting, seen: Seen, engine: Engine) -> Row:
    store = engine.store
    places = sorted(seen.standing.get(meeting.id, ()), key=lambda one: one.match != "verbatim")
    having = [
        _sentence_of(place.citation, store)
        for place in (*places, *seen.in_part.get(meeting.id, ()))
    ]
    speaking = {one.span: one for one in (*having, *seen.spoken.sentences.get(meeting.id, ()))}
    likeliest = seen.spoken.best.get(meeting.id)
    best = having[0] if having else None if likeliest is None else likeliest.quote
    return Row(
        meeting=held(meeting),
        state=seen.state(meeting.id),
        times=len(places),
        variants=tuple(
            one.number
            for one in seen.variants
            if any(use.citation.meeting_id == meeting.id for use in one.uses)
        ),
        sentences=len(speaking),
        share=_share(list(speaking.values())),
        passage=None if best is None else passage(best, topic.text, store, engine.judge),
    )


def quote_of(citation: Citation, store: Store) -> Quote:
    """The quotation that a citation of a current document is of."""
    document = store.document_of(citation.meeting_id)
    paragraph = store.paragraphs(document)[citation.paragraph - 1]
    return Quote(document, paragraph, Span(citation.start, citation.end))


def _sentence_of(citation: Citation, store: Store) -> Quote:
    """The sentence, or those, in which a quotation stands."""
    quote = quote_of(citation, store)
    within = [one.span for one in store.sentences(quote.paragraph) if one.span.overlaps(quote.span)]
    return replace(quote, span=Span(within[0].start, within[-1].end)) if within else quote


def _length(place: Place) -> int:
    """How many words a phrase has that was found there."""
    return sum(len(part.asked.split()) for part in place.redline)


def _share(quotes: Sequence[Quote]) -> float:
    """The share of a document's words that stands in some of its sentences."""
    if not quotes:
        return 0.0
    said = sum(len(one.text.split()) for one in quotes)
    return round(min(1.0, said / len(quotes[0].document.text.split())), 4)


def _by_meeting(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in places:
        name = place.citation.meeting_id
        found[name] = (*found.get(name, ()), place)
    return found
