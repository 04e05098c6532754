"""The best sentence of each paragraph that was found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus import Sentence, Store
from corpus.predecessor import in_context
from index import Hit, Reading, Scores, Searcher
from qa.coverage import coverage
from qa.question import Question
from qa.quote import Quote

COVERAGE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with all its scores.

    ``quote`` is the sentence, with the one before it where it points back to that.
    ``scores`` are its paragraph's; ``similarity`` is the cosine of question and sentence,
    ``coverage`` (0..1) how much of the question's telling words stand in the sentence, and
    ``rerank`` the reranker's score where it read the sentence.
    """

    quote: Quote
    sentence: Sentence
    scores: Scores
    similarity: float
    coverage: float
    rerank: float | None

    @property
    def sentence_text(self) -> str:
        """The words of the sentence, without those of the one before."""
        return self.sentence.span.of(self.quote.document.text)

    @property
    def preference(self) -> tuple[float, float]:
        """What chose the sentence among those of its paragraph: the reranker, then likeness."""
        likeness = self.similarity + COVERAGE_WEIGHT * self.coverage
        return (-math.inf if self.rerank is None else self.rerank, likeness)


class Extractor(Protocol):
    """Takes from each paragraph that was found the sentence that answers."""

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """A candidate for each hit, in its order."""


class BestSentence:
    """For each paragraph, the sentence that the reranker, or else likeness, prefers."""

    def __init__(self, searcher: Searcher, store: Store) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._searcher = searcher
        self._store = store

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """A candidate for each hit, in its order."""
        terms = self._searcher.terms(question.topic)
        weights = {term: self._searcher.rarity(term) for term in terms}
        return [self._best(hit, weights) for hit in hits]

    def _best(self, hit: Hit, weights: dict[str, float]) -> Candidate:
        paragraph = self._store.paragraph(hit.paragraph_id)
        document = self._store.document(paragraph.document_id)
        in_order = self._store.sentences(paragraph)
        sentences = {sentence.id: sentence for sentence in in_order}
        whole = in_context([sentence.span for sentence in in_order], document.text)
        spans = dict(zip(sentences, whole, strict=True))

        def candidate(found: Reading) -> Candidate:
            sentence = sentences[found.id]
            quote = Quote(document, paragraph, spans[found.id])
            share = coverage(weights, self._searcher.terms(sentence.span.of(document.text)))
            return Candidate(quote, sentence, hit.scores, found.similarity, share, found.rerank)

        candidates = [candidate(found) for found in hit.sentences]
        return max(candidates, key=lambda candidate: candidate.preference)
