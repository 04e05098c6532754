"""``communique eval …``: check a set, run it, compare runs, hold the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from corpus.errors import InputError
from eval import show, suite_commands
from eval.agreement import agreement, second_opinions
from eval.alignment import ALIGNMENT_SET, measured, read_pairs
from eval.case_set import BUNDLED_SET, read_case_set, select, write_case_set
from eval.check import check as check_set
from eval.check import shortcuts
from eval.compare import compare as compare_runs
from eval.engines import ABLATIONS, BASELINES, ENGINES, OURS, engine_named, run_together
from eval.figure_cases import BUNDLED_FIGURES, measure_figures, read_figure_set
from eval.gate import REFERENCE, failures
from eval.prepared import prepared
from eval.report import write_report
from eval.run import Run, facts_of, newest_like, read_run, runs_of
from eval.run import run as run_set
from eval.trec import read_trec, write_trec
from qa import Settings, open_engine, open_store

app = typer.Typer(
    name="eval",
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Measure the system on questions with known answers.",
)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
app.add_typer(suite_commands.app)

Set = Annotated[Path, typer.Option("--set", help="The case set; see eval/README.md.")]
Split = Annotated[str | None, typer.Option(help="Only this half: dev or test.")]


@app.command()
def check(path: Annotated[Path, typer.Argument(help="The case set.")] = BUNDLED_SET) -> None:
    """Check that a case set can be trusted."""
    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    problems = check_set(case_set, store)
    show.checked(out, case_set, problems, shortcuts(case_set, store))
    if second_opinions(path).exists():
        show.agreed(out, agreement(case_set, second_opinions(path)))
    raise typer.Exit(1 if problems else 0)


@app.command()
def run(
    path: Set = BUNDLED_SET,
    split: Split = None,
    engine: Annotated[str, typer.Option(help=f"One of: {', '.join(ENGINES)}.")] = OURS,
    only: Annotated[list[str] | None, typer.Option(help="Only this kind (repeatable).")] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with this run's folder.")] = None,
    to: Annotated[Path | None, typer.Option(help="Folder for the run.")] = None,
    baselines: Annotated[
        bool,
        typer.Option("--baselines", help=f"Run too: {', '.join(BASELINES)}.", metavar=""),
    ] = False,
    ablations: Annotated[
        bool,
        typer.Option("--ablations", help=f"Run too: {', '.join(ABLATIONS)}.", metavar=""),
    ] = False,
) -> None:
    """Ask every question of a set and score the answers.

    Example: [bold]communique eval run --split dev --only fact[/bold]
    """
    settings = Settings.read()
    kinds = tuple(only or ())
    if resume is not None and not (resume / "run.json").exists():
        raise InputError(f"{resume} is not an evaluation run that could go on.")
    places = dict.fromkeys(run_together(engine, baselines, ablations)) | {engine: resume or to}
    runs = _runs(settings, path, split, kinds, places)
    show.ran(out, runs[0])
    if len(runs) > 1:
        show.beside(out, runs)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="Folder of a run.")],
    second: Annotated[Path, typer.Argument(help="Folder of another run.")],
    path: Set = BUNDLED_SET,
) -> None:
    """Compare two runs: differences with intervals, and which questions changed."""
    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    changes = compare_runs(*(read_run(folder, case_set, store) for folder in (first, second)))
    hidden = frozenset(case.id for case in case_set.cases if case.split == "test")
    show.compared(out, changes, hidden)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    beside: Annotated[list[Path] | None, typer.Option(help="Another run (repeatable).")] = None,
    to: Annotated[Path | None, typer.Option(help="Where to write; default: the run's.")] = None,
    path: Set = BUNDLED_SET,
) -> None:
    """Write a run's report: HTML that needs nothing else, Markdown and JSON.

    Without --beside, the newest runs of the other engines on the same questions stand beside it.
    """
    case_set, settings = prepared(path, Settings.read())
    store = open_store(settings)
    first = read_run(folder, case_set, store)
    places = beside if beside is not None else newest_like(first, runs_of(folder))
    others = [read_run(place, case_set, store) for place in places]
    with _writing(to or folder):
        page = write_report(to or folder, case_set, first, others)
    out.print(str(page), markup=False, soft_wrap=True)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    path: Set = BUNDLED_SET,
) -> None:
    """Write a run as a TREC run file, with qrels and topics of its cases."""
    case_set, settings = prepared(path, Settings.read())
    result = read_run(folder, case_set, open_store(settings))
    for file in write_trec(folder, case_set, result):
        out.print(str(file), markup=False, soft_wrap=True)


@app.command(name="import")
def import_trec(
    topics: Annotated[Path, typer.Argument(help="TREC topics, or lines of id, tab, text.")],
    qrels: Annotated[Path, typer.Argument(help="TREC qrels; document ids are name#paragraph.")],
    to: Annotated[Path, typer.Option(help="The case set to write.")],
) -> None:
    """Make a case set on this collection from TREC topics and qrels."""
    case_set = read_trec(topics, qrels, open_store(Settings.read()))
    with _writing(to):
        write_case_set(to, case_set)
    out.print(f"{len(case_set.cases)} cases written to {to}", markup=False, soft_wrap=True)


@app.command()
def alignment(
    path: Annotated[Path, typer.Argument(help="Pairs labelled by hand.")] = ALIGNMENT_SET,
) -> None:
    """Measure how well meetings are aligned, on pairs of them labelled by hand.

    Beside ours stand two rivals that take for each paragraph the one most alike.
    """
    pairs = read_pairs(path)
    engine = open_engine(Settings.read(), lambda _done, _total: None, err.print)
    show.aligned(out, pairs, measured(engine, pairs))


@app.command()
def gate() -> None:
    """Fail when a quotation is not exact or a measure fell below the committed reference run."""
    settings = Settings.read()
    (today,) = _runs(settings, BUNDLED_SET, None, (), {OURS: None})
    reference = read_run(REFERENCE, read_case_set(BUNDLED_SET), open_store(settings))
    reasons = failures(reference, today)
    for reason in reasons:
        err.print(reason)
    out.print("The gate is shut." if reasons else "The gate is open.")
    raise typer.Exit(1 if reasons else 0)


@app.command()
def figures(
    path: Annotated[Path, typer.Option("--set", help="Labelled figures.")] = BUNDLED_FIGURES,
) -> None:
    """Compare the figures that are read with those labelled by hand."""
    labelled = read_figure_set(path)
    with _progress("Loading the model") as advance:
        engine = open_engine(Settings.read(), advance, err.print)
    show.figures(out, measure_figures(labelled, engine))


def _runs(
    settings: Settings,
    path: Path,
    split: str | None,
    only: tuple[str, ...],
    engines: Mapping[str, Path | None],
) -> list[Run]:
    """A run by each engine, into its folder or a new one."""
    if split not in (None, "dev", "test"):
        raise InputError(f"There is no half {split!r}. Choose dev or test.")
    whole, aside = prepared(path, settings)
    case_set = select(whole, split, only)
    runs = []
    for engine, folder in engines.items():
        with _progress("Loading the model") as advance:
            built = engine_named(engine, aside, advance, err.print)
        facts = facts_of(case_set, engine, built.store, split, only)
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{engine}"
        place = folder or settings.runs / name
        with _progress("Asking") as advance:
            runs.append(run_set(place, case_set, facts, built, advance))
    return runs


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def _progress(what: str) -> Iterator[show.Advance]:
    bar = Progress(console=err, transient=True, disable=not err.is_terminal)
    task = bar.add_task(what, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)
