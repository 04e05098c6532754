"""How likely the best sentence answers the question, and below which likelihood to be silent."""

from __future__ import annotations

import math

from qa.evidence import Evidence

# A logistic regression for "the first sentence is right" on the development half of the evaluation
# set, with questions of other domains among the wrong ones; rounded.
FIT, UNMET, ABSENT, FAR, OFFSET = 2.15, -0.75, -0.5, -2.0, -0.8
MOST_COUNTED = 2
FAR_SIMILARITY, SIMILARITY_RANGE = 0.4, 0.3
FAR_RERANK, RERANK_RANGE = -6.0, 5.0
VERBATIM = 0.95
DECLINE_BELOW = 0.38


def confidence(evidence: Evidence) -> float:
    """How likely the sentence answers, from 0 to 1."""
    if evidence.verbatim:
        return VERBATIM
    if evidence.foreign:
        return 0.0
    odds = (
        OFFSET
        + FIT * evidence.fit
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
