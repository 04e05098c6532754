"""Measure, print, and on demand write the document: ``python -m eval.bench``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus.errors import InputError
from eval.alone import run_alone
from eval.bench import (
    adding,
    beyond,
    cold,
    crowd,
    encoding,
    look_up,
    memory,
    naive,
    one_more,
    throughput,
    warm,
)
from eval.bench.document import DOCUMENT, keep, kept, write_document
from eval.bench.machine import machine
from eval.bench.plan import Advance, Plan
from eval.bench.table import Table, show
from eval.rival_calls import NAMES, are_installed, versions
from qa import Settings

PARTS: dict[str, Callable[[Plan, Advance], Table]] = {
    "cold": cold.measure,
    "warm": warm.measure,
    "naive": naive.measure,
    "memory": memory.measure,
    "encoding": encoding.measure,
    "adding": adding.measure,
    "one-more": one_more.measure,
    "look-up": look_up.measure,
    "throughput": throughput.measure,
    "crowd": crowd.measure,
    "beyond": beyond.measure,
}
ELSEWHERE = ("rivals", "retrieval")  # parts of the document that eval.rivals measures
err = Console(stderr=True, highlight=False)


def bench(
    part: Annotated[list[str] | None, typer.Option(help=f"Only: {', '.join(PARTS)}.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often each system is measured.")] = 3,
    questions: Annotated[int, typer.Option(min=1, help="Warm questions a round.")] = 60,
    seconds: Annotated[float, typer.Option(min=0.1, help="Seconds of load a round.")] = 10.0,
    write: Annotated[bool, typer.Option("--write", help=f"Write {DOCUMENT}.")] = False,
) -> None:
    """Measure speed and memory beside bare loops and rivals."""
    chosen = part or list(PARTS)
    if unknown := sorted(set(chosen) - set(PARTS)):
        raise InputError(f"There is no part {unknown[0]!r}. The parts are: {', '.join(PARTS)}.")
    if not are_installed():
        err.print("The rivals are left out: their environment is missing. Run: make rivals")
    home = Settings.read().data.resolve() / "bench"
    plan = Plan(home, rounds, questions, seconds, NAMES if are_installed() else ())
    out = Console(highlight=False)
    out.print(machine())
    for name in chosen:
        table = _measured(name, plan)
        keep(home, name, table)
        show(out, table)
    if write:
        write_document(DOCUMENT, kept(home, [*PARTS, *ELSEWHERE]), versions())
        out.print(f"Written: {DOCUMENT}")


def _measured(name: str, plan: Plan) -> Table:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(f"Measuring: {name}", total=None)
        return PARTS[name](plan, lambda done, total: bar.update(task, completed=done, total=total))


if __name__ == "__main__":
    run_alone(bench)
