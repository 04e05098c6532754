"""Measures against tables worked out by hand."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from eval.case import Case, Gold
from eval.compare import mcnemar
from eval.measures import exact_match, hits, normalised, score, token_f1
from eval.outcome import Outcome, Ranked, Shown
from eval.totals import expected_calibration_error, interval, mean, totals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The  Ministers, again!", "ministers again"),
        ("U.S. $20 billion", "us 20 billion"),
        ("an answer", "answer"),
        ("another", "another"),
    ],
)
def test_normalised(text: str, expected: str) -> None:
    assert normalised(text) == expected


@pytest.mark.parametrize(
    ("answer", "gold", "em", "f1"),
    [
        ("7.7 million people", "7.7 million people", 1, 1),
        ("approximately 7.7 million people", "7.7 million people", 0, 6 / 7),
        ("nearly eight million", "7.7 million people", 0, 1 / 3),
        ("Rome", "Brussels", 0, 0),
        ("", "Rome", 0, 0),
        ("the", "a", 1, 1),
        ("people people", "people", 0, 2 / 3),
    ],
)
def test_short_answers(answer: str, gold: str, em: float, f1: float) -> None:
    assert exact_match(answer, gold) == em
    assert token_f1(answer, gold) == pytest.approx(f1)


def shown(start: int, end: int, document: str = "a", paragraph: int = 1) -> Shown:
    return Shown(document, paragraph, start, end, "", None, "m", "verbatim")


def gold(start: int, end: int, document: str = "a", paragraph: int = 1) -> Gold:
    return Gold(document, paragraph, start, end, "", ("x",))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (shown(10, 20), True),
        (shown(0, 40), True),
        (shown(12, 14), True),
        (shown(0, 16), True),
        (shown(0, 15), False),
        (shown(20, 30), False),
        (shown(10, 20, "b"), False),
    ],
)
def test_hits(quote: Shown, expected: bool) -> None:
    assert hits(quote, gold(10, 20)) is expected


def case(
    kind: str = "fact", answerable: bool = True, golds: tuple[Gold, ...] = (gold(0, 10),)
) -> Case:
    return Case("c", "?", kind, None, answerable, "one", golds, (), "f", "dev", "")


def outcome(
    quotes: tuple[Shown, ...], ranking: tuple[tuple[str, int], ...] = (), answered: bool = True
) -> Outcome:
    ranked = tuple(Ranked(document, paragraph, 1.0) for document, paragraph in ranking)
    return Outcome("c", answered, 0.5, quotes, ranked, 1.0, None)


def test_retrieval_measures() -> None:
    found = outcome((), (("b", 1), ("a", 1), ("a", 2)))
    golds = (gold(0, 10), gold(20, 30, paragraph=2), gold(0, 9, "c"))
    scores = score(case(golds=golds), found, {})
    assert scores["paragraph first"] == 0
    assert scores["paragraph in first 5"] == 1
    assert scores["recall@5"] == pytest.approx(2 / 3)
    assert scores["MRR@10"] == pytest.approx(1 / 2)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert scores["nDCG@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(4)) / ideal)


def test_nothing_found_is_nothing_right() -> None:
    scores = score(case(), outcome((), answered=False), {})
    assert scores["paragraph first"] == 0
    assert scores["sentence first"] == 0
    assert scores["silent when it should not be"] == 1
    assert scores["quote exact"] is None


def test_a_right_sentence_that_was_not_answered() -> None:
    scores = score(case(), outcome((shown(0, 10),), answered=False), {})
    assert (scores["sentence first"], scores["answered rightly"], scores["joint"]) == (1, 0, 1)


def test_a_right_sentence_cited_to_the_wrong_paragraph() -> None:
    scores = score(case(), outcome((shown(0, 10, paragraph=2),)), {})
    assert (scores["sentence first"], scores["joint"]) == (1, 0)


def test_silence() -> None:
    empty = case(answerable=False, golds=())
    assert score(empty, outcome((), answered=False), {})["silent when it should be"] == 1
    assert score(empty, outcome((shown(0, 1),)), {})["silent when it should be"] == 0
    assert score(empty, outcome(()), {})["paragraph first"] is None


def test_meeting_f1() -> None:
    several = case("several", golds=(gold(0, 9, "a"), gold(0, 9, "b"), gold(0, 9, "c")))
    quotes = (shown(0, 9, "a"), shown(20, 29, "a"), shown(0, 9, "d"))
    assert score(several, outcome(quotes), {})["meeting F1"] == pytest.approx(2 / 5)
    assert score(several, outcome(quotes, answered=False), {})["meeting F1"] == 0
    assert score(case(), outcome(quotes), {})["meeting F1"] is None


@pytest.mark.parametrize(
    ("subkind", "match", "found", "expected"),
    [
        ("exact", "verbatim", True, 1),
        ("exact", "altered", True, 0),
        ("exact", "verbatim", False, 0),
        ("altered", "altered", True, 1),
        ("altered", "partial", True, 1),
        ("altered", "verbatim", True, 0),
        (None, "verbatim", True, None),
    ],
)
def test_look_up_class(subkind: str | None, match: str, found: bool, expected: int | None) -> None:
    quotation = dataclasses.replace(case("quotation"), subkind=subkind)
    quote = dataclasses.replace(shown(0 if found else 50, 60 if not found else 10), match=match)
    assert score(quotation, outcome((quote,)), {})["look-up class"] == expected


def test_expected_calibration_error() -> None:
    confidence = np.array([0.05, 0.05, 0.95, 0.95])
    right = np.array([False, False, True, False])
    assert expected_calibration_error(confidence, right) == pytest.approx(0.25)
    assert expected_calibration_error(np.array([1.0]), np.array([True])) == 0


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 6, 0.03125), (1, 9, 22 / 1024), (10, 0, 2 / 1024)],
)
def test_mcnemar(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_intervals_hold_the_mean_and_are_the_same_each_time() -> None:
    values = [0.0] * 30 + [1.0] * 70
    low, high = interval(values)
    assert 0.58 < low < 0.65
    assert 0.75 < high < 0.82
    assert interval(values) == (low, high)
    assert mean([1.0, 1.0]).low == mean([1.0, 1.0]).high == 1.0


def test_totals_by_kind() -> None:
    cases = [case(), case("list")]
    cases = [
        Case(f"c{n}", c.question, c.kind, None, True, "one", c.gold, (), "f", "dev", "")
        for n, c in enumerate(cases)
    ]
    outcomes = {"c0": outcome((shown(0, 10),)), "c1": outcome((shown(50, 60),))}
    scores = {c.id: score(c, outcomes[c.id], {}) for c in cases}
    found = totals(cases, outcomes, scores)
    assert found.means["all"]["sentence first"].value == 0.5
    assert found.means["fact"]["sentence first"].value == 1
    assert found.means["list"]["sentence first"].value == 0
    assert found.auroc is None
    assert (found.silence_precision, found.silence_recall) == (None, None)


def test_precision_and_recall_of_silence() -> None:
    cases = [
        Case(f"c{n}", "?", "fact", None, n < 2, "one" if n < 2 else "none",
             (gold(0, 10),) if n < 2 else (), (), "f", "dev", "")
        for n in range(5)
    ]  # fmt: skip
    given = {"c0": True, "c1": False, "c2": False, "c3": False, "c4": True}
    outcomes = {name: outcome((shown(0, 10),), answered=yes) for name, yes in given.items()}
    scores = {c.id: score(c, outcomes[c.id], {}) for c in cases}
    found = totals(cases, outcomes, scores)
    assert found.silence_precision == pytest.approx(2 / 3)
    assert found.silence_recall == pytest.approx(2 / 3)


def test_latency_is_kept() -> None:
    found = totals([case()], {"c": outcome(())}, {"c": score(case(), outcome(()), {})})
    assert found.latency_p50 == 1.0
