"""How an answer came about: the evidence, and the sentences that were considered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from index import Scores
from qa.evidence import Evidence
from qa.extract import Candidate


@dataclass(frozen=True, slots=True)
class Considered:
    """A sentence that was considered, where it stands, and every score it got.

    ``dropped``: it is not among what was shown.
    """

    meeting_id: str
    document: str
    paragraph: int
    sentence: str
    scores: Scores
    similarity: float
    coverage: float
    rerank: float | None
    dropped: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about: what was searched for and weighed, and what was considered."""

    searched: str
    evidence: Evidence
    decline_below: float
    considered: tuple[Considered, ...]


def considered(candidates: Sequence[Candidate], shown: int) -> tuple[Considered, ...]:
    """Candidates as they are told in an explanation; the first ``shown`` were shown."""
    return tuple(
        Considered(
            meeting_id=candidate.quote.document.meeting_id,
            document=candidate.quote.document.name,
            paragraph=candidate.quote.paragraph.ordinal,
            sentence=candidate.quote.text,
            scores=candidate.scores,
            similarity=candidate.similarity,
            coverage=candidate.coverage,
            rerank=candidate.rerank,
            dropped=place >= shown,
        )
        for place, candidate in enumerate(candidates)
    )


def all_scores(one: Candidate | Considered) -> dict[str, float]:
    """Every score of a sentence and its paragraph by name, without those it did not get."""
    found = asdict(one.scores) | {
        "similarity": one.similarity,
        "coverage": one.coverage,
        "rerank": one.rerank,
    }
    return {name: score for name, score in found.items() if score is not None}
