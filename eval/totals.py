"""Totals of a run: means with 95 % intervals, by kind, and the measures of a whole run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import bootstrap
from sklearn.metrics import roc_auc_score

from eval.case import Case
from eval.measures import Scores, is_right
from eval.outcome import Outcome

RESAMPLES = 2000
CONFIDENCE = 0.95
SEED = 20261122
BINS = 10
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Total:
    """A mean over ``count`` cases with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything a run is judged by.

    ``means`` holds, by kind and under "all", each measure's total. ``auroc`` says how well the
    confidence tells answerable cases from unanswerable ones, ``ece`` how far it is from being the
    probability that the first quotation is right (expected calibration error, ten equal bins).
    ``silence_precision`` is the share of unanswerable cases among those left unanswered,
    ``silence_recall`` the share of unanswerable cases that were. Latencies are milliseconds over
    all cases.
    """

    means: dict[str, dict[str, Total]]
    auroc: float | None
    ece: float
    silence_precision: float | None
    silence_recall: float | None
    latency_p50: float
    latency_p95: float


def totals(
    cases: Sequence[Case], outcomes: Mapping[str, Outcome], scores: Mapping[str, Scores]
) -> Totals:
    """Totals over the cases that have an outcome."""
    judged = [case for case in cases if case.id in outcomes]
    kinds = [EVERYTHING, *dict.fromkeys(case.kind for case in judged)]
    means = {
        kind: _means([scores[c.id] for c in judged if kind in (EVERYTHING, c.kind)])
        for kind in kinds
    }
    confidence = np.array([outcomes[case.id].confidence for case in judged])
    right = np.array([is_right(case, outcomes[case.id]) for case in judged])
    answerable = np.array([case.answerable for case in judged])
    silent = np.array([not outcomes[case.id].answered for case in judged])
    both = 0 < answerable.sum() < len(judged)
    latencies = [outcomes[case.id].latency_ms for case in judged]
    p50, p95 = np.percentile(latencies, [50, 95])
    return Totals(
        means=means,
        auroc=float(roc_auc_score(answerable, confidence)) if both else None,
        ece=expected_calibration_error(confidence, right),
        silence_precision=float((~answerable)[silent].mean()) if silent.any() else None,
        silence_recall=float(silent[~answerable].mean()) if (~answerable).any() else None,
        latency_p50=float(p50),
        latency_p95=float(p95),
    )


def mean(values: Sequence[float]) -> Total:
    """A mean with its interval."""
    low, high = interval(values)
    return Total(float(np.mean(values)), low, high, len(values))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of a mean (Efron 1979); a point without spread."""
    sample = np.asarray(values, dtype=float)
    if np.ptp(sample) == 0:
        return float(sample[0]), float(sample[0])
    found = bootstrap(
        (sample,),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def expected_calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Mean distance of confidence from accuracy, over bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    error = 0.0
    for one in np.unique(bins):
        inside = bins == one
        error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(error)


def _means(scores: Sequence[Scores]) -> dict[str, Total]:
    names = list(scores[0]) if scores else []
    values = {name: [v for s in scores if (v := s[name]) is not None] for name in names}
    return {name: mean(found) for name, found in values.items() if found}
