"""Paragraphs found for a query: by words, by meaning of the whole, by meaning of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.encoder import Encoder, Vectors
from index.fusion import Fuse, min_max_sum
from index.generation import Generation
from index.vectors import Scored

CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Scores:
    """What ranked a paragraph; None where that search did not find it among its best.

    ``bm25`` is unbounded, ``paragraph`` and ``sentence`` (its best sentence) are cosines, and
    ``fused`` is the sum of the three after scaling each to 0..1 over the candidates.
    """

    bm25: float | None
    paragraph: float | None
    sentence: float | None
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with the cosine of each of its sentences, best first."""

    paragraph_id: int
    scores: Scores
    sentences: tuple[Scored, ...]


class Searcher:
    """Searches one generation; safe to share between threads."""

    def __init__(self, generation: Generation, encoder: Encoder, fuse: Fuse = min_max_sum) -> None:
        """Search ``generation`` with the encoder it was built with.

        ``fuse`` makes one ranking of three: by words, by paragraph and by sentence vectors.
        """
        self._generation = generation
        self._encoder = encoder
        self._fuse = fuse
        self._sentences_of: dict[int, list[int]] = {}
        for sentence, paragraph in generation.paragraph_of.items():
            self._sentences_of.setdefault(paragraph, []).append(sentence)

    def search(
        self,
        query: str,
        k: int,
        allowed: Sequence[int] | None = None,
        other_names: Sequence[str] = (),
    ) -> list[Hit]:
        """The ``k`` best paragraphs, best first, only from ``allowed`` where that is not None.

        ``other_names`` of what the query names are looked for by words, beside its own.
        """
        vector = self._encoder.encode([query])[0]
        wide = max(CANDIDATES, k)
        by_words = self._generation.words.search(" ".join([query, *other_names]), wide, allowed)
        by_paragraph = self._generation.paragraphs.search(vector, wide, allowed)
        by_sentence = self._by_sentence(vector, 2 * wide, allowed)
        fused = self._fuse([by_words, by_paragraph, by_sentence])[:k]
        sentences = self._sentences(vector, [hit.id for hit in fused])
        words, paragraphs, best = map(_by_id, (by_words, by_paragraph, by_sentence))
        return [
            Hit(
                paragraph_id=hit.id,
                scores=Scores(
                    words.get(hit.id), paragraphs.get(hit.id), best.get(hit.id), hit.score
                ),
                sentences=tuple(sentences[hit.id]),
            )
            for hit in fused
        ]

    def terms(self, text: str) -> list[str]:
        """The telling words of a text, folded and stemmed."""
        return self._generation.words.terms(text)

    def rarity(self, term: str) -> float:
        """1 for a term that no paragraph has, falling to 0 for one that every paragraph has."""
        total = len(self._generation.words)
        return 1 - self._generation.words.frequency(term) / total if total else 1.0

    def _by_sentence(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """Paragraphs ranked by their best sentence among the ``k`` best sentences."""
        chosen = None if allowed is None else self._sentence_ids(allowed)
        best: dict[int, float] = {}
        for found in self._generation.sentences.search(vector, k, chosen):
            best.setdefault(self._paragraph_of(found.id), found.score)
        return [Scored(number, score) for number, score in best.items()]

    def _sentences(self, vector: Vectors, paragraph_ids: Sequence[int]) -> dict[int, list[Scored]]:
        """All sentences of these paragraphs, best first, by paragraph."""
        chosen = self._sentence_ids(paragraph_ids)
        sentences: dict[int, list[Scored]] = {number: [] for number in paragraph_ids}
        for found in self._generation.sentences.search(vector, len(chosen), chosen):
            sentences[self._paragraph_of(found.id)].append(found)
        return sentences

    def _paragraph_of(self, sentence_id: int) -> int:
        return self._generation.paragraph_of[sentence_id]

    def _sentence_ids(self, paragraph_ids: Sequence[int]) -> list[int]:
        return [s for p in paragraph_ids for s in self._sentences_of.get(p, ())]


def _by_id(ranking: Sequence[Scored]) -> dict[int, float]:
    return {found.id: found.score for found in ranking}
