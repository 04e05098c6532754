"""Measures of rankings that come from anywhere: lists of ``document#paragraph`` by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import Qrel, ScoredDoc, nDCG

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


def graded(
    cases: Sequence[Case], grades: Mapping[str, Mapping[str, int]], rankings: Rankings
) -> float | None:
    """Mean nDCG@10 with the grades as gains; None where all judgements are alike."""
    known = {grade for row in grades.values() for grade in row.values() if grade > 0}
    if len(known) < 2:  # noqa: PLR2004 - one grade is none
        return None
    qrels = [
        Qrel(case.id, name, max(grade, 0))
        for case in cases
        for name, grade in grades.get(case.id, {}).items()
    ]
    run = [
        ScoredDoc(case.id, name, -float(rank))
        for case in cases
        for rank, name in enumerate(rankings.get(case.id, ()))
    ]
    found = {one.query_id: one.value for one in ir_measures.iter_calc([nDCG @ 10], qrels, run)}
    return float(np.mean([found.get(case.id, 0.0) for case in cases]))


def _ranked(names: Sequence[str]) -> list[Ranked]:
    pairs = (name.rsplit("#", 1) for name in names)
    return [Ranked(document, int(paragraph), 0.0) for document, paragraph in pairs]
