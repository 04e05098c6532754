"""How likely the best sentence answers the question, and below which likelihood to be silent."""

from __future__ import annotations

import math

from qa.evidence import Evidence

# A logistic regression for "the record answers" on the development half of the evaluation set,
# with questions of other domains among the unanswerable ones, then scaled to the probability that
# the first sentence is right; rounded.
MISFIT, UNMET, ABSENT, FAR, OFFSET = -3.3, -1.3, -1.1, -3.2, 1.4
FITS = 0.45
MOST_COUNTED = 2
FAR_SIMILARITY, SIMILARITY_RANGE = 0.4, 0.3
FAR_RERANK, RERANK_RANGE = -6.0, 5.0
LOOKED_UP = 0.95
DECLINE_BELOW = 0.35


def confidence(evidence: Evidence) -> float:
    """How likely the sentence answers, from 0 to 1."""
    if evidence.quoted is not None:
        return LOOKED_UP * evidence.quoted
    if evidence.foreign:
        return 0.0
    odds = (
        OFFSET
        + MISFIT * (evidence.fit < FITS)
        + UNMET * min(MOST_COUNTED, len(evidence.unmet))
        + ABSENT * min(MOST_COUNTED, len(evidence.absent))
        + FAR * _far(evidence)
    )
    return 1 / (1 + math.exp(-odds))


def _far(evidence: Evidence) -> float:
    """How far the sentence is from the question: 1 where neither model sees any likeness."""
    apart = _share((FAR_SIMILARITY - evidence.similarity) / SIMILARITY_RANGE)
    if evidence.rerank is None:
        return apart
    return apart * _share((FAR_RERANK - evidence.rerank) / RERANK_RANGE)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
