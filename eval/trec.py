"""TREC run files and qrels, for tools that read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.case import CaseSet
from eval.run import Run


def write_trec(folder: Path, case_set: CaseSet, run: Run) -> tuple[Path, Path]:
    """Write ``run.trec`` and ``qrels.trec``; a document id is ``name#paragraph``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / "run.trec", folder / "qrels.trec"
    files[0].write_text("".join(f"{line}\n" for line in _run_lines(run)), encoding="utf-8")
    files[1].write_text("".join(f"{line}\n" for line in _qrel_lines(case_set)), encoding="utf-8")
    return files


def _run_lines(run: Run) -> Iterator[str]:
    for case, outcome in run.outcomes.items():
        for rank, found in enumerate(outcome.ranking, start=1):
            name = f"{_id(found.document)}#{found.paragraph}"
            yield f"{case} Q0 {name} {rank} {found.score:.6f} {run.facts.engine}"


def _qrel_lines(case_set: CaseSet) -> Iterator[str]:
    for case in case_set.cases:
        for name in sorted({f"{_id(gold.document)}#{gold.paragraph}" for gold in case.gold}):
            yield f"{case.id} 0 {name} 1"


def _id(document: str) -> str:
    """A document's name without blanks, which separate columns in these files."""
    return "_".join(document.split())
