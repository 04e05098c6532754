"""A phrase looked up: every place where it stands, in date order, and how it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Paragraph, Store
from index import Searcher
from qa.answer import Match
from qa.phrase.alignment import Aligned, align
from qa.phrase.words import Word, span_of, words
from qa.quote import Quote

MOST_PLACES = 100_000
LIKELY = 60  # paragraphs that share most words with a phrase, of which each is compared
LONGEST_PHRASE = 24  # words of a piece by which paragraphs are looked for
ALTERED = 0.75  # share of the words from which a passage is the phrase altered
PARTIAL = 0.5
SMALL_WORD = 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands, with its words beside those of the record."""

    quote: Quote
    match: Match
    aligned: Aligned


class Finder:
    """Looks phrases up in one store through one searcher."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._store = store
        self._searcher = searcher

    def places(self, phrase: str) -> list[Place]:
        """All places of a phrase: where it stands word for word, else where it stands altered."""
        asked = words(phrase)
        whole = list(self._whole(asked))
        rest = [place for place in self._alike(phrase, asked) if place.match != "verbatim"]
        known = {(one.quote.paragraph.id, one.quote.span.start) for one in whole}
        found = [
            *whole,
            *(p for p in rest if (p.quote.paragraph.id, p.quote.span.start) not in known),
        ]
        return sorted(found, key=self._when)

    def _whole(self, asked: Sequence[Word]) -> Iterator[Place]:
        """Where all words stand one after another."""
        texts = [word.text for word in asked]
        for paragraph_id in self._searcher.having_phrase(texts, MOST_PLACES):
            paragraph = self._store.paragraph(paragraph_id)
            document = self._store.document(paragraph.document_id)
            there = words(paragraph.span.of(document.text))
            for start in _runs(texts, [word.text for word in there]):
                run = there[start : start + len(texts)]
                yield self._place(paragraph, run, asked)

    def _alike(self, phrase: str, asked: Sequence[Word]) -> Iterator[Place]:
        """Where most words stand in their order, in the paragraphs that have most of them."""
        for paragraph_id in self._searcher.by_words(phrase, LIKELY):
            paragraph = self._store.paragraph(paragraph_id)
            document = self._store.document(paragraph.document_id)
            there = words(paragraph.span.of(document.text))
            aligned = align(asked, there, self._weight)
            if aligned is None or aligned.share < PARTIAL:
                continue
            match: Match = "altered" if aligned.share >= ALTERED else "partial"
            span = span_of(aligned.there).later(paragraph.span.start)
            if aligned.is_whole:
                match = "verbatim"
            yield Place(Quote(document, paragraph, span), match, aligned)

    def _place(self, paragraph: Paragraph, run: Sequence[Word], asked: Sequence[Word]) -> Place:
        document = self._store.document(paragraph.document_id)
        span = span_of(run).later(paragraph.span.start)
        aligned = align(asked, run, self._weight)
        assert aligned is not None
        return Place(Quote(document, paragraph, span), "verbatim", aligned)

    def _weight(self, word: str) -> float:
        """How much a word counts, from SMALL_WORD to 1: the rarer, the more."""
        rarity = max(map(self._searcher.rarity, self._searcher.terms(word)), default=0.0)
        return SMALL_WORD + (1 - SMALL_WORD) * rarity

    def _when(self, place: Place) -> tuple[object, ...]:
        meeting = self._store.meeting_of(place.quote.document)
        return (meeting.date, meeting.id, place.quote.paragraph.ordinal, place.quote.span.start)


def _runs(asked: list[str], there: list[str]) -> Iterator[int]:
    """Where in ``there`` all of ``asked`` stand in a row."""
    for start in range(len(there) - len(asked) + 1):
        if there[start] == asked[0] and there[start : start + len(asked)] == asked:
            yield start
