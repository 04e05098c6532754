"""Several rankings made into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.vectors import Scored

Rankings = Sequence[Sequence[Scored]]
Fuse = Callable[[Rankings], list[Scored]]


def min_max_sum(rankings: Rankings) -> list[Scored]:
    """Sum of each ranking's scores, scaled to 0..1; an id a ranking lacks gets 0 from it.

    CombSUM (Fox and Shaw, 1994) over min–max normalised scores. A ranking whose scores are all
    equal says only that its ids were found: each gets 1.
    """
    totals: dict[int, float] = {}
    for ranking in rankings:
        scores = [hit.score for hit in ranking]
        low, high = min(scores, default=0.0), max(scores, default=0.0)
        for hit in ranking:
            scaled = (hit.score - low) / (high - low) if high > low else 1.0
            totals[hit.id] = totals.get(hit.id, 0.0) + scaled
    fused = [Scored(number, total) for number, total in totals.items()]
    return sorted(fused, key=lambda hit: (-hit.score, hit.id))
