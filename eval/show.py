"""Tables for a terminal: a check, a run, a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.case import CaseSet
from eval.check import Problem, Shortcuts
from eval.compare import Change
from eval.run import Run
from eval.totals import EVERYTHING, Total

Advance = Callable[[int, int], None]


def checked(
    console: Console, case_set: CaseSet, problems: Sequence[Problem], found: Shortcuts
) -> None:
    """The result of checking a set."""
    for problem in problems:
        console.print(Text(f"{problem.case or 'the set'}: {problem.text}"))
    table = Table(box=None, pad_edge=False)
    table.add_column("Kind")
    for name in ("dev", "test"):
        table.add_column(name, justify="right")
    for kind in dict.fromkeys(case.kind for case in case_set.cases):
        counts = [
            sum(case.kind == kind and case.split == split for case in case_set.cases)
            for split in ("dev", "test")
        ]
        table.add_row(kind, *map(str, counts))
    console.print(table)
    traits = (
        ("length", found.length),
        ("question word", found.question_word),
        ("vocabulary overlap", found.vocabulary),
    )
    for name, value in traits:
        told = "not measured" if value is None else f"{value:.2f}"
        console.print(f"answerable or not, told by {name} alone: AUROC {told}")
    total = len(case_set.cases)
    console.print(
        f"{total} cases, {len(problems)} problems." if problems else f"{total} cases: ok."
    )


def ran(console: Console, run: Run) -> None:
    """The totals of a run, over everything and by kind."""
    for case, why in run.facts.skipped.items():
        console.print(Text(f"skipped {case}: {why}", "dim"))
    table = Table(box=None, pad_edge=False, title=None)
    table.add_column("Measure")
    for name in run.totals.means:
        table.add_column(name, justify="right", no_wrap=True)
    for measure in run.totals.means[EVERYTHING]:
        cells = [_cell(means.get(measure)) for means in run.totals.means.values()]
        table.add_row(measure, *cells)
    console.print(table)
    totals = run.totals
    for measure, total in totals.means[EVERYTHING].items():
        console.print(
            f"{measure}: {total.value:.3f} [{total.low:.3f}, {total.high:.3f}] n={total.count}",
            markup=False,
        )
    auroc = "not measured" if totals.auroc is None else f"{totals.auroc:.3f}"
    console.print(f"answerable or not, told by the confidence: AUROC {auroc}")
    console.print(f"expected calibration error: {totals.ece:.3f}")
    console.print(f"latency: p50 {totals.latency_p50:.1f} ms, p95 {totals.latency_p95:.1f} ms")
    console.print(Text(str(run.folder), "dim"), soft_wrap=True)


def compared(console: Console, changes: Sequence[Change], hidden: frozenset[str]) -> None:
    """A comparison; cases of the test half (``hidden``) are counted, not named."""
    table = Table(box=None, pad_edge=False)
    for name in ("Measure", "first", "second", "difference, 95 %", "p"):
        table.add_column(name, justify="left" if name == "Measure" else "right")
    for change in changes:
        table.add_row(
            change.measure,
            f"{change.first:.3f}",
            f"{change.second:.3f}",
            f"{change.low:+.3f} … {change.high:+.3f}",
            "–" if change.p is None else f"{change.p:.3f}",
        )
    console.print(table)
    for change in changes:
        for word, cases in (("better", change.better), ("worse", change.worse)):
            if cases:
                named = [case for case in cases if case not in hidden]
                told = ", ".join([*named, f"{len(cases) - len(named)} of the test half"])
                console.print(Text(f"{change.measure}, {word}: {told}", "dim"))


def _cell(total: Total | None) -> str:
    return "–" if total is None else f"{total.value:.2f}"
