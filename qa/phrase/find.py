"""A phrase looked up: every place where it stands, in date order, and how it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

from corpus import Paragraph, Store
from corpus.errors import InputError
from index import Searcher
from qa.amounts import amounts
from qa.answer import Match
from qa.phrase.alignment import Aligned, Step, align
from qa.phrase.difference import Difference, Kind, difference
from qa.phrase.judge import Judge
from qa.phrase.redline import Cut, Part, parts
from qa.phrase.words import Word, span_of, words
from qa.quote import Citation, Quote, cite, verify

MOST_PLACES = 100_000
LIKELY = 60  # paragraphs that share most words with a phrase, of which each is compared
ALTERED = 0.75  # share of the words from which a passage is the phrase altered
PARTIAL = 0.5
SMALL_WORD = 0.3
WEIGHTS_KEPT = 65_536
FOR_ANOTHER: tuple[Kind | None, ...] = (None, "name", "misread", "spelling")
LONGEST = 200_000  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands, and how.

    ``share`` (0..1) is how much of the phrase stands there; ``redline`` has all of its words beside
    those of the record; ``differences`` what of them is otherwise; ``written`` in what the same
    words are written otherwise (capitals, marks and spacing). ``first`` marks the first use.
    """

    match: Match
    first: bool
    quote: str
    citation: Citation
    share: float
    differences: tuple[Difference, ...]
    written: tuple[str, ...]
    redline: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase with all its places in date order; where there is none, the record has it not."""

    phrase: str
    places: tuple[Place, ...]
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class _There:
    """A passage with the phrase's words beside its own; ``text`` is that of its paragraph."""

    quote: Quote
    text: str
    steps: tuple[Step, ...]
    kinds: tuple[Kind | None, ...]
    share: float

    @property
    def match(self) -> Match:
        """Word for word, with other words in it, or only a part of it."""
        if not any(self.kinds):
            return "verbatim"
        return "altered" if self.share >= ALTERED else "partial"


class Finder:
    """Looks phrases up in one store through one searcher."""

    def __init__(self, store: Store, searcher: Searcher, judge: Judge) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._store = store
        self._searcher = searcher
        self._judge = judge
        self._weight_of = lru_cache(WEIGHTS_KEPT)(self._uncached_weight)

    def find(self, phrase: str) -> FoundPhrase:
        """All places of a phrase; raises InputError for one that cannot be looked up."""
        started = perf_counter()
        if len(phrase) > LONGEST:
            raise InputError(f"A phrase may have {LONGEST:,} characters, not {len(phrase):,}.")
        asked = words(phrase)
        if not any(self._searcher.terms(word.text) for word in asked):
            raise InputError("There is no word to look for. Paste a phrase, or a sentence.")
        found = {(one.quote.paragraph.id, one.quote.span): one for one in self._all(phrase, asked)}
        least = ALTERED if any(one.share >= ALTERED for one in found.values()) else PARTIAL
        shown = [one for one in found.values() if one.share >= least]
        in_order = sorted(shown, key=self._when)
        first = next((one for one in in_order if one.match == "verbatim"), None)
        places = tuple(self._place(phrase, one, first=one is first) for one in in_order)
        return FoundPhrase(phrase, places, round((perf_counter() - started) * 1000, 1))

    def _all(self, phrase: str, asked: Sequence[Word]) -> Iterator[_There]:
        """First where all words stand one after another, then where most stand in their order."""
        whole = [word.text for word in asked]
        looked_at = set()
        for paragraph_id in self._searcher.having_phrase(whole, MOST_PLACES):
            paragraph, text, there = self._read(paragraph_id)
            for start in _runs(whole, [word.text for word in there]):
                looked_at.add(paragraph_id)
                steps = (Step(tuple(asked), there[start : start + len(asked)]),)
                yield self._there(paragraph, text, Aligned(steps))
        for paragraph_id in self._searcher.by_words(phrase, LIKELY):
            if paragraph_id in looked_at:
                continue
            paragraph, text, there = self._read(paragraph_id)
            aligned = align(asked, there)
            if aligned is not None:
                yield self._there(paragraph, text, aligned)

    def _read(self, paragraph_id: int) -> tuple[Paragraph, str, tuple[Word, ...]]:
        paragraph = self._store.paragraph(paragraph_id)
        text = paragraph.span.of(self._store.document(paragraph.document_id).text)
        return paragraph, text, words(text)

    def _there(self, paragraph: Paragraph, text: str, aligned: Aligned) -> _There:
        document = self._store.document(paragraph.document_id)
        span = span_of(aligned.there).later(paragraph.span.start)
        kinds = tuple(difference(step, self._judge) for step in aligned.steps)
        both = zip(aligned.steps, kinds, strict=True)
        stands = sum(self._weight(_standing(step, kind)) for step, kind in both)
        share = stands / sum(self._weight(step.asked) for step in aligned.steps)
        return _There(Quote(document, paragraph, span), text, aligned.steps, kinds, share)

    def _place(self, phrase: str, one: _There, *, first: bool) -> Place:
        """A passage as a verified quotation; raises IntegrityError."""
        verify(one.quote, self._store)
        redline = parts(
            one.steps,
            Cut(phrase, span_of([word for step in one.steps for word in step.asked])),
            Cut(one.text, span_of([word for step in one.steps for word in step.there])),
        )
        return Place(
            match=one.match,
            first=first,
            quote=one.quote.text,
            citation=cite(one.quote, self._store.meeting_of(one.quote.document)),
            share=round(one.share, 3),
            differences=tuple(
                Difference(kind, _slice(step.asked, phrase), _slice(step.there, one.text))
                for kind, step in zip(one.kinds, one.steps, strict=True)
                if kind
            ),
            written=tuple(dict.fromkeys(_written(redline))),
            redline=redline,
        )

    def _weight(self, some: Sequence[Word]) -> float:
        """How much words count together."""
        return sum(self._weight_of(word.text) for word in some)

    def _uncached_weight(self, word: str) -> float:
        """How much a word counts, from SMALL_WORD to 1: the rarer, the more."""
        rarity = max(map(self._searcher.rarity, self._searcher.terms(word)), default=0.0)
        return SMALL_WORD + (1 - SMALL_WORD) * rarity

    def _when(self, one: _There) -> tuple[object, ...]:
        meeting = self._store.meeting_of(one.quote.document)
        return (meeting.date, meeting.id, one.quote.paragraph.ordinal, one.quote.span.start)


def _standing(step: Step, kind: Kind | None) -> tuple[Word, ...]:
    """The words of the phrase that stand there, be it with others in their place."""
    if kind == "number":
        return tuple(word for word in step.asked if amounts(word.text))
    return step.asked if kind in FOR_ANOTHER else ()


def _runs(asked: list[str], there: list[str]) -> Iterator[int]:
    """Where in ``there`` all of ``asked`` stand in a row."""
    for start in range(len(there) - len(asked) + 1):
        if there[start] == asked[0] and there[start : start + len(asked)] == asked:
            yield start


def _slice(some: Sequence[Word], text: str) -> str:
    return span_of(some).of(text) if some else ""


def _written(redline: Sequence[Part]) -> Iterator[str]:
    """In what the same words are written otherwise."""
    for part in redline:
        asked, there = part.asked.strip(), part.there.strip()
        if part.same and asked != there:
            if asked.casefold() != there.casefold():
                yield "marks and spacing"
            if [*filter(str.isalpha, asked)] != [*filter(str.isalpha, there)]:
                yield "capitals"
