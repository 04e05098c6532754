"""Tables of runs beside each other: names, order, and what is missing."""

from __future__ import annotations

import pytest

from eval.bundled import ABLATIONS, BASELINES, ENGINE_NAMES, OURS
from eval.engines import ENGINES, run_together
from eval.figures import Figure, over_all, rows, to_reach
from eval.resampling import Total
from eval.totals import SILENT_RIGHTLY, SILENT_WRONGLY, Totals
from qa.parts import ALL_PARTS

HALF = Total(0.5, 0.25, 0.754, 8)


def made_up(**means: dict[str, Total]) -> Totals:
    quick = Total(61.4, 60.0, 70.6, 8)
    return Totals(means, HALF, HALF, None, means["all"].get(SILENT_RIGHTLY),
                  means["all"].get(SILENT_WRONGLY), quick, quick)  # fmt: skip


WHOLE = made_up(
    all={"sentence first": HALF, SILENT_RIGHTLY: HALF, SILENT_WRONGLY: HALF},
    scoped={"sentence first": HALF},
    quotation={"sentence first": HALF},
    several={"meeting F1": HALF},
    fact={"short F1": HALF},
)
SMALL = made_up(all={"sentence first": HALF})


@pytest.mark.parametrize(
    ("figure", "value", "spread", "count"),
    [
        (Figure("a", HALF), "0.500", "0.25–0.75", "8"),
        (Figure("a", Total(61.4, 60.0, 70.6, 9), 0), "61", "60–71", "9"),
        (Figure("a", None), "–", "", ""),
    ],
)
def test_a_figure_in_words(figure: Figure, value: str, spread: str, count: str) -> None:
    assert (figure.value, figure.spread, figure.count) == (value, spread, count)


def test_what_is_shown_of_a_run() -> None:
    assert [figure.name for figure in over_all(WHOLE)] == [
        "sentence first",
        "answerable or not, AUROC",
        "unanswerable declined",
        "answerable declined",
        "expected calibration error",
        "silence, precision",
        "latency p50, ms",
        "latency p95, ms",
    ]


def test_what_must_be_reached() -> None:
    assert [figure.name for figure in to_reach(WHOLE)] == [
        "sentence first, all",
        "sentence first, scoped",
        "sentence first, quotation",
        "meeting F1, several",
        "short F1, fact",
        "answerable or not, AUROC",
        "unanswerable declined",
        "answerable declined",
        "expected calibration error",
        "latency p95, ms",
    ]
    assert all(figure.total is not None for figure in to_reach(WHOLE))


def test_runs_beside_each_other() -> None:
    names = [row[0].name for row in rows([SMALL, WHOLE], to_reach)]
    assert names == [figure.name for figure in to_reach(WHOLE)]
    scoped = next(r for r in rows([SMALL, WHOLE], to_reach) if r[0].name.endswith("scoped"))
    assert [figure.value for figure in scoped] == ["–", "0.500"]
    assert "silence, precision" not in [row[0].name for row in rows([SMALL, WHOLE], over_all)]


@pytest.mark.parametrize(
    ("engine", "baselines", "ablations", "expected"),
    [
        (OURS, False, False, [OURS]),
        (OURS, True, False, [OURS, *BASELINES]),
        (OURS, False, True, [OURS, *ABLATIONS]),
        (OURS, True, True, [OURS, *BASELINES, *ABLATIONS]),
        ("bm25", False, True, ["bm25", OURS, *ABLATIONS]),
        ("no-scope", False, True, ["no-scope", OURS, *ABLATIONS[1:]]),
    ],
)
def test_engines_that_run_together(
    engine: str, baselines: bool, ablations: bool, expected: list[str]
) -> None:
    assert run_together(engine, baselines, ablations) == expected


def test_an_ablation_is_ours_with_one_part_off() -> None:
    ours = ENGINES[OURS]
    assert ours.parts == ALL_PARTS
    switched_off = []
    for name in ABLATIONS:
        one = ENGINES[name]
        assert (one.searches, one.fuse, one.reranked) == (ours.searches, ours.fuse, ours.reranked)
        parts = {part: getattr(one.parts, part) for part in ALL_PARTS.__slots__}
        switched_off += [part for part, at_work in parts.items() if not at_work]
    assert switched_off == list(ALL_PARTS.__slots__)


def test_the_names_that_help_lists_are_those_of_the_engines() -> None:
    assert sorted(ENGINE_NAMES) == sorted(ENGINES)
