"""The best sentence of each paragraph that was found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Store
from index import Hit, Reading, Scores, Searcher
from qa.quote import Quote

COVERAGE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with all its scores.

    ``scores`` are its paragraph's; ``similarity`` is the cosine of question and sentence,
    ``coverage`` (0..1) how much of the question's telling words stand in the sentence, and
    ``rerank`` the reranker's score where it read the sentence.
    """

    quote: Quote
    scores: Scores
    similarity: float
    coverage: float
    rerank: float | None

    @property
    def preference(self) -> tuple[float, float]:
        """What chose the sentence among those of its paragraph: the reranker, then likeness."""
        likeness = self.similarity + COVERAGE_WEIGHT * self.coverage
        return (-math.inf if self.rerank is None else self.rerank, likeness)


def extract(words: str, hits: Sequence[Hit], searcher: Searcher, store: Store) -> list[Candidate]:
    """For each hit, in its order, the sentence of the paragraph that fits ``words`` best."""
    weights = {term: searcher.rarity(term) for term in searcher.terms(words)}
    return [_best(hit, weights, searcher, store) for hit in hits]


def _best(hit: Hit, weights: dict[str, float], searcher: Searcher, store: Store) -> Candidate:
    paragraph = store.paragraph(hit.paragraph_id)
    document = store.document(paragraph.document_id)
    spans = {sentence.id: sentence.span for sentence in store.sentences(paragraph)}

    def candidate(found: Reading) -> Candidate:
        quote = Quote(document, paragraph, spans[found.id])
        share = coverage(weights, searcher.terms(quote.text))
        return Candidate(quote, hit.scores, found.similarity, share, found.rerank)

    candidates = [candidate(found) for found in hit.sentences]
    return max(candidates, key=lambda candidate: candidate.preference)


def coverage(weights: dict[str, float], terms: Sequence[str]) -> float:
    """The share of the weighted terms that are among ``terms``; 0 when there is no weight."""
    total = sum(weights.values())
    present = set(terms)
    return sum(w for term, w in weights.items() if term in present) / total if total else 0.0
