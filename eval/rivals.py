"""txtai, Haystack and LlamaIndex beside ours: the same encoder, paragraphs and questions.

``make rivals`` sets up their environment. Retrieval only, since none of them extracts answers
offline. Times are of one run on one machine: quote the ratios.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.table import Table

from corpus import Store
from eval.bench import machine
from eval.case import Case
from eval.case_set import BUNDLED_SET, read_case_set
from eval.measures import RETRIEVAL, retrieval
from eval.outcome import Ranked
from index import find_model
from qa import Settings, build, open_engine

PYTHON = Path(".venv-rivals/bin/python")
PROCESS = Path(__file__).with_name("rival_process.py")
NAMES = ("txtai", "haystack", "llamaindex")
OURS = "communique"


@dataclass(frozen=True, slots=True)
class Result:
    """How one system did.

    ``build`` is seconds from nothing to ready, imports and model included; ``first`` and the warm
    percentiles are milliseconds a question; ``memory`` is MB at the peak.
    """

    build: float
    first: float
    p50: float
    p95: float
    memory: float
    means: dict[str, float]


def main() -> None:
    """Run every system on the answerable questions of the bundled set and print one table."""
    console = Console()
    if not PYTHON.exists():
        console.print("The rivals' environment is missing. Run: make rivals")
        sys.exit(1)
    settings = Settings.read()
    cases = [case for case in read_case_set(BUNDLED_SET).cases if case.answerable]
    results = {OURS: _ours(settings, cases)}
    store = Store(settings.data)
    for name in NAMES:
        results[name] = _rival(name, settings, store, cases)
    _show(console, results)


def _ours(settings: Settings, cases: Sequence[Case]) -> Result:
    started = perf_counter()
    build(settings, lambda _done, _total: None, lambda _text: None)
    ready = perf_counter() - started
    engine = open_engine(settings, lambda _done, _total: None, lambda _text: None)
    rankings, times = {}, []
    for case in cases:
        before = perf_counter()
        _, explanation = engine.explain(case.question)
        times.append((perf_counter() - before) * 1000)
        rankings[case.id] = [f"{one.document}#{one.paragraph}" for one in explanation.considered]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return _result(ready, times, memory, cases, rankings)


def _rival(name: str, settings: Settings, store: Store, cases: Sequence[Case]) -> Result:
    job = {
        "model": str(find_model(settings.model).folder),
        "passages": [(_name(store, p.paragraph_id), p.text) for p in store.passages()],
        "questions": [(case.id, case.question) for case in cases],
    }
    done = subprocess.run(
        [str(PYTHON), str(PROCESS), name],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout.splitlines()[-1])
    times = [report["first"], *report["times"]]
    return _result(report["build"], times, report["memory"], cases, report["rankings"])


def _result(
    seconds: float,
    times: Sequence[float],
    memory: float,
    cases: Sequence[Case],
    rankings: Mapping[str, Sequence[str]],
) -> Result:
    scores = [retrieval(case, _ranking(rankings[case.id])) for case in cases]
    means = {name: float(np.mean([score[name] or 0.0 for score in scores])) for name in RETRIEVAL}
    first, *warm = times
    p50, p95 = np.percentile(warm, [50, 95])
    return Result(seconds, first, float(p50), float(p95), memory, means)


def _ranking(names: Sequence[str]) -> list[Ranked]:
    pairs = (name.rsplit("#", 1) for name in names)
    return [Ranked(document, int(paragraph), 0.0) for document, paragraph in pairs]


def _name(store: Store, paragraph_id: int) -> str:
    paragraph = store.paragraph(paragraph_id)
    return f"{store.document(paragraph.document_id).name}#{paragraph.ordinal}"


def _show(console: Console, results: Mapping[str, Result]) -> None:
    table = Table(title=machine())
    table.add_column("")
    for name in results:
        table.add_column(name, justify="right")
    ours = results[OURS]
    rows: list[tuple[str, Callable[[Result], float], str]] = [
        ("import, load and build (s)", lambda result: result.build, ".1f"),
        ("first question (ms)", lambda result: result.first, ".1f"),
        ("cold: from nothing to an answer (s)", lambda r: r.build + r.first / 1000, ".1f"),
        ("warm question, p50 (ms)", lambda result: result.p50, ".1f"),
        ("warm question, p95 (ms)", lambda result: result.p95, ".1f"),
        ("p50, ratio to ours", lambda result: result.p50 / ours.p50, ".2f"),
        ("peak memory (MB)", lambda result: result.memory, ".0f"),
    ]
    for measure in RETRIEVAL:
        table.add_row(measure, *(f"{result.means[measure]:.3f}" for result in results.values()))
    for label, value, form in rows:
        table.add_row(label, *(format(value(result), form) for result in results.values()))
    console.print(table)


if __name__ == "__main__":
    main()
