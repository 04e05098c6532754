"""Figures with their intervals, against values worked out by hand and against scikit-learn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from eval.resampling import (
    BLOCK,
    Total,
    auroc,
    average,
    calibration_error,
    interval,
    median,
    percentile_95,
    total,
)


@pytest.mark.parametrize(
    ("positive", "score", "expected"),
    [
        ([True, False], [0.9, 0.1], 1),
        ([True, False], [0.1, 0.9], 0),
        ([True, False], [0.5, 0.5], 1 / 2),
        ([True, True, False, False], [0.9, 0.4, 0.6, 0.1], 3 / 4),
        ([True, True, False], [0.7, 0.2, 0.2], 3 / 4),
    ],
)
def test_auroc(positive: list[bool], score: list[float], expected: float) -> None:
    assert auroc(np.array(positive), np.array(score)) == pytest.approx(expected)
    assert roc_auc_score(positive, score) == pytest.approx(expected)


def test_auroc_of_many_samples_at_once() -> None:
    draw = np.random.default_rng(0)
    positive = draw.random((20, 60)) < 0.4
    score = draw.random((20, 60)).round(1) + 0.1 * positive
    expected = [roc_auc_score(*sample) for sample in zip(positive, score, strict=True)]
    assert auroc(positive, score) == pytest.approx(expected)


@pytest.mark.parametrize("only", [True, False])
def test_a_missing_class_has_no_auroc(only: bool) -> None:
    assert math.isnan(auroc(np.array([only, only]), np.array([0.1, 0.9])))
    assert total(auroc, [only, only], [0.1, 0.9]) is None


def test_resamples_that_miss_a_class_are_passed_over() -> None:
    found = total(auroc, [True, False, False], [0.5, 0.1, 0.9])
    assert found == Total(0.5, 0, 1, 3)


@pytest.mark.parametrize(
    ("confidence", "right", "expected"),
    [
        ([0.05, 0.05, 0.95, 0.95], [False, False, True, False], 0.25),
        ([1.0], [True], 0),
        ([1.0, 0.95], [False, True], (1.95 - 1) / 2),
        ([0.0, 0.3], [True, False], 1.3 / 2),
    ],
)
def test_calibration_error(confidence: list[float], right: list[bool], expected: float) -> None:
    found = calibration_error(np.array(confidence), np.array(right))
    assert found == pytest.approx(expected)


def test_latencies() -> None:
    times = np.arange(101.0)
    assert median(times) == 50
    assert percentile_95(times) == 95


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    values = np.array([0.0] * 30 + [1.0] * 70)
    low, high = interval(average, values)
    assert 0.58 < low < 0.65
    assert 0.75 < high < 0.82
    assert interval(average, values) == (low, high)
    assert total(average, [1.0, 1.0]) == Total(1, 1, 1, 2)
    assert total(average, []) is None


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """Hanley and McNeil's variance of an AUROC, for scores that are exponential in both classes."""
    draw = np.random.default_rng(1)
    count = 400
    positive = np.repeat([True, False], count)
    score = draw.exponential(np.where(positive, 3.0, 1.0))
    found = total(auroc, positive, score)
    assert found is not None
    area = found.value
    first, second = area / (2 - area) - area**2, 2 * area**2 / (1 + area) - area**2
    spread = math.sqrt((area * (1 - area) + (count - 1) * (first + second)) / count**2)
    assert found.high - found.low == pytest.approx(2 * 1.96 * spread, rel=0.15)
    assert found.low < 0.75 < found.high


def test_cases_are_drawn_together() -> None:
    """A resample takes a case's columns along: what holds for each case holds for each resample."""
    seen = []

    def apart(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        seen.append(left.shape)
        return np.asarray(np.abs(left - right).max(axis=-1))

    assert total(apart, [1, 2, 3], [1, 2, 3]) == Total(0, 0, 0, 3)
    assert seen[0] == (3,)
    assert set(seen[1:]) == {(BLOCK, 3)}
