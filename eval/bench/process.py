"""Commands run and timed, each in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

from corpus.errors import InputError
from qa.settings import PREFIX

WORKER = (sys.executable, "-m", "eval.bench.worker")
ASK = (sys.executable, "-m", "communique", "ask", "--")
ADD = (sys.executable, "-m", "communique", "add")
SERVE = (sys.executable, "-m", "communique", "serve", "--host", "127.0.0.1", "--port", "0")
DONE = (0, 3)  # 3: asked, and not answered
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
ADDRESS = re.compile(r"127\.0\.0\.1:(\d+)")
PATIENCE = 180.0  # seconds until a server must be ready
TAIL = 2000


@dataclass(frozen=True, slots=True)
class Done:
    """How long a process took from start to end, in seconds, and what it reported."""

    seconds: float
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready on loopback."""

    pid: int
    port: int


def settings_of(
    data: Path, sources: Path, *, rerank: bool, collection: str | None = None
) -> dict[str, str]:
    """Settings of ours as environment variables; all others keep their defaults."""
    given = {"DATA": str(data), "SOURCES": str(sources)}
    if not rerank:
        given["RERANKER"] = "none"
    if collection:
        given["COLLECTION"] = collection
    return {PREFIX + name: value for name, value in given.items()}


def run(
    command: Sequence[str], given: Mapping[str, str], job: Mapping[str, Any] | None = None
) -> Done:
    """Run a command; a ``job`` goes in as JSON, and its last line of output comes back as such.

    Raises InputError with what it said when it fails.
    """
    text = None if job is None else json.dumps(job)
    started = perf_counter()
    done = subprocess.run(
        command, env=_environment(given), input=text, capture_output=True, text=True, check=False
    )
    seconds = perf_counter() - started
    if done.returncode not in DONE:
        raise InputError(f"{' '.join(command[:4])} failed: {done.stderr.strip()[-TAIL:]}")
    return Done(seconds, {} if job is None else json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def serving(command: Sequence[str], given: Mapping[str, str]) -> Iterator[Server]:
    """Start a server that says its address on standard error; stop it in the end."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, env=_environment(given), stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            yield Server(process.pid, _port(process, Path(f"/proc/self/fd/{said.fileno()}")))
        finally:
            process.terminate()
            process.wait()


def _port(process: subprocess.Popen[bytes], said: Path) -> int:
    until = monotonic() + PATIENCE
    while monotonic() < until and process.poll() is None:
        if found := ADDRESS.search(said.read_text(encoding="utf-8")):
            return int(found[1])
        sleep(0.05)
    raise InputError(f"The server did not start: {said.read_text(encoding='utf-8')[-TAIL:]}")


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Ours, but with no settings of Communiqué other than those given."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return outside | {"COLUMNS": "200", "HF_HUB_OFFLINE": "1"} | dict(given)
