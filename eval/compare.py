"""Two runs of the same cases beside each other: what changed, and whether it could be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from corpus.errors import InputError
from eval.resampling import average, interval
from eval.run import Run


@dataclass(frozen=True, slots=True)
class Change:
    """A measure in both runs, over the cases both have.

    ``low`` and ``high`` bound the difference (paired bootstrap, 95 %). For measures that are only
    0 or 1, ``p`` is the exact McNemar test's. ``rose`` and ``fell`` name the cases that changed.
    """

    measure: str
    first: float
    second: float
    low: float
    high: float
    count: int
    p: float | None
    rose: tuple[str, ...]
    fell: tuple[str, ...]


def compare(first: Run, second: Run) -> list[Change]:
    """Every measure that both runs have; raises InputError when they share no case."""
    shared = [name for name in first.scores if name in second.scores]
    if not shared:
        raise InputError(f"{first.folder} and {second.folder} have no case in common.")
    changes = []
    for measure in first.scores[shared[0]]:
        pairs = [
            (name, a, b)
            for name in shared
            if (a := first.scores[name][measure]) is not None
            and (b := second.scores[name][measure]) is not None
        ]
        if pairs:
            changes.append(_change(measure, pairs))
    return changes


def mcnemar(better: int, worse: int) -> float:
    """Two-sided exact McNemar test on the discordant pairs (McNemar 1947)."""
    return float(binomtest(better, better + worse, 0.5).pvalue) if better + worse else 1.0


def _change(measure: str, pairs: Sequence[tuple[str, float, float]]) -> Change:
    left = np.array([a for _, a, _ in pairs])
    right = np.array([b for _, _, b in pairs])
    low, high = interval(average, right - left)
    binary = set(np.unique([left, right])) <= {0.0, 1.0}
    rose = tuple(name for name, a, b in pairs if b > a)
    fell = tuple(name for name, a, b in pairs if b < a)
    return Change(
        measure=measure,
        first=float(left.mean()),
        second=float(right.mean()),
        low=low,
        high=high,
        count=len(pairs),
        p=mcnemar(len(rose), len(fell)) if binary else None,
        rose=rose,
        fell=fell,
    )
