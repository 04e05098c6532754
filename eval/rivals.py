"""Txtai, Haystack and LlamaIndex beside ours: the same encoder, passages and questions.

``make rivals`` sets up their environment. Retrieval only, since none of them extracts answers
offline. With ``--data``, on other people's test sets. What a rival indexed and found is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import Progress

from corpus.errors import InputError
from eval.alone import run_alone
from eval.bench.document import keep
from eval.bench.machine import machine
from eval.bench.plan import now
from eval.bench.table import Table, show
from eval.bundled import BUNDLED_SET, OURS
from eval.case import Case
from eval.engines import engine_named
from eval.prepared import prepared
from eval.ranked import Rankings, means
from eval.rival_calls import NAMES, Asked, are_installed, ask_rival, build_rival, named_passages
from index import find_model
from qa import Engine, Settings, open_store

SYSTEMS = (OURS, "no-reranking", "bm25", "dense")  # of ours, by their names for eval run
NOTES = (
    (
        "Every judgement above 0 counts as relevant alike, since sets grade in opposite "
        "directions. Answerable questions only."
    ),
    (
        "txtai: its hybrid of BM25 and vectors; Haystack: BM25 and vectors, fifty each, "
        "joined by reciprocal rank; LlamaIndex: vectors, as it comes. Each encodes with the "
        "same weights."
    ),
)
err = Console(stderr=True, highlight=False)

Means = dict[str, float]


def rivals(
    data: Annotated[
        list[Path] | None, typer.Option(help="Another test set, as eval run takes (repeatable).")
    ] = None,
) -> None:
    """Compare rankings: ours, plain BM25 and vectors, and the rivals'."""
    settings = Settings.read()
    if not are_installed():
        raise InputError("The rivals' environment is missing. Run: make rivals")
    out = Console(highlight=False)
    out.print(machine())
    results = {path: _on(path, settings) for path in data or [BUNDLED_SET]}
    table = _on_others(results) if data else _on_bundled(results[BUNDLED_SET])
    keep(settings.data.resolve() / "bench", "retrieval" if data else "rivals", table)
    show(out, table)


def _on(path: Path, settings: Settings) -> dict[str, Means]:
    """Every system on one set."""
    case_set, aside = prepared(path, settings)
    cases = [case for case in case_set.cases if case.answerable]
    rankings = {}
    with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
        for name in SYSTEMS:
            task = bar.add_task(f"{path.name}: {name}", total=None)
            advance = lambda done, total, task=task: bar.update(task, completed=done, total=total)  # noqa: E731
            rankings[name] = _ours(name, aside, cases, advance)
        for name in NAMES:
            bar.add_task(f"{path.name}: {name}", total=None)
            rankings[name] = _rival(name, settings, aside, cases, path.name)
    return {name: means(cases, found) for name, found in rankings.items()}


def _ours(
    name: str, settings: Settings, cases: Sequence[Case], advance: Callable[[int, int], None]
) -> Rankings:
    engine = engine_named(name, settings, advance, err.print)
    rankings = {}
    for number, case in enumerate(cases, start=1):
        rankings[case.id] = _ranking(engine, case.question)
        advance(number, len(cases))
    return rankings


def _ranking(engine: Engine, question: str) -> list[str]:
    """The paragraphs considered, best first; none for a question that is refused."""
    try:
        _, explanation = engine.explain(question)
    except InputError:
        return []
    return [f"{one.document}#{one.paragraph}" for one in explanation.considered]


def _rival(
    name: str, settings: Settings, aside: Settings, cases: Sequence[Case], of: str
) -> Rankings:
    """A rival's rankings, found now or kept from before."""
    model = find_model(settings.model)
    passages = named_passages(open_store(aside))
    questions = [(case.id, case.question) for case in cases]
    known = json.dumps([model.weights, list(passages), questions]).encode()
    folder = settings.data / "bench" / f"{of}-{hashlib.sha256(known).hexdigest()[:12]}"
    kept = folder / f"{name}.json"
    adapter = TypeAdapter(Asked)
    if not kept.exists():
        build_rival(name, model.folder, passages, folder / name)
        asked = ask_rival(name, model.folder, folder / name, questions)
        kept.write_bytes(adapter.dump_json(asked))
    return adapter.validate_json(kept.read_bytes()).rankings


def _on_bundled(results: Mapping[str, Means]) -> Table:
    measures = next(iter(results.values()))
    rows = [(measure, *(f"{one[measure]:.3f}" for one in results.values())) for measure in measures]
    return Table("The bundled set", now(), ("", *results), tuple(rows), NOTES)


def _on_others(results: Mapping[Path, Mapping[str, Means]]) -> Table:
    rows = []
    for path, systems in results.items():
        cells = [f"{one['nDCG@10']:.3f}" for one in systems.values()]
        rows.append((path.name, *cells))
    columns = ("nDCG@10", *next(iter(results.values())))
    title = "Retrieval on other people's data"
    return Table(title, now(), columns, tuple(rows), NOTES)


if __name__ == "__main__":
    run_alone(rivals)
