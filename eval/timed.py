"""Our engine timed in this process: builds the index, then asks; prints one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from corpus import BUNDLED, read_folder
from qa import Settings, build, open_engine

REPEATS = 5


def questions() -> list[str]:
    """One question a paragraph, made of its first words: any will do to take the time."""
    return [
        " ".join(paragraph.span.of(document.text).split()[:12])
        for _, document in read_folder(BUNDLED).meetings
        for paragraph in document.paragraphs
    ]


def report(ask: Callable[[str], object], build_seconds: float) -> None:
    """Ask every question several times; print times (s, ms) and peak memory (MB) as JSON."""
    asked = questions()
    ask(asked[0])
    started = perf_counter()
    times = []
    for question in asked * REPEATS:
        before = perf_counter()
        ask(question)
        times.append((perf_counter() - before) * 1000)
    warm = perf_counter() - started
    p50, p95 = np.percentile(times, [50, 95])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"build": build_seconds, "warm": warm, "p50": p50, "p95": p95, "memory": memory}
    sys.stdout.write(json.dumps(figures) + "\n")


def main() -> None:
    """Build and ask as the command line does."""
    settings = Settings.read()
    times: list[float] = []

    def progress(_done: int, _total: int) -> None:
        times.append(perf_counter())

    build(settings, progress, lambda _text: None)
    engine = open_engine(settings, lambda _done, _total: None, lambda _text: None)
    report(engine.ask, times[-1] - times[0])


if __name__ == "__main__":
    main()
