"""What a page or the JSON takes beyond the answer's own time, one request after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode

from corpus.errors import InputError
from eval.bench.load import HOST, OK, TIMEOUT
from eval.bench.places import WARM_UP, bundled, questions
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import SERVE, serving, settings_of
from eval.bench.table import Table, percentile

# Where each door tells how long the answer itself took, in milliseconds.
DOORS = {
    "page": ("/", re.compile(rb"<dt>Time</dt>\s*<dd>([0-9.]+) ms</dd>")),
    "JSON": ("/api/ask", re.compile(rb'"elapsed_ms":\s*([0-9.]+)')),
}
NOTES = (
    (
        "Milliseconds from sending a request to the last byte, less those that the answer took "
        "by its own account; one connection, one request after another, nothing else running."
    ),
    "To reach: < 15 ms beyond the answer.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Ask each door every question once a round."""
    place = bundled(plan.home, advance)
    asked = [question for _, question in questions(plan.questions)]
    given = settings_of(place.data, place.sources, rerank=True)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in DOORS}
    with serving(SERVE, given) as server:
        for turn in range(plan.rounds):
            for name in DOORS:
                taken[name] += list(_asked(server.port, name, asked))[WARM_UP:]
            advance(turn + 1, plan.rounds)
    rows = tuple(_row(name, times) for name, times in taken.items())
    columns = ("", "answer p50", "beyond p50", "beyond p95")
    return Table("Beyond the answer", now(), columns, rows, (f"Rounds: {plan.rounds}.", *NOTES))


def _asked(port: int, name: str, asked: list[str]) -> Iterator[tuple[float, float]]:
    """For each question how long the answer took, and the request; raises InputError."""
    path, told = DOORS[name]
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    for question in asked:
        before = perf_counter()
        connection.request("GET", f"{path}?{urlencode({'q': question})}")
        response = connection.getresponse()
        body = response.read()
        taken = (perf_counter() - before) * 1000
        found = told.search(body)
        if response.status != OK or found is None:
            raise InputError(f"{path} answered {response.status}: {body[:200]!r}")
        yield float(found[1]), taken
    connection.close()


def _row(name: str, times: list[tuple[float, float]]) -> tuple[str, ...]:
    beyond = [taken - answer for answer, taken in times]
    return (
        name,
        f"{percentile([answer for answer, _ in times], 50):.1f}",
        f"{percentile(beyond, 50):.1f}",
        f"{percentile(beyond, 95):.1f}",
    )
