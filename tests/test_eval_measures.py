"""Measures against tables worked out by hand."""

from __future__ import annotations

import dataclasses
import math

import pytest

from eval.case import Case, Gold
from eval.compare import mcnemar
from eval.measures import exact_match, hits, normalised, score, token_f1
from eval.outcome import Outcome, Ranked, Shown
from eval.resampling import Total
from eval.totals import Totals, totals


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


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ("abc", 1),
        ("cba", 1),
        ("aabbcc", 1),
        ("ab", 4 / 5),
        ("abcd", 6 / 7),
        ("aaad", 2 / 5),
        ("d", 0),
        ("", 0),
    ],
)
def test_meeting_f1_of_several_quotations(documents: str, expected: float) -> None:
    several = case("several", golds=tuple(gold(0, 9, name) for name in "abc"))
    quotes = tuple(shown(9 * n, 9 * n + 9, name) for n, name in enumerate(documents))
    assert score(several, outcome(quotes), {})["meeting F1"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("first", "expected"),
    [(shown(0, 9, "a"), 1), (shown(0, 9, "b"), 1), (shown(50, 59, "a"), 0), (shown(0, 9, "d"), 0)],
)
def test_the_first_of_several_must_be_a_gold_sentence(first: Shown, expected: int) -> None:
    several = case("several", golds=(gold(0, 9, "a"), gold(0, 9, "b")))
    assert score(several, outcome((first, shown(0, 9, "a"))), {})["sentence first"] == expected


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


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 6, 0.03125), (1, 9, 22 / 1024), (10, 0, 2 / 1024)],
)
def test_mcnemar(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


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
    assert found.answerable_declined == Total(0, 0, 0, 2)


def asked(*rows: tuple[bool, float, bool], milliseconds: float = 1.0) -> Totals:
    """Totals of cases given as (answerable, confidence, answered); each shows a gold sentence."""
    cases = [
        Case(f"c{n}", "?", "fact", None, answerable, "one" if answerable else "none",
             (gold(0, 10),) if answerable else (), (), "f", "dev", "")
        for n, (answerable, _, _) in enumerate(rows)
    ]  # fmt: skip
    outcomes = {
        f"c{n}": Outcome(f"c{n}", answered, confidence, (shown(0, 10),), (), milliseconds, None)
        for n, (_, confidence, answered) in enumerate(rows)
    }
    return totals(cases, outcomes, {c.id: score(c, outcomes[c.id], {}) for c in cases})


def test_silence_of_a_run() -> None:
    found = asked(
        (True, 0.9, True),
        (True, 0.3, False),
        (False, 0.3, False),
        (False, 0.1, False),
        (False, 0.5, True),
    )
    expected = {
        "silence_precision": (2 / 3, 3),
        "silence_recall": (2 / 3, 3),
        "answerable_declined": (1 / 2, 2),
        "auroc": ((3 + 1.5) / 6, 5),
        "ece": ((abs(0.3 + 0.3 - 1) + (1 - 0.9) + 0.1 + 0.5) / 5, 5),
    }
    for name, (value, count) in expected.items():
        total = getattr(found, name)
        assert (total.value, total.count) == (pytest.approx(value), count), name
        assert 0 <= total.low <= total.value <= total.high <= 1, name


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ((True, 0.9, True), {"auroc", "silence_precision", "silence_recall"}),
        ((True, 0.2, False), {"auroc", "silence_recall"}),
        ((False, 0.9, True), {"auroc", "silence_precision", "answerable_declined"}),
        ((False, 0.2, False), {"auroc", "answerable_declined"}),
    ],
)
def test_a_class_that_is_missing(row: tuple[bool, float, bool], missing: set[str]) -> None:
    found = asked(row, row)
    fields = {field.name for field in dataclasses.fields(found)}
    assert {name for name in fields if getattr(found, name) is None} == missing


def test_latency_is_kept() -> None:
    found = asked((True, 0.9, True), (True, 0.9, True), milliseconds=12.5)
    assert found.latency_p50 == found.latency_p95 == Total(12.5, 12.5, 12.5, 2)
