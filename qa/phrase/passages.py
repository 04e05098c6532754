"""Passages that have the words of a phrase: all that have it word for word, and those most like it.

Nothing is scanned: paragraphs come from the word index, and of those only the ones that share
enough of the phrase's words are laid beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import Paragraph, Span, Store
from index import Searcher
from qa.amounts import amounts
from qa.answer import Match
from qa.phrase.alignment import Aligned, Step
from qa.phrase.difference import SAME_IN_MEANING, Difference, Kind, differences
from qa.phrase.ends import closest
from qa.phrase.found import Place
from qa.phrase.judge import Judge
from qa.phrase.redline import Part, parts_of_words
from qa.phrase.weights import Weights
from qa.phrase.words import Word, as_indexed, reading, seen_words, span_of, words
from qa.quote import Citation, Quote, cite, verify_all

MOST_FOUND = 100_000
ALTERED = 0.75  # share of the words from which a passage is the phrase altered
PARTIAL = 0.5  # share from which a passage is shown as having a part of a phrase
PATIENCE = 8  # paragraphs in a row without a part of a phrase, after which no more are read
SHARED = 0.3  # share of the words that a paragraph must have to be laid beside a phrase
MOST_OF_A_VERB = 3  # words in the place of a verb


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with a phrase's words beside its own; ``text`` is that of its paragraph.

    ``span`` counts in its document.
    """

    paragraph: Paragraph
    text: str
    span: Span
    steps: tuple[Step, ...]
    kinds: tuple[Kind | None, ...]
    share: float

    @property
    def match(self) -> Match:
        """Word for word, with other words in it, or only a part of it."""
        if not any(self.kinds):
            return "verbatim"
        return "altered" if self.share >= ALTERED else "partial"


@dataclass(frozen=True, slots=True)
class Effort:
    """How many paragraphs to read at most: that have a phrase, and that share most of its words.

    The latter are not read where ``verbatim_is_enough`` and the phrase stands somewhere.
    """

    most: int
    likely: int
    verbatim_is_enough: bool


