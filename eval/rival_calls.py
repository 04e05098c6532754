"""Txtai, Haystack and LlamaIndex called from here: each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from corpus import Store
from corpus.errors import InputError

PYTHON = Path(".venv-rivals/bin/python")
LOCK = Path("requirements-rivals.lock")
PROCESS = Path(__file__).with_name("rival_process.py")
NAMES = ("txtai", "haystack", "llamaindex")
READY = "ready"
TAIL = 2000

Passages = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rival did with questions on an index that it had saved.

    ``process`` is seconds from the start of its process to its end, ``open`` those until its index
    was loaded; ``times`` are milliseconds a question; ``memory`` and ``peak`` are MB.
    """

    process: float
    open: float
    times: list[float]
    rankings: dict[str, list[str]]
    memory: float
    peak: float


def are_installed() -> bool:
    """Whether the rivals' environment is there; ``make rivals`` sets it up."""
    return PYTHON.exists()


def named_passages(store: Store) -> list[tuple[str, str]]:
    """Every paragraph as (``document#ordinal``, text), in date order."""
    found = []
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        found += [
            (f"{document.name}#{one.ordinal}", one.span.of(document.text))
            for one in store.paragraphs(document)
        ]
    return found


def build_rival(
    name: str, model: Path, passages: Passages, folder: Path, vectors: Path | None = None
) -> float:
    """Let a rival index and save into ``folder``, unless it did before; seconds that it took.

    With ``vectors``, a NumPy file with a row a passage, it need not encode them itself.
    """
    done = folder / READY
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        job = {
            "model": str(model),
            "folder": str(folder),
            "passages": list(passages),
            "vectors": None if vectors is None else str(vectors),
            "threads": 0,
        }
        report, _ = _run(name, "build", job, {})
        done.write_text(json.dumps(report["seconds"]), encoding="utf-8")
    return float(json.loads(done.read_text(encoding="utf-8")))


def ask_rival(
    name: str,
    model: Path,
    folder: Path,
    questions: Sequence[tuple[str, str]],
    *,
    threads: int = 0,
    environment: Mapping[str, str] | None = None,
) -> Asked:
    """Ask a rival (id, question) pairs; ``threads`` 0 leaves the number to it."""
    job = {
        "model": str(model),
        "folder": str(folder),
        "questions": list(questions),
        "threads": threads,
    }
    report, seconds = _run(name, "ask", job, environment or {})
    return Asked(process=seconds, **report)


def _run(
    name: str, action: str, job: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[dict[str, Any], float]:
    text = json.dumps(job)
    started = perf_counter()
    done = subprocess.run(
        [str(PYTHON), str(PROCESS), name, action],
        env=os.environ | dict(environment),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - started
    if done.returncode:
        raise InputError(f"{name} failed to {action}: {done.stderr.strip()[-TAIL:]}")
    return json.loads(done.stdout.splitlines()[-1]), seconds


def versions() -> str:
    """The rivals' versions, as their environment is locked; empty without a lock file."""
    names = ("txtai", "haystack-ai", "llama-index-core")
    if not LOCK.exists():
        return ", ".join(names)
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return ", ".join(line.replace("==", " ") for line in lines if line.split("==")[0] in names)
