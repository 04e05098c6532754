"""What the evaluation's commands tell by ``--json``; cases of the test half are never named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.agreement import Agreement
from eval.check import Problem, Shortcuts
from eval.compare import Change
from eval.run import Facts, Run
from eval.suite import Suite
from eval.totals import Totals


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """A case set that was checked."""

    name: str
    cases: int
    problems: tuple[Problem, ...]
    shortcuts: Shortcuts
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class ToldRun:
    """A run by its totals; ``missing`` cases were not come to."""

    folder: str
    facts: Facts
    totals: Totals
    missing: int


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A measure in both runs; of the test half it is only told how many rose and fell."""

    change: Change
    rose_hidden: int
    fell_hidden: int


@dataclass(frozen=True, slots=True)
class Written:
    """Files that were written, and how many cases are in them where cases were."""

    files: tuple[str, ...]
    cases: int | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether today's run is as good as the reference, and why not."""

    open: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldSuites:
    """What was measured beside questions; ``mistakes`` where they were asked for."""

    suites: tuple[Suite, ...]
    mistakes: tuple[str, ...] = ()


def told_run(run: Run) -> ToldRun:
    """A run without its outcomes, which lie in its folder."""
    return ToldRun(str(run.folder), run.facts, run.totals, run.missing)


def told_change(change: Change, hidden: frozenset[str]) -> ToldChange:
    """A change that names no case of the ``hidden`` half."""
    rose, fell = (_named(cases, hidden) for cases in (change.rose, change.fell))
    named = replace(change, rose=rose, fell=fell)
    return ToldChange(named, len(change.rose) - len(rose), len(change.fell) - len(fell))


def _named(cases: Sequence[str], hidden: frozenset[str]) -> tuple[str, ...]:
    return tuple(case for case in cases if case not in hidden)
