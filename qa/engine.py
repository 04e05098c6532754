"""One question's way: understand, search, extract, weigh, verify, cite, answer."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from threading import BoundedSemaphore
from time import perf_counter
from typing import TYPE_CHECKING

from corpus import Store
from corpus.errors import InputError
from corpus.wording import folded
from index import Searcher, Speller
from qa.answer import Answer, Contrast, Quoted, Understood
from qa.asked import CAN_BE_TOLD, asked
from qa.confidence import DECLINE_BELOW, confidence
from qa.contrast import said_otherwise
from qa.every_meeting import speaking
from qa.evidence import Evidence, gather
from qa.explanation import Explanation, considered
from qa.extract import BestSentence, Candidate, Extractor
from qa.filters import Filters
from qa.found import Found
from qa.language import is_foreign
from qa.lookup import look_up
from qa.names import Names, helpful, names_of
from qa.parts import ALL_PARTS, Parts
from qa.phrase import Finder, FoundPhrase, judge_of
from qa.phrase.attribution import named_in
from qa.question import Question
from qa.quoting import contrasted, quoted
from qa.reader import Reader, ShortAnswer
from qa.scope import ScopeReader, scope_by_hand
from qa.several_meetings import topic_of_each
from qa.silence import reason
from qa.spelling import WORD, Corrections, misspelt
from qa.suggesting import Suggester
from qa.together import answered_together
from qa.understanding import Understanding

if TYPE_CHECKING:
    from qa.figures import Figures

MOST_ANSWERS = 20
DEFAULT_ANSWERS = 3
EXPLAINED = 10
NOT_READ = 0.6  # what counts for the fit of a short answer where no reader is at work
EVERYWHERE = Filters()
AT_ONCE = os.cpu_count() or 1  # answers; more only fight over Python's lock


class Engine:
    """Answers questions from one store through one searcher; safe to share between threads."""

    def __init__(
        self,
        store: Store,
        searcher: Searcher,
        speller: Speller,
        reader: Reader | None,
        parts: Parts = ALL_PARTS,
    ) -> None:
        """``searcher`` and ``speller`` must be of an index of the documents in ``store``."""
        self.store = store
        self.searcher = searcher
        self._speller = speller
        self.reader = reader if parts.short_answers else None
        self._parts = parts
        self._extractor: Extractor = BestSentence(searcher, store)
        names = names_of(store, searcher) if parts.aliases else Names((), frozenset())
        self.names = names.groups
        scope = ScopeReader(store, searcher)
        read_scope = scope.read if parts.scope else scope_by_hand
        self._understanding = Understanding(
            store, names, self._misspelt, read_scope, searcher.terms
        )
        self._never_misspelt = _words_of_names(store, names)
        self.judge = judge_of(names.groups, speller.dictionary)
        self._finder = Finder(
            store, searcher, self.judge, lambda around: named_in(around, scope.mentions)
        )
        self.suggester = Suggester(store, searcher, names.groups)
        self._free = BoundedSemaphore(AT_ONCE)

    def ask(self, text: str, filters: Filters = EVERYWHERE, limit: int = DEFAULT_ANSWERS) -> Answer:
        """Answer a question with at most ``limit`` verified quotations, or one a meeting.

        Raises InputError for a question or filters that cannot be used, IntegrityError when a
        quotation does not stand in its source.
        """
        with self._free:
            return self._answer(text, filters, limit, limit)[0]

    def find(
        self, phrase: str, attribution: str = "", meetings: Collection[str] = ()
    ) -> FoundPhrase:
        """Every place where a phrase stands, in date order, and how it stands there.

        ``attribution`` are words around a quotation that say of which meeting it is; ``meetings``
        are ids of those of which no place may be missing. Raises InputError for a phrase that
        cannot be looked up, IntegrityError as ``ask`` does.
        """
        return self._finder.find(phrase, attribution, meetings)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the record; made when they are first asked for, as no question does."""
        from qa.figures import Figures

        return Figures(self.store, self.searcher, self.names)

    def understand(self, text: str) -> Question:
        """What is understood of a question or a topic; raises InputError as ``ask`` does."""
        return self._understanding.question(text, EVERYWHERE)

    def explain(
        self, text: str, filters: Filters = EVERYWHERE, limit: int = DEFAULT_ANSWERS
    ) -> tuple[Answer, Explanation]:
        """The answer that ``ask`` gives, and how it came about."""
        with self._free:
            return self._answer(text, filters, limit, max(limit, EXPLAINED))

    def _answer(
        self, text: str, filters: Filters, limit: int, most: int
    ) -> tuple[Answer, Explanation]:
        """The answer, and how it came about, with so many candidates at most."""
        if not 1 <= limit <= MOST_ANSWERS:
            raise InputError(f"The limit must be from 1 to {MOST_ANSWERS}, not {limit}.")
        started = perf_counter()
        question = self._understanding.question(text, filters)
        self._refuse_empty(question)
        if question.parts and all(self.searcher.terms(part) for part in question.parts):
            return self._answer_each(question, filters, limit, most)
        found = self._found(question, most)
        short = self._short_of_best(question, found)
        evidence, sure = self._weigh(question, found, short)
        answered = found.best is not None and self._answers(question, sure)
        whole = self._is_several(question) and not found.looked_up
        shown = found.candidates[: MOST_ANSWERS if whole else limit]
        answers = self._quoted(question, found, short, shown) if answered else ()
        answer = Answer(
            question=question.asked,
            answered=answered,
            confidence=round(sure, 3),
            reason=None if answered else reason(question, evidence, self.searcher, self.store),
            understood=_understood(question),
            notes=(*question.notes, *found.notes),
            answers=answers,
            nothing_in=found.silent if answered else (),
            but_see=tuple(self._otherwise(question, shown)) if answered else (),
            nearest=() if answered else tuple(quoted(one, None, self.store) for one in shown),
            elapsed_ms=round((perf_counter() - started) * 1000, 1),
        )
        steps = considered(found.candidates, len(shown))
        return answer, Explanation(question.topic, evidence, DECLINE_BELOW, steps)

    def _refuse_empty(self, question: Question) -> None:
        """Raise InputError for a question of words that say nothing."""
        if self.searcher.terms(question.text) or is_foreign(question.text, self.searcher):
            return
        raise InputError(
            "The question has only words that say nothing of what is asked. Add what it is about."
        )

    def _answer_each(
        self, question: Question, filters: Filters, limit: int, most: int
    ) -> tuple[Answer, Explanation]:
        """The answers to the parts of a question together, explained by the first that has one."""
        taken: list[tuple[Answer, Explanation]] = []

        def ask(part: str, within: Filters) -> Answer:
            taken.append(self._answer(part, within, limit, most))
            return taken[-1][0]

        answer = answered_together(question, filters, limit, ask)
        _, explanation = next((one for one in taken if one[0].answered), taken[0])
        return answer, explanation

    def _found(self, question: Question, most: int) -> Found:
        """The best sentence of each of the paragraphs that fit best, or of each meeting."""
        looked_up = tuple(
            look_up(question, self._finder, self.searcher, self.store, self._extractor)
        )
        if looked_up:
            candidates = tuple(one.candidate for one in looked_up[:most])
            return Found(candidates, candidates[0], (), looked_up)
        if self._is_several(question):
            spoken = speaking(question, self.store, self.searcher, self._extractor)
            best = max(spoken.rows, key=lambda one: one.preference, default=None)
            return Found(spoken.rows, best, spoken.silent)
        allowed = self.store.allowed(question.meetings)
        others = helpful(question.aliases, self.searcher)
        hits = self.searcher.search(question.topic, most, allowed, others, reread=question.asks)
        candidates = tuple(self._extractor.extract(question, hits))
        return Found(candidates, next(iter(candidates), None))

    def _is_several(self, question: Question) -> bool:
        """Whether a question is answered with a sentence of each meeting."""
        one = len(question.meetings) == 1
        return question.kind == "several" and self._parts.every_meeting and not one

    def _short_of_best(self, question: Question, found: Found) -> ShortAnswer | None:
        """The short answer in the best sentence, of a question that is not about several."""
        if found.best is None or self._is_several(question):
            return None
        return self._read(question, found.best)

    def _weigh(
        self, question: Question, found: Found, short: ShortAnswer | None
    ) -> tuple[Evidence, float]:
        """The evidence for the best sentence, and how likely it answers."""
        fits = not question.asks or self.reader is None or self._is_several(question)
        fit = short.likelihood if short else NOT_READ if fits else 0.0
        share = found.looked_up[0].share if found.looked_up else None
        evidence = gather(question, found.best, fit, share, self.searcher, self.store)
        return evidence, 0.0 if question.missing else confidence(evidence)

    def _answers(self, question: Question, sure: float) -> bool:
        """Whether a confidence is enough to show an answer."""
        if question.only_instructs:
            return False
        return not self._parts.silence or sure >= DECLINE_BELOW

    def _read(self, question: Question, candidate: Candidate) -> ShortAnswer | None:
        if self.reader is None or not question.asks:
            return None
        return self.reader.read(question, candidate)

    def _quoted(
        self,
        question: Question,
        found: Found,
        short: ShortAnswer | None,
        shown: Sequence[Candidate],
    ) -> tuple[Quoted, ...]:
        """The candidates quoted, with their short answers; ``short`` is that of the best."""
        read = {} if found.best is None else {found.best.sentence.id: short}
        marked = not found.looked_up
        if self._is_several(question):
            question, read = replace(question, topic=topic_of_each(question.topic)), {}
            marked = asked(question.topic).sort in CAN_BE_TOLD
        answers = []
        for one in shown:
            if marked and one.sentence.id not in read:
                read[one.sentence.id] = self._read(question, one)
            answer = read[one.sentence.id] if marked else None
            answers.append(quoted(one, answer, self.store, found.match(one)))
        return tuple(answers)

    def _otherwise(self, question: Question, shown: Sequence[Candidate]) -> Iterator[Contrast]:
        """Passages elsewhere that say otherwise than the first answer."""
        if question.asks:
            found = said_otherwise(shown[0], question, self.searcher, self._extractor)
            yield from contrasted(0, list(found), self.store)

    def _misspelt(self, text: str) -> Corrections:
        return misspelt(text, self._never_misspelt, self.searcher, self._speller)


def _understood(question: Question) -> Understood:
    return Understood(
        kind=question.kind,
        meetings=question.meetings,
        aliases=question.aliases,
        corrections=question.corrections,
        scope=question.scope,
        parts=(),
    )


def _words_of_names(store: Store, names: Names) -> frozenset[str]:
    """The folded words of all aliases, and of what the table of meetings says."""
    texts = [name for group in names.groups for name in group]
    for meeting in store.meetings():
        told = (meeting.title, meeting.place, meeting.body, meeting.kind, *meeting.hosts)
        texts += [text for text in told if text is not None]
    return frozenset(word for text in texts for word in WORD.findall(folded(text)))
