"""Whether the texts themselves speak of a time or place that a question names."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus import Store
from corpus.wording import folded
from index import Searcher
from qa.coverage import coverage
from qa.dates_asked import moments_in
from qa.mention import Mention
from qa.moment import Moment

READ_OUTSIDE = 25
READ_INSIDE = 8
FEW_MEETINGS = 20
PARAGRAPHS_KEPT = 4096
WORDS_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a document: its meeting, its words, its terms and the dates it names."""

    meeting: str
    text: str
    terms: frozenset[str]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of a question's telling words (0..1, by weight) one sentence has at best.

    ``outside`` is of sentences in other meetings that name the same time or place, ``inside`` of
    any sentence of the meetings that fit; ``stands`` says whether any text outside names it, and
    ``verbatim`` whether also the two words before it stand there.
    """

    stands: bool
    verbatim: bool
    outside: float
    inside: float


class Texts:
    """Reads the sentences of a collection that are nearest to a question by words."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._store = store
        self._searcher = searcher
        self._days = {meeting.id: meeting.date for meeting in store.meetings()}
        self._sentences = lru_cache(PARAGRAPHS_KEPT)(self._read)

    def weights(self, text: str) -> dict[str, float]:
        """The terms of a text that the record has, each by how rare it is there."""
        rarities = {term: self._searcher.rarity(term) for term in set(self._searcher.terms(text))}
        return {term: -math.log(1 - rarity) for term, rarity in rarities.items() if rarity < 1}

    def evidence(
        self, question: str, mention: Mention, weights: dict[str, float], needed: str
    ) -> Evidence:
        """What speaks for a mention that belongs to the content.

        ``weights`` are those of the question's terms without the mentions; a sentence counts as
        evidence only if it has the terms of ``needed``.
        """
        words = question[mention.start : mention.end]
        asked = frozenset(self._searcher.terms(needed))
        naming = [
            told
            for told in self._near(f"{words} {question}", READ_OUTSIDE)
            if told.meeting not in mention.meetings and names(told, mention, words)
        ]
        stands = bool(naming) or (not mention.meetings and self._stands(mention, words))
        outside = _best(weights, (told for told in naming if asked <= told.terms))
        inside = 0.0
        if outside and 0 < len(mention.meetings) <= FEW_MEETINGS:
            allowed = self._store.paragraph_ids(tuple(mention.meetings))
            inside = _best(weights, self._near(question, READ_INSIDE, allowed))
        return Evidence(stands, _has_verbatim(naming, question, mention), outside, inside)

    def meetings_mentioning(self, words: str, most: int) -> frozenset[str]:
        """Ids of the meetings in whose text all terms of ``words`` stand in one sentence."""
        terms = frozenset(self._searcher.terms(words))
        if not terms:
            return frozenset()
        found = self._searcher.by_words(words, most)
        if len(terms) == 1:
            return frozenset(self._store.meetings_of(found).values())
        return frozenset(
            told.meeting
            for number in found
            for told in self._sentences(number)
            if terms <= told.terms
        )

    def is_unknown(self, word: str) -> bool:
        """Whether no text has a word, which is none of the language's function words."""
        return self._searcher.is_unknown(word)

    def tells(self, text: str) -> bool:
        """Whether a text has a word that can be searched for."""
        return bool(self._searcher.terms(text))

    def share_quoted(self, quoted: str, meetings: Collection[str]) -> tuple[float, float]:
        """How much of quoted words one paragraph has at best: of these meetings, and of any."""
        weights = self.weights(quoted)
        anywhere = self._near(quoted, READ_INSIDE)
        allowed = self._store.paragraph_ids(tuple(meetings))
        return _best(weights, self._near(quoted, READ_INSIDE, allowed)), _best(weights, anywhere)

    def _near(self, text: str, most: int, allowed: tuple[int, ...] | None = None) -> list[Told]:
        numbers = self._searcher.by_words(text, most, allowed)
        return [told for number in numbers for told in self._sentences(number)]

    def _stands(self, mention: Mention, words: str) -> bool:
        return any(names(told, mention, words) for told in self._near(words, READ_OUTSIDE))

    def _read(self, paragraph_id: int) -> tuple[Told, ...]:
        paragraph = self._store.paragraph(paragraph_id)
        document = self._store.document(paragraph.document_id)
        day = self._days[document.meeting_id]
        texts = (sentence.span.of(document.text) for sentence in self._store.sentences(paragraph))
        return tuple(
            Told(
                document.meeting_id,
                folded(text),
                frozenset(self._searcher.terms(text)),
                tuple(dated(moment, day) for moment in moments_in(text)),
            )
            for text in texts
        )


def dated(moment: Moment, written: date) -> Moment:
    """A moment without a year as the last one before the day on which the text was written."""
    if moment.year is not None or not moment.months:
        return moment
    later = (moment.months[0], moment.day or 1) > (written.month, written.day)
    return replace(moment, year=written.year - later)


def names(told: Told, mention: Mention, words: str) -> bool:
    """Whether a sentence names the time or place of a mention."""
    if mention.date is not None:
        return any(mention.date.covers(moment) for moment in told.moments)
    return re.search(rf"(?<!\w){re.escape(folded(words))}(?!\w)", told.text) is not None


def _has_verbatim(naming: Iterable[Told], question: str, mention: Mention) -> bool:
    """Whether a sentence has the mention's words with the two before them."""
    before = question[: mention.start].split()[-WORDS_BEFORE:]
    phrase = folded(" ".join([*before, question[mention.start : mention.end]]))
    return len(before) == WORDS_BEFORE and any(phrase in told.text for told in naming)


def _best(weights: dict[str, float], sentences: Iterable[Told]) -> float:
    return max((coverage(weights, told.terms) for told in sentences), default=0.0)
