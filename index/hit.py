"""A paragraph that was found: its sentences, and the scores that ranked it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """What ranked a paragraph.

    ``bm25`` is unbounded, ``paragraph`` and ``sentence`` (its best sentence) are cosines,
    ``meeting`` is what the query shares with the meeting's particulars, ``fused`` the sum of the
    first three, scaled to 0..1 over the candidates, and of ``meeting``. ``rerank`` is the
    reranker's best score of a sentence that it read, None where it read none, and ``total`` is
    what orders the paragraphs.
    """

    bm25: float
    paragraph: float
    sentence: float
    meeting: float
    fused: float
    rerank: float | None
    total: float


UNSCORED = Scores(0.0, 0.0, 0.0, 0.0, 0.0, None, 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's cosine, and the reranker's score where it was read."""

    id: int
    similarity: float
    rerank: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with all its sentences, most similar first."""

    paragraph_id: int
    scores: Scores
    sentences: tuple[Reading, ...]
