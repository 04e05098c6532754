"""Many people at once: the page and the JSON under load, beside a plain page of bare search."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from eval.bench import bare_server
from eval.bench.places import Place, bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import SERVE, run, serving, settings_of
from eval.bench.table import Table, percentile, ratio
from eval.bench.throughput import LOAD, WARM_UP
from eval.bundled import BUNDLED_SET
from eval.case_set import read_case_set

USERS = 32
LONGER = 6  # times as long as a round of the other parts


@dataclass(frozen=True, slots=True)
class Door:
    """A page or an endpoint, of which server, and how it is called."""

    name: str
    path: str
    rerank: bool
    bare: bool = False


BARE_PAGE = Door("plain FastAPI page, bare encoder", bare_server.PAGE, rerank=False, bare=True)
BARE_JSON = Door("plain FastAPI JSON, bare encoder", bare_server.PATH, rerank=False, bare=True)
DOORS = (
    (Door("page", "/", rerank=True), BARE_PAGE),
    (Door("page, reranking off", "/", rerank=False), BARE_PAGE),
    (BARE_PAGE, BARE_PAGE),
    (Door("JSON", "/api/ask", rerank=True), BARE_JSON),
    (Door("JSON, reranking off", "/api/ask", rerank=False), BARE_JSON),
    (BARE_JSON, BARE_JSON),
)
NOTES = (
    (
        f"{USERS} users, each with a connection that stays open, who ask again as soon as they "
        "are answered; the client in a process of its own on the same machine, one server at a "
        "time; p50, p95 and p99 in milliseconds, of requests answered with status 200."
    ),
    (
        "All questions of the bundled set, also those without an answer, in such an order that "
        "none comes again before what was read for it is forgotten."
    ),
    "Each time has the wait behind 31 others in it: on average users divided by throughput.",
    (
        "The plain page is FastAPI around the exported encoder and FAISS over the paragraphs, "
        "which cites and verifies nothing and never says that there is no answer."
    ),
    "To reach: no error.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Put load on each door in turn."""
    place = bundled(plan.home, advance)
    reports: dict[Door, dict[str, Any]] = {}
    for done, (door, _) in enumerate(DOORS, start=1):
        reports[door] = _loaded(plan, place, door)
        advance(done, len(DOORS))
    rows = tuple(_row(door, reports[door], reports[beside]) for door, beside in DOORS)
    columns = ("", "answered", "errors", "requests/s", "p50", "p95", "p99", "ratio")
    notes = (f"{LONGER * plan.seconds:g} s each.", *NOTES)
    return Table(f"{USERS} users at once, 51 paragraphs", now(), columns, rows, notes)


def _loaded(plan: Plan, place: Place, door: Door) -> dict[str, Any]:
    files = (place.passages, place.vectors, place.encoder)
    bare = [sys.executable, "-m", bare_server.__name__, *map(str, files)]
    load = {
        "path": door.path,
        "questions": [case.question for case in read_case_set(BUNDLED_SET).cases],
        "connections": USERS,
    }
    given = settings_of(place.data, place.sources, rerank=door.rerank)
    with serving(bare if door.bare else SERVE, given) as server:
        run(LOAD, {}, {**load, "port": server.port, "seconds": WARM_UP})
        seconds = LONGER * plan.seconds
        return run(LOAD, {}, {**load, "port": server.port, "seconds": seconds}).report


def _row(door: Door, report: dict[str, Any], beside: dict[str, Any]) -> tuple[str, ...]:
    times = report["times"]
    return (
        door.name,
        f"{len(times):,}",
        f"{len(report['failed']):,}",
        f"{_rate(report):.1f}",
        *(f"{percentile(times, percent):.0f}" for percent in (50, 95, 99)),
        ratio(_rate(report), _rate(beside)),
    )


def _rate(report: dict[str, Any]) -> float:
    return len(report["times"]) / float(report["seconds"])
