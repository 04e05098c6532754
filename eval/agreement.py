"""How far a second annotator, who did not see the gold, agrees with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter
from sklearn.metrics import cohen_kappa_score

from corpus.errors import InputError
from eval.case import Case, CaseSet
from eval.measures import f1, token_f1


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a document's canonical text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A second annotator's answer to a case: the sentences, and a short answer ("" for none)."""

    id: str
    answerable: bool
    spans: tuple[Place, ...]
    short: str
    remark: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over ``count`` cases.

    ``kappa`` is Cohen's over answerable or not; ``sentence_f1`` compares the sets of sentences and
    ``short_f1`` the tokens of the short answers, both over cases that both call answerable.
    """

    count: int
    kappa: float
    sentence_f1: float
    short_f1: float
    differ: tuple[str, ...]


def second_opinions(case_set_path: Path) -> Path:
    """Where the second annotation of a set lies: ``<name>.second.json`` beside it."""
    return case_set_path.with_suffix(".second.json")


def agreement(case_set: CaseSet, path: Path) -> Agreement:
    """Agreement of a set with the second annotation in ``path``; raises InputError."""
    try:
        opinions = TypeAdapter(tuple[SecondOpinion, ...]).validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a second annotation: {error}.") from error
    cases = {case.id: case for case in case_set.cases}
    pairs = [(cases[opinion.id], opinion) for opinion in opinions if opinion.id in cases]
    if not pairs:
        raise InputError(f"{path} has no case of {case_set.name}.")
    both = [(case, opinion) for case, opinion in pairs if case.answerable and opinion.answerable]
    shorts = [_short_f1(case, opinion.short) for case, opinion in both if opinion.short]
    return Agreement(
        count=len(pairs),
        kappa=float(
            cohen_kappa_score([c.answerable for c, _ in pairs], [o.answerable for _, o in pairs])
        ),
        sentence_f1=float(np.mean([_sentence_f1(case, opinion) for case, opinion in both])),
        short_f1=float(np.mean([value for value in shorts if value is not None])),
        differ=tuple(case.id for case, o in pairs if case.answerable != o.answerable),
    )


def _sentence_f1(case: Case, opinion: SecondOpinion) -> float:
    first = {Place(gold.document, gold.start, gold.end) for gold in case.gold}
    second = set(opinion.spans)
    common = len(first & second)
    return f1(common / len(second), common / len(first)) if second else 0.0


def _short_f1(case: Case, short: str) -> float | None:
    golds = [gold_short for gold in case.gold for gold_short in gold.short]
    return max((token_f1(short, gold) for gold in golds), default=None)
