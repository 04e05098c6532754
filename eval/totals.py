"""Totals of a run: means by kind and the figures of the whole run, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.case import Case
from eval.measures import Scores, is_right
from eval.outcome import Outcome
from eval.resampling import Total, auroc, average, calibration_error, median, percentile_95, total

EVERYTHING = "all"
SILENT_RIGHTLY = "silent when it should be"
SILENT_WRONGLY = "silent when it should not be"


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything a run is judged by; None where a class of cases that a figure needs is missing.

    ``means`` holds, by kind and under "all", each measure's total. ``auroc`` says how well the
    confidence tells answerable cases from unanswerable ones, ``ece`` how far it is from being the
    probability that the first quotation is right (expected calibration error, ten equal bins).
    ``silence_precision`` is the share of unanswerable cases among those left unanswered,
    ``silence_recall`` the share of unanswerable cases that were, ``answerable_declined`` the share
    of answerable ones that were. Latencies are milliseconds over all cases.
    """

    means: dict[str, dict[str, Total]]
    auroc: Total | None
    ece: Total | None
    silence_precision: Total | None
    silence_recall: Total | None
    answerable_declined: Total | None
    latency_p50: Total | None
    latency_p95: Total | None


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
    found = [outcomes[case.id] for case in judged]
    confidence = np.array([one.confidence for one in found])
    right = np.array([is_right(case, one) for case, one in zip(judged, found, strict=True)])
    answerable = np.array([case.answerable for case in judged])
    silent = np.array([not one.answered for one in found])
    latencies = [one.latency_ms for one in found]
    return Totals(
        means=means,
        auroc=total(auroc, answerable, confidence),
        ece=total(calibration_error, confidence, right),
        silence_precision=total(average, ~answerable[silent]),
        silence_recall=means[EVERYTHING].get(SILENT_RIGHTLY),
        answerable_declined=means[EVERYTHING].get(SILENT_WRONGLY),
        latency_p50=total(median, latencies),
        latency_p95=total(percentile_95, latencies),
    )


def _means(scores: Sequence[Scores]) -> dict[str, Total]:
    names = list(scores[0]) if scores else []
    found = {
        name: total(average, [v for s in scores if (v := s[name]) is not None]) for name in names
    }
    return {name: mean for name, mean in found.items() if mean is not None}
