"""Figures of a sample with their 95 % intervals, by resampling cases (percentile bootstrap)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

RESAMPLES = 2000
BLOCK = 100  # resamples drawn at once, so that large sets fit into memory
ENDS = (2.5, 97.5)
SEED = 20261122
BINS = 10

Statistic = Callable[..., np.ndarray]
"""From columns whose last axis runs over cases to one figure each; nan where it has none."""


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over ``count`` cases with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    count: int


def total(statistic: Statistic, *columns: Sequence[float] | np.ndarray) -> Total | None:
    """A figure of cases with its interval; None where they have none.

    Each of ``columns`` holds one number a case.
    """
    sample = [np.asarray(column) for column in columns]
    count = len(sample[0])
    if not count:
        return None
    value = float(statistic(*sample))
    if np.isnan(value):
        return None
    return Total(value, *interval(statistic, *sample), count)


def interval(statistic: Statistic, *sample: np.ndarray) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of a figure (Efron 1979).

    Resamples without a figure, such as those that miss a class, are passed over.
    """
    draws = _draws(len(sample[0]))
    figures = [statistic(*(column[drawn] for column in sample)) for drawn in draws]
    low, high = np.nanpercentile(np.concatenate(figures), ENDS)
    return float(low), float(high)


def average(values: np.ndarray) -> np.ndarray:
    """The mean over cases."""
    return np.asarray(values.mean(axis=-1))


def median(values: np.ndarray) -> np.ndarray:
    """What half of the cases stay within."""
    return np.asarray(np.median(values, axis=-1))


def percentile_95(values: np.ndarray) -> np.ndarray:
    """What 95 % of the cases stay within."""
    return np.asarray(np.percentile(values, 95, axis=-1))


def auroc(positive: np.ndarray, score: np.ndarray) -> np.ndarray:
    """How often a positive case scores above another one, ties counting half.

    The Mann–Whitney statistic by ranks (Hanley and McNeil 1982); nan where a class is missing.
    """
    ranks = rankdata(score, axis=-1)
    positives = positive.sum(axis=-1)
    pairs = positives * (positive.shape[-1] - positives)
    above = (ranks * positive).sum(axis=-1) - positives * (positives + 1) / 2
    return np.where(pairs > 0, above / np.maximum(pairs, 1), np.nan)


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Mean distance of confidence from accuracy, over bins of equal width (Guo et al. 2017).

    Resamples are a little further off than their sample, since cases repeat in them: the interval
    leans upward.
    """
    bins = bin_of(confidence)
    excess = confidence - right
    distances = [np.abs((excess * (bins == one)).sum(axis=-1)) for one in range(BINS)]
    return np.asarray(sum(distances) / confidence.shape[-1])


def bin_of(confidence: np.ndarray) -> np.ndarray:
    """The bin, from 0, that each confidence falls into; 1 falls into the last."""
    return np.asarray(np.minimum((confidence * BINS).astype(int), BINS - 1))


def _draws(count: int) -> Iterator[np.ndarray]:
    """Blocks of resamples, each row the cases of one; the same in every call."""
    draw = np.random.default_rng(SEED)
    for _ in range(RESAMPLES // BLOCK):
        yield draw.integers(count, size=(BLOCK, count))
