"""Evaluation runs: a folder each, with facts, outcomes and totals; resumed where they stopped."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import resource
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from corpus import Store
from corpus.errors import BusyError, InputError
from eval.case import Case, CaseSet
from eval.check import affected, texts
from eval.measures import Scores, score
from eval.outcome import Outcome, outcome, refused
from eval.totals import Totals, totals
from qa import Engine

PACKAGES = ("communique", "torch", "sentence-transformers", "faiss-cpu", "tantivy")
QUESTIONS = ("set_name", "set_hash", "split", "only", "corpus_hash")  # what was asked, of what

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run was: set, half, engine, collection, program, machine.

    ``set_hash`` is the SHA-256 of the cases and ``cases`` their number, skipped ones included.
    ``memory`` is the process's peak in MB before the first question: model and index are loaded.
    """

    started: str
    set_name: str
    set_hash: str
    cases: int
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
    """A run and its scores."""

    folder: Path
    facts: Facts
    outcomes: dict[str, Outcome]
    scores: dict[str, Scores]
    totals: Totals

    @property
    def missing(self) -> int:
        """How many cases an interrupted run has not come to."""
        return self.facts.cases - len(self.facts.skipped) - len(self.scores)


def facts_of(case_set: CaseSet, engine: str, store: Store, split: str | None,
             only: tuple[str, ...]) -> Facts:  # fmt: skip
    """The facts of a run that starts now."""
    return Facts(
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        set_name=case_set.name,
        set_hash=hash_of(case_set),
        cases=len(case_set.cases),
        split=split,
        only=only,
        engine=engine,
        corpus_hash=store.texts_hash(),
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
    facts = _as_begun(folder, facts)
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
    result = _scored(folder, facts, cases, done, engine.store)
    _write(folder / "totals.json", result.totals)
    return result


def read_run(folder: Path, case_set: CaseSet, store: Store) -> Run:
    """A run as far as it came, scored anew; raises InputError where there is none."""
    facts = _read_facts(folder)
    outcomes = read_outcomes(folder)
    cases = [case for case in case_set.cases if case.id in outcomes]
    if facts.set_name != case_set.name or not cases:
        raise InputError(
            f"{folder} is a run of {facts.set_name!r}, not of {case_set.name!r}. Name it: --set"
        )
    if facts.corpus_hash != store.texts_hash():
        raise InputError(f"{folder} is a run on another version of the documents.")
    return _scored(folder, facts, cases, outcomes, store)


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


def hash_of(case_set: CaseSet) -> str:
    """SHA-256 over the questions and gold of a set."""
    text = json.dumps([asdict(case) for case in case_set.cases], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_outcomes(folder: Path) -> dict[str, Outcome]:
    """The outcomes written so far; a last line that was cut short is passed over."""
    path = folder / "outcomes.jsonl"
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[-1]:
        path.write_text("".join(line + "\n" for line in lines[:-1]), encoding="utf-8")
    adapter = TypeAdapter(Outcome)
    found = {}
    for number, line in enumerate(lines[:-1], start=1):
        try:
            one = adapter.validate_json(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}, is damaged. Start a new run.") from error
        found[one.case] = one
    return found


def _scored(
    folder: Path, facts: Facts, cases: Sequence[Case], outcomes: dict[str, Outcome], store: Store
) -> Run:
    known = texts(store)
    scores = {case.id: score(case, outcomes[case.id], known) for case in cases}
    return Run(folder, facts, outcomes, scores, totals(cases, outcomes, scores))


def _as_begun(folder: Path, facts: Facts) -> Facts:
    """The facts with the start of the run that ``folder`` holds, if it holds one.

    Raises InputError when that run is of something else.
    """
    if not (folder / "run.json").exists():
        return facts
    before = _read_facts(folder)
    for name in (*QUESTIONS, "engine"):
        if getattr(before, name) != getattr(facts, name):
            raise InputError(
                f"{folder} holds a run with another {name.replace('_', ' ')} "
                f"({getattr(before, name)}). Start a new run."
            )
    return replace(facts, started=before.started)


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
