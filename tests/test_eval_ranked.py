"""Measures of rankings, by hand."""

from __future__ import annotations

import math

import pytest

from eval.case import Case, Gold
from eval.ranked import means


def case(name: str, *documents: str) -> Case:
    gold = tuple(Gold(document, 1, 0, 4, "text", ()) for document in documents)
    return Case(
        name, "?", "passage", None, bool(gold), "one", gold, (), name, "test", ""
    )  # fmt: skip


CASES = [case("q1", "a", "b"), case("q2", "c")]
RANKINGS = {"q1": ["b#1", "x#1", "a#1"], "q2": ["x#1"]}


def test_every_gold_paragraph_counts_alike() -> None:
    found = means(CASES, RANKINGS)
    ideal = 1 + 1 / math.log2(3)
    assert found["nDCG@10"] == pytest.approx((1 + 1 / 2) / ideal / 2)
    assert found["paragraph first"] == 0.5


def test_a_case_without_a_ranking_counts_0() -> None:
    assert means(CASES, {"q1": RANKINGS["q1"]}) == means(CASES, RANKINGS)
