"""Several scores of the same candidates made into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Fuse = Callable[[Sequence[Column]], Column]

RANK_OFFSET = 60  # Cormack, Clarke and Büttcher, 2009


def scaled(scores: Column) -> Column:
    """Scores scaled to 0..1; all 1 when they are equal, for then each is the best."""
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def min_max_sum(columns: Sequence[Column]) -> Column:
    """Sum of the columns, each scaled to 0..1: CombSUM (Fox and Shaw, 1994)."""
    return np.asarray(np.sum([scaled(column) for column in columns], axis=0))


def with_meeting(columns: Sequence[Column]) -> Column:
    """The min–max sum of all columns but the last, and the last as it is.

    The last is what the query shares with a paragraph's meeting: a word that is known of one
    meeting alone counts as much as being the best in one search.
    """
    *searches, meeting = columns
    return min_max_sum(searches) + meeting


def reciprocal_rank(columns: Sequence[Column]) -> Column:
    """Sum of 1 / (60 + rank) over the columns (Cormack, Clarke and Büttcher, 2009)."""
    ranks = [np.argsort(np.argsort(-column, kind="stable")) + 1 for column in columns]
    return np.asarray(np.sum([1 / (RANK_OFFSET + rank) for rank in ranks], axis=0))
