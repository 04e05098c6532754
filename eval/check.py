"""Whether a case set can be trusted.

Gold is verbatim and complete, the halves share no fact, and nothing but the record tells
answerable questions from unanswerable ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import OneHotEncoder

from corpus import Document, Paragraph, Span, Store
from eval.case import Case, CaseSet, Explained, Gold

NEAR_IDENTICAL = 80.0  # rapidfuzz ratio, 0..100
TELLING = 0.60  # area under the ROC curve above which a surface trait gives the answer away
FOLDS = 5
QUESTION_WORDS = "who whom whose what which when where why how".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a case, or with the set as a whole (``case`` is None)."""

    case: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """How well surface traits alone tell answerable from unanswerable questions.

    Each value is an area under the ROC curve, folded to 0.5..1; ``question_word`` is
    cross-validated. None where the set has only one of the two.
    """

    length: float | None
    question_word: float | None
    vocabulary: float | None


@dataclass(frozen=True, slots=True)
class Text:
    """A document of the collection as the checker needs it."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]


def texts(store: Store) -> dict[str, Text]:
    """The collection's documents by name."""
    found = {}
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        paragraphs = store.paragraphs(document)
        sentences = tuple(s.span for paragraph in paragraphs for s in store.sentences(paragraph))
        found[document.name] = Text(document, paragraphs, sentences)
    return found


def affected(case_set: CaseSet, store: Store) -> dict[str, str]:
    """Cases that cannot be scored on this collection, each with the reason."""
    known = texts(store)
    reasons: dict[str, str] = {}
    for case in case_set.cases:
        for name in sorted({gold.document for gold in case.gold}):
            if name not in known:
                reasons[case.id] = f"its document {name} is not in this collection"
            elif known[name].document.sha256 != case_set.documents.get(name):
                reasons[case.id] = f"its document {name} is another version here"
    return reasons


def check(case_set: CaseSet, store: Store) -> list[Problem]:
    """Every problem of a set on this collection; empty when it can be trusted."""
    known = texts(store)
    problems = [Problem(name, reason) for name, reason in affected(case_set, store).items()]
    unusable = {problem.case for problem in problems}
    for case in case_set.cases:
        if case.id not in unusable:
            problems += [Problem(case.id, text) for text in _places(case, known)]
            problems += [Problem(case.id, text) for text in _near_identical(case, known)]
    problems += [
        Problem(None, f"it lists {name}, which is not in this collection")
        for name in sorted(case_set.documents.keys() - known.keys())
    ]
    problems += [Problem(None, text) for text in _leaks(case_set)]
    found = shortcuts(case_set, store)
    for name in ("length", "question_word"):
        value = getattr(found, name)
        if value is not None and value > TELLING:
            text = f"{name} alone tells answerable from not (AUROC {value:.2f} > {TELLING})"
            problems.append(Problem(None, text))
    return problems


def shortcuts(case_set: CaseSet, store: Store) -> Shortcuts:
    """Measure what surface traits give away."""
    answerable = np.array([case.answerable for case in case_set.cases])
    if min(answerable.sum(), (~answerable).sum()) < FOLDS:
        return Shortcuts(None, None, None)
    questions = [case.question for case in case_set.cases]
    record = {word for text in texts(store).values() for word in _words(text.document.text)}
    lengths = [len(question.split()) for question in questions]
    overlap = [np.mean([word in record for word in _words(q)] or [False]) for q in questions]
    encoded = OneHotEncoder().fit_transform([[_question_word(q)] for q in questions])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    guessed = cross_val_predict(
        LogisticRegression(), encoded, answerable, cv=folds, method="predict_proba"
    )[:, 1]
    return Shortcuts(
        length=_folded(answerable, lengths),
        question_word=_folded(answerable, guessed),
        vocabulary=_folded(answerable, overlap),
    )


def _places(case: Case, known: dict[str, Text]) -> Iterator[str]:
    """Gold and explained places that are not verbatim or not in their paragraph."""
    for place in case.places:
        if place.document not in known:
            yield f"{place.document} is not in this collection"
            continue
        text = known[place.document]
        span = Span(place.start, max(place.start, place.end))
        paragraph = next((p for p in text.paragraphs if p.ordinal == place.paragraph), None)
        if span.of(text.document.text) != place.text:
            yield f"{place.text[:60]!r} does not stand at {place.document} {place.start}"
        elif paragraph is None or not span.within(paragraph.span):
            yield f"{place.text[:60]!r} is not in paragraph {place.paragraph}"
    for gold in case.gold:
        yield from (
            f"the short answer {short[:60]!r} does not stand in its sentence"
            for short in gold.short
            if short not in gold.text
        )


def _near_identical(case: Case, known: dict[str, Text]) -> Iterator[str]:
    """Sentences elsewhere that nearly equal a gold one and are neither gold nor explained."""
    for name, text in known.items():
        for span in text.sentences:
            if any(_overlap(place, name, span) for place in case.places):
                continue
            candidate = span.of(text.document.text)
            best = process.extractOne(
                candidate.lower(),
                [gold.text.lower() for gold in case.gold],
                scorer=fuzz.ratio,
                score_cutoff=NEAR_IDENTICAL,
            )
            if best is not None:
                yield f"{name}: {candidate[:90]!r} nearly equals its gold ({best[1]:.0f} %)"


def _overlap(place: Gold | Explained, name: str, span: Span) -> bool:
    return place.document == name and place.start < span.end and span.start < place.end


def _leaks(case_set: CaseSet) -> Iterator[str]:
    """Facts and gold sentences that stand in both halves."""
    facts: dict[str, set[str]] = defaultdict(set)
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for case in case_set.cases:
        facts[case.fact].add(case.split)
        for gold in case.gold:
            sentences[gold.document, gold.start].add(case.split)
    yield from (f"the fact {fact} is in both halves" for fact, s in facts.items() if len(s) > 1)
    for (name, start), splits in sentences.items():
        if len(splits) > 1:
            yield f"the gold sentence at {name} {start} is in both halves"


def _folded(answerable: np.ndarray, values: object) -> float:
    area = float(roc_auc_score(answerable, np.asarray(values, dtype=float)))
    return max(area, 1 - area)


def _question_word(question: str) -> str:
    words = _words(question)
    return next((word for word in words if word in QUESTION_WORDS), words[0] if words else "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
