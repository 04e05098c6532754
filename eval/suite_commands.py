"""``communique eval …`` for what is measured beside questions: look-up, alignment, figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.alignment import ALIGNMENT_SET, measured, read_pairs, read_second
from eval.alignment import suite as alignment_suite
from eval.figure_cases import BUNDLED_FIGURES, measure_figures, read_figure_set
from eval.figure_cases import suite as figures_suite
from eval.look_up import look_up, mistakes, suite
from eval.look_up_case import BUNDLED_CASES, SPLITS, read_cases
from eval.look_up_made import made_cases
from eval.suite import keep, show
from qa import Settings, open_engine

MADE = 40  # cases of each kind

app = typer.Typer()
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@app.command(name="look-up")
def look_up_suite(
    path: Annotated[Path, typer.Option("--set", help="Cases written by hand.")] = BUNDLED_CASES,
    made: Annotated[int, typer.Option(min=0, help="Cases of each kind to make.")] = MADE,
    seed: Annotated[int, typer.Option(help="Other seeds make other cases.")] = 0,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="List mistakes, but of the test half.", metavar="")
    ] = False,
) -> None:
    """Look quotations up, written by hand and made from the collection, and score what is told.

    Example: [bold]communique eval look-up --made 30 --wrong[/bold]
    """
    settings = Settings.read()
    by_hand = read_cases(path)
    engine = open_engine(settings, lambda _done, _total: None, err.print)
    cases = {
        f"Quotations written by hand, {half} half": [one for one in by_hand if one.split == half]
        for half in SPLITS
    }
    cases["Quotations made from the collection"] = made_cases(
        engine.store, made, engine.names, seed
    )
    looked_up = {title: look_up(engine, some) for title, some in cases.items() if some}
    suites = [suite(title, some) for title, some in looked_up.items()]
    for one in suites:
        show(out, one)
    for told in mistakes(one for some in looked_up.values() for one in some) if wrong else ():
        out.print(told, markup=False)
    keep(settings.runs, "look-up", suites)


@app.command()
def alignment(
    path: Annotated[Path, typer.Option("--set", help="Pairs labelled by hand.")] = ALIGNMENT_SET,
) -> None:
    """Measure how well meetings are aligned, on pairs of them labelled by hand.

    Beside ours stand two rivals that take for each paragraph the one most alike.
    """
    settings = Settings.read()
    pairs = read_pairs(path)
    engine = open_engine(settings, lambda _done, _total: None, err.print)
    second = read_second(pairs) if path == ALIGNMENT_SET else ()
    found = alignment_suite(pairs, measured(engine, pairs, second))
    show(out, found)
    keep(settings.runs, "alignment", [found])


@app.command()
def figures(
    path: Annotated[Path, typer.Option("--set", help="Labelled figures.")] = BUNDLED_FIGURES,
) -> None:
    """Compare the figures that are read with those labelled by hand."""
    settings = Settings.read()
    labelled = read_figure_set(path)
    engine = open_engine(settings, lambda _done, _total: None, err.print)
    found = figures_suite(measure_figures(labelled, engine))
    show(out, found)
    keep(settings.runs, "figures", [found])
