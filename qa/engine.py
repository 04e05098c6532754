"""One question's way: understand, search, extract, weigh, verify, cite, answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

from corpus import Store
from corpus.errors import InputError
from corpus.wording import folded
from index import Scores, Searcher, Speller
from qa.answer import Answer, Quoted, Understood
from qa.confidence import DECLINE_BELOW, Signals, reason, weigh
from qa.extract import BestSentence, Candidate, Extractor
from qa.filters import Filters
from qa.parts import ALL_PARTS, Parts
from qa.question import Question, understand
from qa.quote import cite, verify
from qa.scope import ScopeReader, scope_by_hand
from qa.spelling import WORD, Corrections, misspelt

MOST_ANSWERS = 20
DEFAULT_ANSWERS = 3
EXPLAINED = 10
EVERYWHERE = Filters()


@dataclass(frozen=True, slots=True)
class Considered:
    """A sentence that was considered, where it stands, and every score it got."""

    meeting_id: str
    document: str
    paragraph: int
    sentence: str
    scores: Scores
    similarity: float
    coverage: float
    rerank: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about: what was weighed, and which sentences were considered."""

    signals: Signals
    decline_below: float
    considered: tuple[Considered, ...]


class Engine:
    """Answers questions from one store through one searcher; safe to share between threads."""

    def __init__(
        self, store: Store, searcher: Searcher, speller: Speller, parts: Parts = ALL_PARTS
    ) -> None:
        """``searcher`` and ``speller`` must be of an index of the documents in ``store``."""
        self.store = store
        self._searcher = searcher
        self._speller = speller
        self._extractor: Extractor = BestSentence(searcher, store)
        self._names: list[list[str]] = json.loads(store.property("aliases"))
        self._dates = [meeting.date.isoformat() for meeting in store.meetings()]
        self._read_scope = ScopeReader(store, searcher).read if parts.scope else scope_by_hand
        self._never_misspelt = _words_of_names(store, self._names)

    def ask(self, text: str, filters: Filters = EVERYWHERE, limit: int = DEFAULT_ANSWERS) -> Answer:
        """Answer a question with at most ``limit`` verified quotations.

        Raises InputError for a question or filters that cannot be used, IntegrityError when a
        quotation does not stand in its source.
        """
        return self._answer(text, filters, limit, limit)[0]

    def explain(
        self, text: str, filters: Filters = EVERYWHERE, limit: int = DEFAULT_ANSWERS
    ) -> tuple[Answer, Explanation]:
        """The answer that ``ask`` gives, and how it came about."""
        answer, signals, candidates = self._answer(text, filters, limit, max(limit, EXPLAINED))
        return answer, _explanation(signals, candidates)

    def _answer(
        self, text: str, filters: Filters, limit: int, considered: int
    ) -> tuple[Answer, Signals, Sequence[Candidate]]:
        """The answer, what its confidence was made from, and so many candidates."""
        if not 1 <= limit <= MOST_ANSWERS:
            raise InputError(f"The limit must be from 1 to {MOST_ANSWERS}, not {limit}.")
        started = perf_counter()
        question = understand(
            text, filters, self.store, self._names, self._misspelt, self._read_scope
        )
        if not self._searcher.terms(question.text):
            raise InputError(
                "The question has only words that say nothing of what is asked. "
                "Add what it is about."
            )
        candidates = self._candidates(question, considered)
        signals = weigh(question, next(iter(candidates), None), self._searcher, self._dates)
        shown = tuple(self._quoted(candidates[:limit]))
        answered = signals.answers and bool(shown) and not question.missing
        answer = Answer(
            question=question.asked,
            answered=answered,
            confidence=round(signals.confidence, 3),
            reason=None if answered else question.missing or reason(signals),
            understood=Understood(
                kind=question.kind,
                meetings=question.meetings,
                aliases=question.aliases,
                corrections=question.corrections,
                scope=question.scope,
                parts=question.parts,
            ),
            notes=question.notes,
            answers=shown if answered else (),
            nothing_in=(),
            but_see=(),
            nearest=() if answered else shown,
            elapsed_ms=round((perf_counter() - started) * 1000, 1),
        )
        return answer, signals, candidates

    def _candidates(self, question: Question, most: int) -> list[Candidate]:
        """The best sentence of each of the paragraphs that fit best."""
        allowed = self.store.paragraph_ids(question.meetings) if question.meetings else None
        hits = self._searcher.search(
            question.searched, most, allowed, question.other_names, reread=question.asks
        )
        return self._extractor.extract(question, hits)

    def _misspelt(self, text: str) -> Corrections:
        return misspelt(text, self._never_misspelt, self._searcher, self._speller)

    def _quoted(self, candidates: Sequence[Candidate]) -> Iterator[Quoted]:
        """Verify and cite each candidate."""
        for candidate in candidates:
            quote = candidate.quote
            verify(quote, self.store)
            citation = cite(quote, self.store.meeting_of(quote.document))
            elsewhere = self.store.meetings_with_wording(quote.text)
            yield Quoted(
                short=None,
                short_span=None,
                quote=quote.text,
                citation=citation,
                match="verbatim",
                same_wording_in=tuple(name for name in elsewhere if name != citation.meeting_id),
                scores={name: round(s, 4) for name, s in all_scores(candidate).items()},
            )


def _words_of_names(store: Store, names: Sequence[Sequence[str]]) -> frozenset[str]:
    """The folded words of all aliases, and of what the table of meetings says."""
    texts = [name for group in names for name in group]
    for meeting in store.meetings():
        told = (meeting.title, meeting.place, meeting.body, meeting.kind, *meeting.hosts)
        texts += [text for text in told if text is not None]
    return frozenset(word for text in texts for word in WORD.findall(folded(text)))


def all_scores(one: Candidate | Considered) -> dict[str, float]:
    """Every score of a sentence and its paragraph by name, without those it did not get."""
    found = asdict(one.scores) | {
        "similarity": one.similarity,
        "coverage": one.coverage,
        "rerank": one.rerank,
    }
    return {name: score for name, score in found.items() if score is not None}


def _explanation(signals: Signals, candidates: Sequence[Candidate]) -> Explanation:
    considered = tuple(
        Considered(
            meeting_id=candidate.quote.document.meeting_id,
            document=candidate.quote.document.name,
            paragraph=candidate.quote.paragraph.ordinal,
            sentence=candidate.quote.text,
            scores=candidate.scores,
            similarity=candidate.similarity,
            coverage=candidate.coverage,
            rerank=candidate.rerank,
        )
        for candidate in candidates
    )
    return Explanation(signals, DECLINE_BELOW, considered)
