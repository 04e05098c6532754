"""Speed and memory, beside a plain script that does the same retrieval: ``make bench``.

Times are noisy on shared machines; the ratios of one run are what to quote. Each figure is taken
in a process of its own, ours and the plain one in turn.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import track
from rich.table import Table

ROUNDS = 3
PLAIN = [sys.executable, "-m", "eval.plain"]
OURS = [sys.executable, "-m", "eval.timed"]
COLD = [sys.executable, "-m", "communique", "ask"]
QUESTION = "How many people had been freed?"
PACKAGES = ("torch", "sentence-transformers", "faiss-cpu", "tantivy")


def main() -> None:
    """Measure, and print one table."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"COMMUNIQUE_DATA": folder, "COLUMNS": "200"}
        ours, plain = [], []
        cold: list[float] = []
        for _ in track(range(ROUNDS), "Measuring", console=Console(stderr=True)):
            ours.append(_figures(OURS, environment))
            plain.append(_figures(PLAIN, environment))
            cold.append(_seconds([*COLD, QUESTION], environment))
    table = Table(title=f"{machine()}; medians of {ROUNDS} rounds")
    for column in ("", "communique", "plain script", "ratio"):
        table.add_column(column, justify="left" if not column else "right")
    rows = [("one question, cold process (s)", cold, [run["process"] for run in plain])]
    rows += [
        (label, [run[name] for run in ours], [run[name] for run in plain])
        for name, label in (
            ("build", "build the index (s)"),
            ("p50", "warm question, p50 (ms)"),
            ("p95", "warm question, p95 (ms)"),
            ("memory", "peak memory (MB)"),
        )
    ]
    for label, left, right in rows:
        a, b = statistics.median(left), statistics.median(right)
        table.add_row(label, f"{a:.1f}", f"{b:.1f}", f"{a / b:.2f}")
    console.print(table)


def _figures(command: Sequence[str], environment: dict[str, str]) -> dict[str, float]:
    started = perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    elapsed = perf_counter() - started
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {"process": elapsed - figures["warm"], **figures}


def _seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    started = perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return perf_counter() - started


def machine() -> str:
    """This machine and the versions that matter, on one line."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        cpu = names[0] if names else cpu
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main()
