"""Evaluation runs: a folder each, with facts, outcomes and totals; resumed where they stopped."""

from __future__ import annotations

import json
import os
import platform
import resource
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from corpus import Store
from corpus.errors import BusyError, InputError
from eval.case import CaseSet
from eval.check import affected, texts
from eval.measures import Scores, score
from eval.outcome import Outcome, outcome, refused
from eval.totals import Totals, totals
from qa import Engine

PACKAGES = ("communique", "torch", "sentence-transformers", "faiss-cpu", "tantivy")
QUESTIONS = ("set_name", "split", "only", "corpus_hash")  # what was asked, of what

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run was: set, half, engine, collection, program, machine.

    ``memory`` is the process's peak in MB before the first question: model and index are loaded.
    """

    started: str
    set_name: str
    split: str | None
    only: tuple[str, ...]
    engine: str
    corpus_hash: str
    versions: dict[str, str]
    machine: str
    memory: int
    skipped: dict[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run."""

    folder: Path
    facts: Facts
    outcomes: dict[str, Outcome]
    scores: dict[str, Scores]
    totals: Totals


def facts_of(case_set: CaseSet, engine: str, store: Store, split: str | None,
             only: tuple[str, ...]) -> Facts:  # fmt: skip
    """The facts of a run that starts now."""
    return Facts(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        set_name=case_set.name,
        split=split,
        only=only,
        engine=engine,
        corpus_hash=store.property("corpus_hash"),
        versions={name: version(name) for name in PACKAGES},
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        skipped=affected(case_set, store),
    )


def run(folder: Path, case_set: CaseSet, facts: Facts, engine: Engine, progress: Progress) -> Run:
    """Ask every case that ``folder`` has no outcome for yet, and score them all.

    Cases of documents that differ here are skipped and named. Raises BusyError while another
    process writes to the same folder, InputError when no case can be scored.
    """
    cases = [case for case in case_set.cases if case.id not in facts.skipped]
    if not cases:
        raise InputError("No case of this set can be scored on this collection.")
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_another(folder, facts)
    try:
        with FileLock(folder / "lock", timeout=0):
            _write(folder / "run.json", facts)
            done = read_outcomes(folder)
            with (folder / "outcomes.jsonl").open("a", encoding="utf-8") as file:
                for number, case in enumerate(cases, start=1):
                    if case.id not in done:
                        done[case.id] = _ask(case.id, case.question, engine)
                        file.write(json.dumps(asdict(done[case.id]), ensure_ascii=False) + "\n")
                        file.flush()
                    progress(number, len(cases))
    except Timeout:
        raise BusyError(f"Another process is writing to {folder}. Wait for it.") from None
    known = texts(engine.store)
    scores = {case.id: score(case, done[case.id], known) for case in cases}
    result = Run(folder, facts, done, scores, totals(cases, done, scores))
    _write(folder / "totals.json", result.totals)
    return result


def read_run(folder: Path, case_set: CaseSet, store: Store) -> Run:
    """A run that was finished before, scored anew; raises InputError where there is none."""
    facts = _read_facts(folder)
    outcomes = read_outcomes(folder)
    cases = [case for case in case_set.cases if case.id in outcomes]
    if not cases:
        raise InputError(f"{folder} has no outcome for a case of {case_set.name}.")
    known = texts(store)
    scores = {case.id: score(case, outcomes[case.id], known) for case in cases}
    return Run(folder, facts, outcomes, scores, totals(cases, outcomes, scores))


def runs_of(folder: Path) -> list[Path]:
    """The finished runs beside a run's folder, oldest first."""
    return sorted(place.parent for place in folder.parent.glob("*/totals.json"))


def newest_like(run: Run, places: Sequence[Path]) -> list[Path]:
    """The newest run of each other engine on the same questions of the same collection."""
    newest: dict[str, Path] = {}
    for place in places:
        facts = _read_facts(place)
        same = all(getattr(facts, name) == getattr(run.facts, name) for name in QUESTIONS)
        if same and facts.engine != run.facts.engine:
            newest[facts.engine] = place
    return list(newest.values())


def read_outcomes(folder: Path) -> dict[str, Outcome]:
    """The outcomes written so far; a last line that was cut short is passed over."""
    path = folder / "outcomes.jsonl"
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[-1]:
        path.write_text("".join(line + "\n" for line in lines[:-1]), encoding="utf-8")
    adapter = TypeAdapter(Outcome)
    found = [adapter.validate_json(line) for line in lines[:-1]]
    return {one.case: one for one in found}


def _refuse_another(folder: Path, facts: Facts) -> None:
    """Raise InputError when the folder holds a run of something else."""
    if not (folder / "run.json").exists():
        return
    before = _read_facts(folder)
    for name in (*QUESTIONS, "engine"):
        if getattr(before, name) != getattr(facts, name):
            raise InputError(
                f"{folder} holds a run with another {name.replace('_', ' ')} "
                f"({getattr(before, name)}). Start a new run."
            )


def _read_facts(folder: Path) -> Facts:
    try:
        return TypeAdapter(Facts).validate_json((folder / "run.json").read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} is not an evaluation run: {error}.") from error


def _ask(case: str, question: str, engine: Engine) -> Outcome:
    try:
        return outcome(case, *engine.explain(question))
    except InputError as error:
        return refused(case, str(error))


def _write(path: Path, value: Facts | Totals) -> None:
    path.write_text(json.dumps(asdict(value), indent=1, ensure_ascii=False) + "\n", "utf-8")