WHOLE = Effort(2_000, 60, verbatim_is_enough=False)
PIECE = Effort(200, 20, verbatim_is_enough=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """The passages of a phrase, and the paragraphs (ids) that have it too and were not read."""

    passages: tuple[Passage, ...]
    unread: frozenset[int]

    @property
    def best(self) -> Passage | None:
        """The passage that has most of the phrase."""
        return max(
            self.passages, key=lambda one: (one.match == "verbatim", one.share), default=None
        )

    @property
    def stands(self) -> bool:
        """Whether the phrase stands somewhere, word for word or altered."""
        return self.best is not None and self.best.share >= ALTERED


class Passages:
    """The passages of one store, found through one searcher."""

    def __init__(self, store: Store, searcher: Searcher, judge: Judge) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._store = store
        self._searcher = searcher
        self._judge = judge
        self._weights = Weights(searcher)

    def having(self, phrase: str, asked: Sequence[Word], effort: Effort) -> Standing:
        """The passages of a phrase, of which ``asked`` are the words."""
        ids = self._searcher.having_phrase(as_indexed(asked, phrase), MOST_FOUND)
        chosen = self._first_and_last(ids, effort.most)
        passages = list(self._standing_in(chosen, asked))
        unread = frozenset(ids).difference(chosen)
        if passages and effort.verbatim_is_enough:
            return Standing(tuple(passages), unread)
        missed = 0
        left_out = {*ids} if unread else {one.paragraph.id for one in passages}
        for paragraph, text in self._likely(phrase, asked, left_out, effort.likely):
            aligned = closest(asked, text, self._judge)
            if aligned is not None:
                passages.append(self._passage(paragraph, text, aligned))
            missed = 0 if aligned is not None and passages[-1].share >= PARTIAL else missed + 1
            if missed == PATIENCE:
                break
        return Standing(tuple(passages), unread)

    def with_all_of(self, meetings: Collection[str], standing: Standing, phrase: str) -> Standing:
        """The passages that ``having`` found, and all of these meetings (ids) that it did not read.

        Only those with the phrase word for word are added.
        """
        if not standing.unread or not meetings:
            return standing
        wanted = standing.unread.intersection(self._store.paragraph_ids(tuple(meetings)))
        added = self._standing_in(wanted, words(phrase))
        return Standing((*standing.passages, *added), standing.unread - wanted)

    def _first_and_last(self, ids: Sequence[int], most: int) -> Sequence[int]:
        """Paragraphs, of too many the earliest and the latest."""
        if len(ids) <= most:
            return ids
        in_order = self._store.in_date_order(ids)
        return in_order[: most // 2] + in_order[-(most // 2) :]

    def weight(self, some: Sequence[Word]) -> float:
        """How much words count together: the rarer they are, the more."""
        return self._weights.of(some)

    def shares(self, passage: Passage, text: str, share: float) -> bool:
        """Whether a passage's paragraph has such a share of the words of a text, in any order."""
        there = {word.text for word in words(passage.text)}
        asked = words(text)
        found = self.weight([word for word in asked if word.text in there])
        return found > share * self.weight(asked)

    def standing(self, passage: Passage) -> tuple[bool, ...]:
        """For each word of the phrase in order, whether it stands there."""
        both = zip(passage.steps, passage.kinds, strict=True)
        told = [(step, set(_standing(step, kind))) for step, kind in both]
        return tuple(word in there for step, there in told for word in step.asked)

    def places(self, in_order: Sequence[Passage], phrase: str) -> Iterator[Place]:
        """Passages in date order as verified quotations; raises IntegrityError."""
        first = next((one for one in in_order if one.match == "verbatim"), None)
        for number, of_document in groupby(in_order, key=lambda one: one.paragraph.document_id):
            document = self._store.document(number)
            meeting = self._store.meeting_of(document)
            quoted = [(one, Quote(document, one.paragraph, one.span)) for one in of_document]
            verify_all([quote for _, quote in quoted], self._store)
            for one, quote in quoted:
                yield self._place(one, phrase, quote, cite(quote, meeting), first=one is first)

    def _place(
        self, one: Passage, phrase: str, quote: Quote, citation: Citation, *, first: bool
    ) -> Place:
        """A passage as a place, once its quotation is verified."""
        redline = parts_of_words(one.steps, phrase, one.text)
        return Place(
            match=one.match,
            first=first,
            quote=quote.text,
            citation=citation,
            share=round(one.share, 3),
            differences=self.differences(one, phrase),
            written=tuple(dict.fromkeys(_written(redline))),
            redline=redline,
        )

    def differences(self, one: Passage, phrase: str) -> tuple[Difference, ...]:
        """What of the words of a phrase is otherwise in a passage."""
        return tuple(self._differences(one, phrase))

    def in_date_order(self, passages: Iterable[Passage]) -> list[Passage]:
        """Passages in the order of their meetings' dates, then as they stand in the text."""
        return sorted(passages, key=self._when)

    def _standing_in(self, ids: Iterable[int], asked: Sequence[Word]) -> Iterator[Passage]:
        """Where all words of a phrase stand one after another in these paragraphs."""
        for paragraph, text in self._store.read_paragraphs(ids):
            yield from self._word_for_word(paragraph, text, asked)

    def _word_for_word(
        self, paragraph: Paragraph, text: str, asked: Sequence[Word]
    ) -> Iterator[Passage]:
        """Where in a paragraph all words of a phrase stand one after another."""
        there = reading(text)
        for start in _runs([word.text for word in asked], there.texts):
            step = Step(tuple(asked), there.words(start, start + len(asked)))
            yield self._passage(paragraph, text, Aligned((step,)))

    def _likely(
        self, phrase: str, asked: Sequence[Word], seen: set[int], most: int
    ) -> list[tuple[Paragraph, str]]:
        """Paragraphs that share enough words with a phrase to be laid beside it, best first."""
        wanted = {word.text: self._weights.of_word(word.text) for word in asked}
        enough = SHARED * sum(wanted.values())
        ids = {*self._searcher.by_words(phrase, most + len(seen))} - seen
        found = []
        for paragraph, text in self._store.read_paragraphs(ids):
            shared = sum(wanted[word] for word in wanted.keys() & seen_words(text))
            if shared >= enough:
                found.append((shared, paragraph, text))
        found.sort(key=lambda one: (-one[0], one[1].id))
        return [(paragraph, text) for _, paragraph, text in found]

    def _passage(self, paragraph: Paragraph, text: str, aligned: Aligned) -> Passage:
        span = span_of(aligned.there).later(paragraph.span.start)
        kinds = differences(aligned.steps, self._judge)
        both = zip(aligned.steps, kinds, strict=True)
        stands = sum(self.weight(_standing(step, kind)) for step, kind in both)
        share = stands / sum(self.weight(step.asked) for step in aligned.steps)
        return Passage(paragraph, text, span, aligned.steps, kinds, share)

    def _differences(self, one: Passage, phrase: str) -> Iterator[Difference]:
        verbs = self._verbs(one) if {"other words", "left out"} & {*one.kinds} else set()
        for kind, step in zip(one.kinds, one.steps, strict=True):
            if kind is not None:
                few = 0 < len(step.there) <= MOST_OF_A_VERB >= len(step.asked)
                named = kind in ("other words", "left out") and few
                verb = named and any(word.span in verbs for word in step.there)
                yield Difference.at(step, "verb" if verb else kind, phrase, one.text)

    def _verbs(self, one: Passage) -> set[Span]:
        """Where the paragraph of a passage has its verbs."""
        start = one.paragraph.span.start
        return {
            verb.later(sentence.span.start - start)
            for sentence in self._store.sentences(one.paragraph)
            for verb in self._searcher.verbs(sentence.id)
        }

    def _when(self, one: Passage) -> tuple[object, ...]:
        meeting = self._store.meeting_of(self._store.document(one.paragraph.document_id))
        return (meeting.date, meeting.id, one.paragraph.ordinal, one.span.start)


def _standing(step: Step, kind: Kind | None) -> tuple[Word, ...]:
    """The words of the phrase that stand there, be it with others in their place."""
    if kind == "number" and step.there:
        return tuple(word for word in step.asked if amounts(word.text))
    return step.asked if kind in SAME_IN_MEANING else ()


def _runs(asked: list[str], there: list[str]) -> Iterator[int]:
    """Where in ``there`` all of ``asked`` stand in a row."""
    for start in range(len(there) - len(asked) + 1):
        if there[start] == asked[0] and there[start : start + len(asked)] == asked:
            yield start


def _written(redline: Sequence[Part]) -> Iterator[str]:
    """In what the same words are written otherwise."""
    for part in redline:
        asked, there = part.asked.strip(), part.there.strip()
        if part.same and asked != there:
            if asked.casefold() != there.casefold():
                yield "marks and spacing"
            if [*filter(str.isalpha, asked)] != [*filter(str.isalpha, there)]:
                yield "capitals"
