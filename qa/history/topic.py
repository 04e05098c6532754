"""How much each meeting speaks of a topic: which of its sentences do.

A sentence speaks of a topic

- if it has most of its telling words (COVERED, weighted by rarity; a thing is there under all its
  names), or half of its words in their order (IN_ORDER),
- or if its cosine, with COVERAGE_WEIGHT times the share of the telling words, comes near that of
  the best sentence of all (NEAR_BEST), is no less than FLOOR, or is ENOUGH.

How much a meeting speaks of it is the number of these sentences, and the share of the document's
words that stands in them.

Measured on the bundled collection's questions about several meetings, as the topics they name: of
the meetings that speak F1 is 0.91 on the development half, where the numbers were chosen, and 0.88
on the test half. Of single sentences it is 0.71 and 0.77; there the gold is narrower: only what
answers the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Document, Paragraph, Span
from index import Hit
from qa.coverage import coverage
from qa.engine import Engine
from qa.history.wording import Wording
from qa.names import Aliases
from qa.quote import Quote

COVERAGE_WEIGHT, NEAR_BEST, FLOOR, ENOUGH = 0.4, 0.8, 0.45, 0.76
COVERED, IN_ORDER = 0.55, 0.5
WORTH_LAYING_BESIDE = 0.25  # share of the telling words from which the order is looked at


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that are followed, and the other names of what they name."""

    text: str
    aliases: Aliases


@dataclass(frozen=True, slots=True)
class Looked:
    """A sentence beside a topic: ``covered`` (0..1) of its telling words stand there.

    ``in_order`` (0..1) of all its words do in their order; ``likeness`` is the cosine with a part
    of what is covered.
    """

    quote: Quote
    likeness: float
    covered: float
    in_order: float

    @property
    def nearness(self) -> float:
        """What chooses a sentence among others."""
        return self.likeness + self.in_order

    def speaks(self, best: float) -> bool:
        """Whether it speaks of the topic, where the best of all has this likeness."""
        by_words = self.covered >= COVERED or self.in_order >= IN_ORDER
        return by_words or self.likeness >= min(ENOUGH, max(FLOOR, NEAR_BEST * best))


class Reader:
    """Looks at the sentences of paragraphs beside one topic."""

    def __init__(self, topic: Topic, engine: Engine) -> None:
        """Sentences are those of the engine's store."""
        searcher = engine.searcher
        self._store = engine.store
        self._searcher = searcher
        self._wording = Wording(topic.text, searcher, engine.judge)
        self._weights = {term: searcher.rarity(term) for term in searcher.terms(topic.text)}
        self._names = [
            (set(searcher.terms(name)), [set(searcher.terms(other)) for other in others])
            for name, others in topic.aliases.items()
        ]

    def looked(self, hit: Hit) -> Iterator[Looked]:
        """Each sentence of a paragraph."""
        paragraph = self._store.paragraph(hit.paragraph_id)
        document = self._store.document(paragraph.document_id)
        spans = {one.id: one.span for one in self._store.sentences(paragraph)}
        for reading in hit.sentences:
            yield self._look(document, paragraph, spans[reading.id], reading.similarity)

    def _look(
        self, document: Document, paragraph: Paragraph, span: Span, similarity: float
    ) -> Looked:
        text = span.of(document.text)
        covered = coverage(self._weights, self._terms(text))
        in_order = self._wording.share(text) if covered >= WORTH_LAYING_BESIDE else 0.0
        likeness = similarity + COVERAGE_WEIGHT * covered
        return Looked(Quote(document, paragraph, span), likeness, covered, in_order)

    def _terms(self, text: str) -> set[str]:
        """The telling words of a text, and those of the names whose other names stand there."""
        terms = set(self._searcher.terms(text))
        for name, others in self._names:
            if any(other and other <= terms for other in others):
                terms |= name
        return terms
