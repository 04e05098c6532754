"""How likely the best sentence answers the question, and below which likelihood to be silent."""

from __future__ import annotations

import math
from collections.abc import Collection

from qa.evidence import Evidence

# Found on the development half of the evaluation set and on questions about two other collections,
# with questions of other domains among the unanswerable ones: begun from a logistic regression for
# "the record answers", then moved by hand to decline more at the same loss of answerable ones.
MISFIT, UNMET, ABSENT, UNKNOWN, FAR, DOUBT, OFFSET = -2.4, -0.8, -3.5, -1.2, -3.6, -0.3, 2.3
UNTOLD = 5.0  # the doubt where no model tells
FITS = 0.45
MOST_COUNTED = 2
FAR_SIMILARITY, SIMILARITY_RANGE = 0.4, 0.3
FAR_RERANK, RERANK_RANGE = -6.0, 5.0
LOOKED_UP = 0.95
DECLINE_BELOW = 0.25


def confidence(evidence: Evidence) -> float:
    """How likely the sentence answers, from 0 to 1."""
    if evidence.quoted is not None:
        return LOOKED_UP * evidence.quoted
    if evidence.foreign or evidence.strange:
        return 0.0
    odds = (
        OFFSET
        + MISFIT * (evidence.fit < FITS)
        + UNMET * _counted(set(evidence.unmet) - {*evidence.absent, *evidence.unknown})
        + ABSENT * _counted(evidence.absent)
        + UNKNOWN * _counted(evidence.unknown)
        + FAR * _far(evidence)
        + DOUBT * _doubt(evidence)
    )
    return 1 / (1 + math.exp(-odds))


def _doubt(evidence: Evidence) -> float:
    """How much likelier no answer is than one, in logits; trust makes up for nothing else."""
    return UNTOLD if evidence.margin is None else max(0.0, -evidence.margin)


def _counted(names: Collection[str]) -> int:
    return min(MOST_COUNTED, len(names))


def _far(evidence: Evidence) -> float:
    """How far the sentence is from the question: 1 where neither model sees any likeness."""
    apart = _share((FAR_SIMILARITY - evidence.similarity) / SIMILARITY_RANGE)
    if evidence.rerank is None:
        return apart
    return apart * _share((FAR_RERANK - evidence.rerank) / RERANK_RANGE)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
