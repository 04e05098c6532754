"""``communique eval …`` for what is measured beside questions: look-up, alignment, figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.bundled import ALIGNMENT_SET, BUNDLED_CASES, BUNDLED_FIGURES
from eval.consoles import err, out, print_json
from eval.options import Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.suite import Suite
    from qa import Engine, Settings

MADE = 40  # cases of each kind

app = typer.Typer()


@app.command(name="look-up")
def look_up_suite(
    path: Annotated[
        Path, typer.Option("--set", metavar="FILE", help="Cases written by hand.")
    ] = BUNDLED_CASES,
    made: Annotated[
        int, typer.Option(min=0, metavar="N", help="Cases of each kind to make.")
    ] = MADE,
    seed: Annotated[int, typer.Option(metavar="N", help="Other seeds make other cases.")] = 0,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="List mistakes, but of the test half.", metavar="")
    ] = False,
    as_json: Json = False,
) -> None:
    """Look quotations up, written by hand and made from the collection, and score what is told.

    Prints a table for each half and for those made; they are kept for the report, too.

    Example: [bold]communique eval look-up --made 30 --wrong[/bold]
    """
    from eval.look_up import look_up, mistakes, suite
    from eval.look_up_case import SPLITS, read_cases
    from eval.look_up_made import made_cases
    from qa import Settings

    settings = Settings.read()
    by_hand = read_cases(path)
    engine = _engine(settings)
    cases = {
        f"Quotations written by hand, {half} half": [one for one in by_hand if one.split == half]
        for half in SPLITS
    }
    cases["Quotations made from the collection"] = made_cases(
        engine.store, made, engine.names, seed
    )
    looked_up = {title: look_up(engine, some) for title, some in cases.items() if some}
    suites = [suite(title, some) for title, some in looked_up.items()]
    missed = list(mistakes(one for some in looked_up.values() for one in some)) if wrong else []
    _tell(settings, "look-up", suites, missed, as_json=as_json)


@app.command()
def alignment(
    path: Annotated[
        Path, typer.Option("--set", metavar="FILE", help="Pairs labelled by hand.")
    ] = ALIGNMENT_SET,
    as_json: Json = False,
) -> None:
    """Measure how well meetings are aligned, on pairs of them labelled by hand.

    Beside ours stand two rivals that take for each paragraph the one most alike.

    Example: [bold]communique eval alignment[/bold]
    """
    from eval.alignment import measured, read_pairs, read_second
    from eval.alignment import suite as alignment_suite
    from qa import Settings

    settings = Settings.read()
    pairs = read_pairs(path)
    engine = _engine(settings)
    second = read_second(pairs) if path == ALIGNMENT_SET else ()
    found = alignment_suite(pairs, measured(engine, pairs, second))
    _tell(settings, "alignment", [found], as_json=as_json)


@app.command()
def figures(
    path: Annotated[
        Path, typer.Option("--set", metavar="FILE", help="Labelled figures.")
    ] = BUNDLED_FIGURES,
    as_json: Json = False,
) -> None:
    """Compare the figures that are read with those labelled by hand.

    Example: [bold]communique eval figures --set my-figures.json[/bold]
    """
    from eval.figure_cases import measure_figures, read_figure_set
    from eval.figure_cases import suite as figures_suite
    from qa import Settings

    settings = Settings.read()
    labelled = read_figure_set(path)
    found = figures_suite(measure_figures(labelled, _engine(settings)))
    _tell(settings, "figures", [found], as_json=as_json)


def _engine(settings: Settings) -> Engine:
    from qa import open_engine

    return open_engine(settings, lambda _done, _total: None, err.print)


def _tell(
    settings: Settings,
    name: str,
    suites: Sequence[Suite],
    mistakes: Sequence[str] = (),
    *,
    as_json: bool,
) -> None:
    """Print what was measured, and keep it beside the runs."""
    from eval.suite import keep, show
    from eval.told import ToldSuites

    if as_json:
        print_json(ToldSuites(tuple(suites), tuple(mistakes)))
    else:
        for one in suites:
            show(out, one)
        for told in mistakes:
            out.print(told, markup=False)
    keep(settings.runs, name, suites)
