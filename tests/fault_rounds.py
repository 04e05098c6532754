"""Rounds of faults on real stores and real commands; each tells what it found wrong.

A function yields one sentence for each violation, and an empty text for each round that held.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.adding import Filer
from corpus.database import FILE_NAME
from corpus.filed import Filed
from corpus.intake import Brought, Taken, take
from tests import synthetic, wholeness
from tests.faults import TOLD, Fault, in_a_child

HOME = Path(__file__).parents[1]
STEPS = range(1, 1_000)  # more than any change has
WRITES = 6_000  # bytes: a little more than a page, so that pages are torn in every place
LARGEST = 1_000_000
KILLED_AFTER = (0.2, 2.0)  # seconds
ASKED = 0.5  # of the rounds have a question after the fault
ANSWERED = (0, 3)  # exit codes
OWN = ("--collection", "c")
ASK = ("ask", "Who agreed on the price of salt?", *OWN)
ADDITION = "\n16. The council added a line.\n"

Change = Callable[[Filer], Filed]


@dataclass(frozen=True, slots=True)
class Case:
    """A change to a store: what is done before it, and the change."""

    name: str
    before: tuple[Change, ...]
    change: Change


def brought(made: synthetic.Made) -> Taken:
    """A made-up document as if it had been read from a folder."""
    return take(Brought(made.name, made.text.encode(), path=f"/papers/{made.name}"))


def cases(seed: int) -> tuple[Case, ...]:
    """Every kind of change."""
    one, two = synthetic.documents(2, seed)
    first, second = brought(one), brought(two)
    again = brought(replace(one, text=one.text + ADDITION))
    name = first.meeting.id
    return (
        Case("the first document", (), lambda filer: filer.add(first)),
        Case("one more", (lambda filer: filer.add(first),), lambda filer: filer.add(second)),
        Case("a new text", (lambda filer: filer.add(first),), lambda filer: filer.add(again)),
        Case("removing", (lambda filer: filer.add(first),), lambda filer: filer.remove(name)),
        Case(
            "restoring",
            (lambda filer: filer.add(first), lambda filer: filer.remove(name)),
            lambda filer: filer.restore(name),
        ),
    )


def every_moment(folder: Path, seed: int, stride: int = 1) -> Iterator[str]:
    """Each kind of change, killed at each ``stride``-th step and write, and on a full disk."""
    for case in cases(seed):
        apply(folder / "before", *case.before)
        apply(folder / "after", *case.before, case.change)
        ends = contents(folder / "before"), contents(folder / "after")
        for faults in (
            (Fault("step", at) for at in STEPS[::stride]),
            (Fault("write", at) for at in range(0, LARGEST, WRITES * stride)),
            (Fault("full", at) for at in range(0, LARGEST, WRITES * stride)),
        ):
            for fault in faults:
                shutil.copytree(folder / "before", folder / "now")
                ended, told = _one_moment(folder / "now", case, fault, ends)
                shutil.rmtree(folder / "now")
                yield told
                if ended == 0:  # the change has no step as late as that
                    break
        shutil.rmtree(folder / "before")
        shutil.rmtree(folder / "after")


def _one_moment(
    place: Path, case: Case, fault: Fault, ends: tuple[dict[str, str], dict[str, str]]
) -> tuple[int, str]:
    where = f"{case.name}, {fault}"
    ended = in_a_child(fault, lambda: apply(place, case.change))
    expected = {"step": -signal.SIGKILL, "write": -signal.SIGXFSZ, "full": TOLD}[fault.kind]
    if ended not in (0, expected):
        return ended, f"{where}: ended with {ended}"
    if found := wholeness.problems(place):
        return ended, f"{where}: {found}"
    before, after = ends
    now = contents(place)
    if now not in (before, after) or (ended == 0 and now != after):
        return ended, f"{where}: neither as before nor as after"
    if now == before:
        apply(place, case.change)
    if contents(place) != after or wholeness.problems(place):
        return ended, f"{where}: the same change again does not complete it"
    return ended, ""


def commands(folder: Path, seed: int, rounds: int, documents: int = 12) -> Iterator[str]:
    """`add` or `build` as a person runs it, stopped at any moment: the next one completes it."""
    chance = random.Random(seed)  # noqa: S311
    papers = synthetic.write(folder / "papers", documents, seed)
    wanted = {path.name: path.read_text(encoding="utf-8") for path in papers}
    for number in range(rounds):
        data = folder / f"data{number}"
        fault = chance.choice((None, Fault("step", chance.randint(1, 3_000)), at_random(chance)))
        stopped: tuple[str, ...] = ("add", str(folder / "papers"), *OWN)
        if number % 3 == 2:
            command(data, *stopped)
            stopped = ("build", *OWN)
        told = _stopped(data, chance, fault, *stopped)
        wrong = [told] if "Traceback" in told else []
        wrong += wholeness.problems(data / "collections" / "c")
        if contents(data / "collections" / "c") and chance.random() < ASKED:
            asked = command(data, *ASK)
            wrong += [asked.stderr[-500:]] if asked.returncode not in ANSWERED else []
        again = command(data, "add", str(folder / "papers"), *OWN)
        verified = command(data, "verify", *OWN)
        if (again.returncode, verified.returncode) != (0, 0):
            wrong.append(again.stderr[-500:] + verified.stdout[-500:])
        if contents(data / "collections" / "c") != wanted:
            wrong.append("not every document is there")
        shutil.rmtree(data, ignore_errors=True)
        yield f"round {number}, {stopped[0]}, {fault}: {wrong}" if wrong else ""


def _stopped(data: Path, chance: random.Random, fault: Fault | None, *args: str) -> str:
    """What a command said that had a fault or was killed from outside.

    Of one that was killed that is nothing: a process of Python's that it had just begun to start
    may tell in a traceback that it was left alone.
    """
    if fault is not None:
        process = _start(data, str(fault), *args, module="faults")
    else:
        process = _start(data, *args)
        time.sleep(chance.uniform(*KILLED_AFTER))
        process.kill()
    told = process.communicate(timeout=600)[1]
    return told if process.returncode >= 0 else ""


def several_at_once(folder: Path, seed: int) -> Iterator[str]:
    """`add`, `build` and `ask` at one time in one collection: each done, or refused in words."""
    papers = synthetic.write(folder / "papers", 20, seed)
    add = ("add", str(folder / "papers"), *OWN)
    for together in ((add, add), (add, ("build", *OWN), ASK)):
        running = [_start(folder / "data", *one) for one in together]
        for one, process in zip(together, running, strict=True):
            _, told = process.communicate(timeout=600)
            refused = process.returncode == 1 and "Another process" in told
            too_early = "There is no collection" in told and one != add
            if "Traceback" in told or not (process.returncode in ANSWERED or refused or too_early):
                yield f"{one[0]} among {len(together)}: {process.returncode} {told[-500:]}"
        yield ""
    place = folder / "data" / "collections" / "c"
    if command(folder / "data", *add).returncode or len(contents(place)) != len(papers):
        yield "several at once: not every document is there"
    yield "; ".join(wholeness.problems(place))


def command(data: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the small command line; its collections are in ``data``."""
    process = _start(data, *args)
    out, told = process.communicate(timeout=600)
    return subprocess.CompletedProcess(args, process.returncode, out, told)


def _start(data: Path, *args: str, module: str = "small_command") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.{module}", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"COMMUNIQUE_DATA": str(data), "PYTHONPATH": str(HOME)},
        cwd=HOME,
    )


def at_random(chance: random.Random) -> Fault | None:
    """A fault somewhere in a change of one document, or none."""
    at = chance.randint(0, 200_000)
    faults = (Fault("step", chance.randint(1, 200)), Fault("write", at), Fault("full", at))
    return chance.choice((None, *faults))


def apply(place: Path, *changes: Change) -> None:
    """Make changes to the store in a folder; with none, only the folder is there after it."""
    place.mkdir(parents=True, exist_ok=True)
    if changes:
        with closing(Filer(place)) as filer:
            for change in changes:
                change(filer)


def contents(place: Path) -> dict[str, str]:
    """The texts that a collection holds, by name; none where it was not made yet."""
    return wholeness.current(place) if (place / FILE_NAME).is_file() else {}
