"""The long form of tests/test_faults.py: ``make soak``, or ``python -m tests.soak --rounds 300``.

Hundreds of changes and commands under faults, then thousands of documents added in one run with
its memory. Ends with 1 when anything was lost, half in, or told in a traceback.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests import synthetic, wholeness
from tests.fault_life import a_life
from tests.fault_rounds import OWN, command, commands, every_moment, several_at_once

MOST_MEMORY = 1024  # MB that adding may take
SHOWN_EVERY = 20  # seconds


def main() -> int:
    """Run all kinds of rounds; 1 if any of them found something wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=300, help="rounds of random faults")
    parser.add_argument("--documents", type=int, default=10_000, help="documents in the large run")
    parser.add_argument("--seed", type=int, default=0, help="of everything that is random")
    options = parser.parse_args()
    _say(f"{_machine()}; seed {options.seed}")
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for title, rounds in (
            ("A change stopped at every step and write", every_moment(home / "a", options.seed)),
            ("A life at random", a_life(home / "b", options.seed, 5 * options.rounds)),
            ("Several at once", several_at_once(home / "c", options.seed)),
            ("Commands killed", commands(home / "d", options.seed, options.rounds)),
            ("Many documents", _many(home / "e", options.seed, options.documents)),
        ):
            wrong += _run(title, rounds)
    _say("Nothing was lost." if not wrong else f"{wrong} violations.")
    return 1 if wrong else 0


def _run(title: str, rounds: Iterable[str]) -> int:
    """Run rounds and tell what they find; how many found something."""
    began = shown = time.monotonic()
    count = wrong = 0
    for told in rounds:
        count += 1
        wrong += bool(told)
        if told:
            _say(f"  VIOLATION {told}")
        if time.monotonic() - shown > SHOWN_EVERY:
            shown = time.monotonic()
            _say(f"  {title}: {count} rounds …")
    _say(f"{title}: {count} rounds, {wrong} violations, {time.monotonic() - began:.0f} s")
    return wrong


def _many(folder: Path, seed: int, documents: int) -> Iterator[str]:
    """Many documents in one run of the command, with the time and memory that it takes."""
    synthetic.write(folder / "papers", documents, seed)
    began = time.monotonic()
    done = command(folder, "add", str(folder / "papers"), *OWN)
    seconds = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    _say(
        f"  {documents} documents in {seconds:.0f} s ({1000 * seconds / documents:.1f} ms each); "
        f"the largest of its processes took {memory} MB"
    )
    yield "" if done.returncode == 0 else done.stderr[-500:]
    yield "" if memory < MOST_MEMORY else f"it took {memory} MB"
    place = folder / "collections" / OWN[1]
    held = wholeness.current(place)
    yield "" if len(held) == documents else f"{len(held)} of {documents} documents are there"
    yield "; ".join(wholeness.problems(place))


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}"
    )


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
