"""Questions put to a server on loopback over several connections at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

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
    """How long all took, in seconds, and each answered request, in milliseconds.

    ``failed`` says of each other request what became of it.
    """

    seconds: float
    times: list[float]
    failed: list[str]


def put(load: Load) -> Served:
    """Put the questions; a request fails that is not answered with status 200 in a minute."""
    started = perf_counter()
    times: list[float] = []
    failed: list[str] = []
    with ThreadPoolExecutor(load.connections) as pool:
        parts = pool.map(lambda first: _connection(load, first), range(load.connections))
        for answered, others in parts:
            times += answered
            failed += others
    return Served(perf_counter() - started, times, failed)


def _connection(load: Load, first: int) -> tuple[list[float], list[str]]:
    """Ask on one connection that stays open; each begins with another question, far apart."""
    start = first * len(load.questions) // load.connections
    connection = HTTPConnection(HOST, load.port, timeout=TIMEOUT)
    until = perf_counter() + load.seconds
    times: list[float] = []
    failed: list[str] = []
    for turn in count():
        if perf_counter() >= until and (load.seconds > 0 or turn == len(load.questions)):
            break
        question = load.questions[(start + turn) % len(load.questions)]
        before = perf_counter()
        if told := _asked(connection, f"{load.path}?{urlencode({'q': question})}"):
            failed.append(told)
        else:
            times.append((perf_counter() - before) * 1000)
    connection.close()
    return times, failed


def _asked(connection: HTTPConnection, address: str) -> str:
    """What went wrong with a request; empty where nothing did."""
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException) as error:
        connection.close()  # the next request opens it anew
        return f"{address}: {type(error).__name__}: {error}"
    return "" if answer.status == OK else f"{address} answered {answer.status}: {body[:200]!r}"


def main() -> None:
    """Put the load given on standard input; print what came of it as JSON."""
    served = put(Load(**json.load(sys.stdin)))
    sys.stdout.write(json.dumps(asdict(served)) + "\n")


if __name__ == "__main__":
    main()
