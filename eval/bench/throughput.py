"""Requests a second over HTTP, beside a bare endpoint."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from corpus.errors import InputError
from eval.bench import bare_server
from eval.bench.places import Place, bundled, questions
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import SERVE, run, serving, settings_of
from eval.bench.table import Table, percentile, ratio

CONNECTIONS = 8
WARM_UP = 1.0  # seconds of load before the one that counts
LOAD = (sys.executable, "-m", "eval.bench.load")
OURS, BARE = "communique, reranking off", "bare endpoint"
NOTES = (
    (
        f"{CONNECTIONS} connections that stay open, the client in a process of its own on "
        "the same machine, servers in turn; p50 and p99 in milliseconds. One request that "
        "fails stops the measurement."
    ),
    (
        "The bare endpoint is FastAPI around the exported encoder and FAISS over the "
        "paragraphs, one process of one-thread sessions."
    ),
    "To reach: ≥ 0.8 of the bare endpoint.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Put load on both servers in turn."""
    place = bundled(plan.home, advance)
    rates: dict[str, list[float]] = {OURS: [], BARE: []}
    times: dict[str, list[float]] = {OURS: [], BARE: []}
    total = plan.rounds * len(rates)
    for turn in range(total):
        name = list(rates)[turn % len(rates)]
        seconds, taken = _served(plan, place, name)
        rates[name].append(len(taken) / seconds)
        times[name] += taken
        advance(turn + 1, total)
    rate = {name: percentile(found, 50) for name, found in rates.items()}
    rows = tuple(
        (
            name,
            f"{rate[name]:.0f}",
            f"{percentile(times[name], 50):.1f}",
            f"{percentile(times[name], 99):.1f}",
            ratio(rate[name], rate[BARE]),
        )
        for name in rates
    )
    columns = ("", "requests/s", "p50", "p99", "ratio")
    notes = (f"Rounds: {plan.rounds}, of {plan.seconds:g} s.", *NOTES)
    return Table("Throughput over HTTP, 51 paragraphs", now(), columns, rows, notes)


def _served(plan: Plan, place: Place, name: str) -> tuple[float, Sequence[float]]:
    if name == OURS:
        command, path = list(SERVE), "/api/ask"
    else:
        files = (place.passages, place.vectors, place.encoder)
        command = [sys.executable, "-m", bare_server.__name__, *map(str, files)]
        path = bare_server.PATH
    given = settings_of(place.data, place.sources, rerank=False)
    load = {
        "path": path,
        "questions": [question for _, question in questions(plan.questions)],
        "connections": CONNECTIONS,
    }
    with serving(command, given) as server:
        run(LOAD, {}, {**load, "port": server.port, "seconds": WARM_UP})
        report = run(LOAD, {}, {**load, "port": server.port, "seconds": plan.seconds}).report
    if report["failed"]:
        raise InputError(f"A request failed: {report['failed'][0]}")
    return report["seconds"], report["times"]
