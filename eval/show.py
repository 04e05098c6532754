"""Tables for a terminal: a check, a run, a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.agreement import Agreement
from eval.alignment import LabelledPair, Measured, Overlap
from eval.case import CaseSet
from eval.check import FOLDS, Problem, Shortcuts
from eval.compare import Change
from eval.figure_cases import FigureMeasures
from eval.figures import MISSING, Figure, over_all, rows, to_reach
from eval.resampling import Total
from eval.run import Run

BY_KIND = ("paragraph first", "sentence first", "answered rightly")

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
        table.add_row(Text(kind), *map(str, counts))
    console.print(table)
    traits = (
        ("length", found.length),
        ("question word", found.question_word),
        ("vocabulary overlap", found.vocabulary),
    )
    for name, value in traits:
        told = f"not measured (needs {FOLDS} of each)" if value is None else f"{value:.2f}"
        console.print(f"answerable or not, told by {name} alone: AUROC {told}")
    total = len(case_set.cases)
    console.print(
        f"{total} cases, {len(problems)} problems." if problems else f"{total} cases: ok."
    )


def agreed(console: Console, found: Agreement) -> None:
    """How far a second annotator agrees."""
    console.print(
        f"second annotation of {found.count} cases: Cohen's kappa {found.kappa:.2f}, "
        f"sentences F1 {found.sentence_f1:.2f}, short answers F1 {found.short_f1:.2f}; "
        f"answerable or not differs for {', '.join(found.differ) or 'none'}"
    )


def figures(console: Console, found: FigureMeasures) -> None:
    """How well the figures of documents are read, and which are not."""
    told = (
        ("precision of value, unit and place", found.right, found.read),
        ("recall", found.right, found.labelled),
        ("kind", found.kinds_right, found.right),
        ("rows, precision of pairs", found.pairs_right, found.pairs),
        ("rows, recall of pairs", found.pairs_right, found.pairs_labelled),
    )
    for name, count, total in told:
        share = f"{count / total:.3f}" if total else "–"
        console.print(f"{name}: {share} ({count} of {total})")
    for what, listed in (("missed", found.missed), ("wrong", found.wrong)):
        for one in listed:
            console.print(Text(f"{what}  {one}"), soft_wrap=True)


def ran(console: Console, run: Run) -> None:
    """The totals of a run, over everything and by kind."""
    for case, why in run.facts.skipped.items():
        console.print(Text(f"skipped {case}: {why}", "dim"))
    for figure in over_all(run.totals):
        console.print(_told(figure), markup=False)
    if run.missing:
        console.print(f"interrupted: {run.missing} of {run.facts.cases} cases were not asked")
    table = Table(box=None, pad_edge=False)
    table.add_column("by kind")
    for name in BY_KIND:
        table.add_column(name, justify="right", no_wrap=True)
    for kind, means in run.totals.means.items():
        table.add_row(Text(kind), *(_cell(means.get(name)) for name in BY_KIND))
    console.print(table)
    console.print(Text(str(run.folder), "dim"), soft_wrap=True)


def beside(console: Console, runs: Sequence[Run]) -> None:
    """Runs of several engines in one table, and what must be reached with its intervals."""
    everything = _beside("over all kinds", runs)
    for row in rows([run.totals for run in runs], over_all):
        everything.add_row(row[0].name, *(figure.value for figure in row))
    reached = _beside("with 95 % intervals", runs)
    for row in rows([run.totals for run in runs], to_reach):
        reached.add_row(row[0].name, *(f"{figure.value}\n{figure.spread}" for figure in row))
    for table in (everything, reached):
        console.print()
        console.print(table)


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
        for word, cases in (("rose", change.rose), ("fell", change.fell)):
            if cases:
                named = [case for case in cases if case not in hidden]
                told = ", ".join([*named, f"{len(cases) - len(named)} of the test half"])
                console.print(Text(f"{change.measure}, {word}: {told}", "dim"))


def _told(figure: Figure) -> str:
    if figure.total is None:
        return f"{figure.name}: not measured"
    return f"{figure.name}: {figure.value} [{figure.spread}] n={figure.count}"


def _beside(what: str, runs: Sequence[Run]) -> Table:
    """An empty table with a column for each run; names break at hyphens, so that many fit."""
    table = Table(box=None, pad_edge=False)
    table.add_column(what)
    for run in runs:
        name = run.facts.engine.replace("-", "-\n")
        table.add_column(Text(name), justify="right", vertical="top", overflow="fold")
    return table


def _cell(total: Total | None) -> str:
    return MISSING if total is None else f"{total.value:.2f}"


def aligned(console: Console, pairs: Sequence[LabelledPair], ways: Sequence[Measured]) -> None:
    """How far each way of aligning agrees with the labels: precision, recall and F1 of links."""
    table = Table(box=None, pad_edge=False)
    for name in ("Pair", "links", *(f"{way.name}: P / R / F1" for way in ways)):
        table.add_column(name, justify="left" if name == "Pair" else "right")

    def add(name: str, found: Sequence[Overlap]) -> None:
        cells = (f"{one.precision:.2f} / {one.recall:.2f} / {one.f1:.2f}" for one in found)
        table.add_row(Text(name), str(found[0].labelled), *cells)

    for place, pair in enumerate(pairs):
        mark = " (tuned on)" if pair.tuned_on else ""
        add(f"{pair.first} – {pair.second}{mark}", [way.overlaps[place] for way in ways])
    tuned = [pair.tuned_on for pair in pairs]
    totals = {
        "tuned on": tuned,
        "the others": [not one for one in tuned],
        "all": [True] * len(pairs),
    }
    for name, chosen in totals.items():
        add(name, [way.over(chosen) for way in ways])
    console.print(table)
