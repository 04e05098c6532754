"""Measures for one case each; None where a measure does not apply to the case.

Retrieval measures come from ir_measures; exact match and token F1 of short answers follow the
SQuAD 1.1 evaluation script (Rajpurkar et al. 2016).
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from corpus import Span
from eval.case import Case, Gold
from eval.check import Text
from eval.outcome import Outcome, Ranked, Shown

RETRIEVAL = {
    "paragraph first": Success @ 1,
    "paragraph in first 5": Success @ 5,
    "recall@5": R @ 5,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}
Scores = dict[str, float | None]


def score(case: Case, outcome: Outcome, known: Mapping[str, Text]) -> Scores:
    """Every measure of one case."""
    return {
        **retrieval(case, outcome.ranking),
        "sentence first": _sentence_first(case, outcome),
        "answered rightly": _answered_rightly(case, outcome),
        "joint": _joint(case, outcome),
        "short EM": _short(case, outcome, exact_match),
        "short F1": _short(case, outcome, token_f1),
        "meeting F1": _meeting_f1(case, outcome),
        "look-up class": _look_up_class(case, outcome),
        "quote exact": _every(outcome.shown, lambda shown: _is_exact(shown, known)),
        "citation exact": _every(outcome.shown, lambda shown: _is_cited(shown, known)),
        "silent when it should be": None if case.answerable else float(not outcome.answered),
        "silent when it should not be": float(not outcome.answered) if case.answerable else None,
    }


def hits(shown: Shown, gold: Gold) -> bool:
    """Whether a quotation covers more than half of a gold sentence, or lies within it."""
    common = min(shown.end, gold.end) - max(shown.start, gold.start)
    shorter = min(shown.end - shown.start, gold.end - gold.start)
    return shown.document == gold.document and common * 2 > shorter


def is_right(case: Case, outcome: Outcome) -> bool:
    """Whether the first quotation is a gold sentence."""
    return bool(outcome.shown) and any(hits(outcome.shown[0], gold) for gold in case.gold)


def normalised(text: str) -> str:
    """Lower case, without punctuation, articles and extra blanks (SQuAD 1.1)."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def exact_match(answer: str, gold: str) -> float:
    """1 when both are the same after normalisation, else 0."""
    return float(normalised(answer) == normalised(gold))


def token_f1(answer: str, gold: str) -> float:
    """Harmonic mean of precision and recall over tokens after normalisation."""
    left, right = normalised(answer).split(), normalised(gold).split()
    common = sum((Counter(left) & Counter(right)).values())
    if not left or not right or not common:
        return float(left == right)
    return f1(common / len(left), common / len(right))


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def retrieval(case: Case, ranking: Sequence[Ranked]) -> Scores:
    """The measures of the ranked paragraphs."""
    if not case.answerable:
        return dict.fromkeys(RETRIEVAL)
    relevant = {f"{gold.document}#{gold.paragraph}" for gold in case.gold}
    qrels = [Qrel(case.id, name, 1) for name in relevant]
    run = [
        ScoredDoc(case.id, f"{found.document}#{found.paragraph}", -float(rank))
        for rank, found in enumerate(ranking)
    ]
    if not run:
        return dict.fromkeys(RETRIEVAL, 0.0)
    found = ir_measures.calc_aggregate(list(RETRIEVAL.values()), qrels, run)
    return {name: float(found[measure]) for name, measure in RETRIEVAL.items()}


def _sentence_first(case: Case, outcome: Outcome) -> float | None:
    return float(is_right(case, outcome)) if case.answerable else None


def _answered_rightly(case: Case, outcome: Outcome) -> float | None:
    return float(outcome.answered and is_right(case, outcome)) if case.answerable else None


def _joint(case: Case, outcome: Outcome) -> float | None:
    """Right sentence and right paragraph cited."""
    if not case.answerable:
        return None
    first = outcome.shown[:1]
    return float(any(hits(s, g) and s.paragraph == g.paragraph for s in first for g in case.gold))


def _short(case: Case, outcome: Outcome, measure: Callable[[str, str], float]) -> float | None:
    golds = [short for gold in case.gold for short in gold.short]
    if case.kind != "fact" or not golds:
        return None
    answer = (outcome.shown[0].short or "") if outcome.answered and outcome.shown else ""
    return max(measure(answer, gold) for gold in golds)


def _meeting_f1(case: Case, outcome: Outcome) -> float | None:
    """F1 of the documents quoted against the documents of the gold, for questions on several."""
    if case.kind != "several":
        return None
    wanted = {gold.document for gold in case.gold}
    quoted = {shown.document for shown in outcome.shown} if outcome.answered else set()
    common = len(wanted & quoted)
    return f1(common / len(quoted), common / len(wanted)) if quoted else 0.0


def _look_up_class(case: Case, outcome: Outcome) -> float | None:
    """Whether a quotation was found and called what it is: an exact one verbatim, others not."""
    if case.kind != "quotation" or case.subkind not in ("exact", "altered"):
        return None
    if not is_right(case, outcome):
        return 0.0
    return float((outcome.shown[0].match == "verbatim") == (case.subkind == "exact"))


def _every(shown: Sequence[Shown], holds: Callable[[Shown], bool]) -> float | None:
    if not shown:
        return None
    return float(all(holds(one) for one in shown))


def _is_exact(shown: Shown, known: Mapping[str, Text]) -> bool:
    text = known.get(shown.document)
    return text is not None and text.document.text[shown.start : shown.end] == shown.text


def _is_cited(shown: Shown, known: Mapping[str, Text]) -> bool:
    text = known.get(shown.document)
    if text is None or text.document.meeting_id != shown.meeting_id:
        return False
    return any(
        paragraph.ordinal == shown.paragraph and Span(shown.start, shown.end).within(paragraph.span)
        for paragraph in text.paragraphs
    )
