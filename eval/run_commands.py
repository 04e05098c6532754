"""``communique eval …`` for runs: run, compare, report, gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.bundled import ABLATIONS, BASELINES, BUNDLED_SET, ENGINE_NAMES, OURS
from eval.consoles import err, out, print_json, progress
from eval.options import Json, RunFolder, Set, Split

if TYPE_CHECKING:
    from eval.run import Run
    from qa import Settings

Baselines = Annotated[
    bool, typer.Option("--baselines", help=f"Run too: {', '.join(BASELINES)}.", metavar="")
]
Ablations = Annotated[
    bool, typer.Option("--ablations", help=f"Run too: {', '.join(ABLATIONS)}.", metavar="")
]

app = typer.Typer()


def _engines(incomplete: str) -> list[str]:
    return [name for name in ENGINE_NAMES if name.startswith(incomplete)]


@app.command()
def run(
    path: Set = BUNDLED_SET,
    split: Split = None,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=f"One of: {', '.join(ENGINE_NAMES)}.", autocompletion=_engines
        ),
    ] = OURS,
    only: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only this kind (repeatable).")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Go on with this run's folder.")
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Folder for the run.")] = None,
    baselines: Baselines = False,
    ablations: Ablations = False,
    as_json: Json = False,
) -> None:
    """Ask every question of a set and score the answers.

    Prints the measures over all questions and by kind, and the folder of the run.

    Example: [bold]communique eval run --split dev --only fact[/bold]
    """
    from corpus.errors import InputError
    from eval import show
    from eval.engines import run_together
    from eval.told import told_run
    from qa import Settings

    settings = Settings.read()
    if resume is not None and not (resume / "run.json").exists():
        raise InputError(f"{resume} is not an evaluation run that could go on.")
    places = dict.fromkeys(run_together(engine, baselines, ablations)) | {engine: resume or to}
    runs = _runs(settings, path, split, tuple(only or ()), places)
    if as_json:
        print_json([told_run(one) for one in runs])
        return
    show.ran(out, runs[0])
    if len(runs) > 1:
        show.beside(out, runs)


@app.command()
def compare(
    first: RunFolder,
    second: Annotated[Path, typer.Argument(metavar="OTHER", help="Folder of another run.")],
    path: Set = BUNDLED_SET,
    as_json: Json = False,
) -> None:
    """Compare two runs: differences with intervals, and which questions changed.

    Questions of the test half are counted, not named.

    Example: [bold]communique eval compare .communique/runs/A .communique/runs/B[/bold]
    """
    from eval import show
    from eval.compare import compare as compare_runs
    from eval.prepared import prepared
    from eval.run import read_run
    from eval.told import told_change
    from qa import Settings, open_store

    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    changes = compare_runs(*(read_run(folder, case_set, store) for folder in (first, second)))
    hidden = frozenset(case.id for case in case_set.cases if case.split == "test")
    if as_json:
        print_json([told_change(one, hidden) for one in changes])
    else:
        show.compared(out, changes, hidden)


@app.command()
def report(
    folder: RunFolder,
    beside: Annotated[
        list[Path] | None, typer.Option(metavar="RUN", help="Another run (repeatable).")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; default: the run's.")
    ] = None,
    path: Set = BUNDLED_SET,
    as_json: Json = False,
) -> None:
    """Write a run's report: HTML that needs nothing else, Markdown and JSON.

    Without --beside, the newest runs of the other engines on the same questions stand beside it.
    Prints where the page is.

    Example: [bold]communique eval report .communique/runs/20260101-120000[/bold]
    """
    from eval.prepared import prepared
    from eval.report import write_report
    from eval.run import newest_like, read_run, runs_of
    from eval.suite import kept
    from eval.told import Written
    from eval.writing import writing
    from qa import Settings, open_store

    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    first = read_run(folder, case_set, store)
    places = beside if beside is not None else newest_like(first, runs_of(folder))
    others = [read_run(place, case_set, store) for place in places]
    with writing(to or folder):
        page = write_report(to or folder, case_set, first, others, kept(settings.runs))
    if as_json:
        print_json(Written((str(page),)))
    else:
        out.print(str(page), markup=False, soft_wrap=True)


@app.command()
def gate(as_json: Json = False) -> None:
    """Fail when a quotation is not exact or a measure fell below the committed reference run.

    Exit code 0: the gate is open, 1: it is shut, and why is printed.

    Example: [bold]communique eval gate[/bold]
    """
    from eval.case_set import read_case_set
    from eval.gate import REFERENCE, failures
    from eval.run import read_run
    from eval.told import Gate
    from qa import Settings, open_store

    settings = Settings.read()
    (today,) = _runs(settings, BUNDLED_SET, None, (), {OURS: None})
    reference = read_run(REFERENCE, read_case_set(BUNDLED_SET), open_store(settings))
    reasons = failures(reference, today)
    if as_json:
        print_json(Gate(not reasons, tuple(reasons)))
    else:
        for reason in reasons:
            err.print(reason)
        out.print("The gate is shut." if reasons else "The gate is open.")
    raise typer.Exit(1 if reasons else 0)


def _runs(
    settings: Settings,
    path: Path,
    split: str | None,
    only: tuple[str, ...],
    engines: Mapping[str, Path | None],
) -> list[Run]:
    """A run by each engine, into its folder or a new one."""
    from corpus.errors import InputError
    from eval.case_set import select
    from eval.engines import engine_named
    from eval.prepared import prepared
    from eval.run import facts_of
    from eval.run import run as run_set

    if split not in (None, "dev", "test"):
        raise InputError(f"There is no half {split!r}. Choose dev or test.")
    whole, aside = prepared(path, settings)
    case_set = select(whole, split, only)
    runs = []
    for engine, folder in engines.items():
        with progress("Loading the model") as advance:
            built = engine_named(engine, aside, advance, err.print)
        facts = facts_of(case_set, engine, built.store, split, only)
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{engine}"
        place = folder or settings.runs / name
        with progress("Asking") as advance:
            runs.append(run_set(place, case_set, facts, built, advance))
    return runs
