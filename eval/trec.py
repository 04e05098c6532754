"""TREC files: topics and qrels in, run files and qrels out.

A document id is ``name#paragraph``, with underscores for blanks in the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

import ir_measures

from corpus import Store
from corpus.errors import InputError
from eval.case import Case, CaseSet, Gold
from eval.check import Text, texts
from eval.run import Run

NAME = re.compile(r"[A-Za-z0-9_.-]+")
TOPIC = re.compile(
    r"<top>.*?<num>\s*(?:Number:)?\s*([^\s<]+).*?<title>\s*(?:Topic:)?\s*([^<]+)", re.DOTALL
)


def read_trec(topics: Path, qrels: Path, store: Store) -> CaseSet:
    """A case set from topics (``<top>`` elements, or ``id<TAB>text`` lines) and qrels.

    A topic without a relevant paragraph is left out, since nobody may have looked. Raises
    InputError for files that cannot be read and for paragraphs that are not in ``store``.
    """
    try:
        asked = _topics(topics.read_text(encoding="utf-8"))
        rows = ir_measures.read_trec_qrels(str(qrels))  # type: ignore[no-untyped-call]
        judged = [row for row in rows if row.relevance > 0]
    except (OSError, ValueError) as error:
        raise InputError(f"The topics or qrels cannot be read: {error}.") from error
    _check(asked)
    known = {_id(name): text for name, text in texts(store).items()}
    relevant: dict[str, list[Gold]] = {}
    for row in judged:
        relevant.setdefault(row.query_id, []).append(_gold(row.doc_id, known))
    cases = tuple(
        Case(name, text, "passage", None, True, "one", tuple(relevant[name]), (), name, "test", "")
        for name, text in asked.items()
        if name in relevant
    )
    if not cases:
        raise InputError(f"No topic of {topics} has a relevant paragraph in {qrels}.")
    hashes = {text.document.name: text.document.sha256 for text in known.values()}
    return CaseSet(topics.stem, hashes, cases)


def _topics(text: str) -> dict[str, str]:
    found = {match[1]: " ".join(unescape(match[2]).split()) for match in TOPIC.finditer(text)}
    if found:
        return found
    rows = [line.split("\t", 1) for line in text.splitlines() if line.strip()]
    if not all(len(row) == 2 for row in rows):  # noqa: PLR2004 - id and text
        raise ValueError("topics must be <top> elements or lines of id, tab, text")
    return {name.strip(): question.strip() for name, question in rows}


def _check(asked: Mapping[str, str]) -> None:
    for name, question in asked.items():
        if not NAME.fullmatch(name) or not question:
            raise InputError(f"The topic {name!r} needs a text, and an id of A-Z a-z 0-9 _ . -")


def _gold(name: str, known: Mapping[str, Text]) -> Gold:
    document, _, ordinal = name.rpartition("#")
    text = known.get(document)
    if text is None or not ordinal.isdecimal() or not 0 < int(ordinal) <= len(text.paragraphs):
        raise InputError(f"There is no paragraph {name!r} in this collection.")
    span = text.paragraphs[int(ordinal) - 1].span
    words = span.of(text.document.text)
    return Gold(text.document.name, int(ordinal), span.start, span.end, words, ())


def write_trec(folder: Path, case_set: CaseSet, run: Run) -> list[Path]:
    """Write ``run.trec``, ``qrels.trec`` and ``topics.tsv`` for the cases of a run."""
    cases = [case for case in case_set.cases if case.id in run.scores]
    lines = {
        "run.trec": _run_lines(run),
        "qrels.trec": _qrel_lines(cases),
        "topics.tsv": (f"{case.id}\t{' '.join(case.question.split())}" for case in cases),
    }
    for name, content in lines.items():
        (folder / name).write_text("".join(f"{line}\n" for line in content), encoding="utf-8")
    return [folder / name for name in lines]


def _run_lines(run: Run) -> Iterator[str]:
    for case, outcome in run.outcomes.items():
        for rank, found in enumerate(outcome.ranking, start=1):
            name = f"{_id(found.document)}#{found.paragraph}"
            yield f"{case} Q0 {name} {rank} {found.score:.6f} {run.facts.engine}"


def _qrel_lines(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        for name in sorted({f"{_id(gold.document)}#{gold.paragraph}" for gold in case.gold}):
            yield f"{case.id} 0 {name} 1"


def _id(document: str) -> str:
    """A document's name without blanks, which separate columns in these files."""
    return "_".join(document.split())
