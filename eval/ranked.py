"""Measures of rankings that come from anywhere: lists of ``document#paragraph`` by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from eval.case import Case
from eval.measures import RETRIEVAL, retrieval
from eval.outcome import Ranked

Rankings = Mapping[str, Sequence[str]]


def means(cases: Sequence[Case], rankings: Rankings) -> dict[str, float]:
    """Mean of every retrieval measure over the cases, every gold paragraph counting alike.

    A case without a ranking counts 0.
    """
    scores = [retrieval(case, _ranked(rankings.get(case.id, ()))) for case in cases]
    return {name: float(np.mean([score[name] or 0.0 for score in scores])) for name in RETRIEVAL}


def _ranked(names: Sequence[str]) -> list[Ranked]:
    pairs = (name.rsplit("#", 1) for name in names)
    return [Ranked(document, int(paragraph), 0.0) for document, paragraph in pairs]
