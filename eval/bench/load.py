"""Questions put to a server on loopback over several connections at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

from corpus.errors import InputError

HOST = "127.0.0.1"
OK = 200
TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """Where to ask what, over how many connections, for how long.

    With 0 seconds, every question is asked once on each connection.
    """

    port: int
    path: str
    questions: Sequence[str]
    connections: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Served:
    """How long all took, in seconds, and each request, in milliseconds."""

    seconds: float
    times: list[float]


def put(load: Load) -> Served:
    """Put the questions; raises InputError when one is not answered with status 200."""
    started = perf_counter()
    with ThreadPoolExecutor(load.connections) as pool:
        parts = list(pool.map(lambda first: _connection(load, first), range(load.connections)))
    return Served(perf_counter() - started, [time for part in parts for time in part])


def _connection(load: Load, first: int) -> list[float]:
    """Ask on one connection that stays open, beginning with question ``first``."""
    connection = HTTPConnection(HOST, load.port, timeout=TIMEOUT)
    until = perf_counter() + load.seconds
    times: list[float] = []
    for turn in count():
        if perf_counter() >= until and (load.seconds > 0 or turn == len(load.questions)):
            break
        question = load.questions[(first + turn) % len(load.questions)]
        before = perf_counter()
        connection.request("GET", f"{load.path}?{urlencode({'q': question})}")
        answer = connection.getresponse()
        body = answer.read()
        times.append((perf_counter() - before) * 1000)
        if answer.status != OK:
            raise InputError(f"{load.path} answered {answer.status}: {body[:200]!r}")
    connection.close()
    return times


def main() -> None:
    """Put the load given on standard input; print what came of it as JSON."""
    served = put(Load(**json.load(sys.stdin)))
    sys.stdout.write(json.dumps(asdict(served)) + "\n")


if __name__ == "__main__":
    main()
