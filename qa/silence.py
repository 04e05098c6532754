"""Why no answer is shown, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Meeting, Store
from index import Searcher
from qa.asked import Sort
from qa.evidence import Evidence
from qa.plain import ONLY_INSTRUCTIONS
from qa.question import Question

IN_ANOTHER_LANGUAGE = (
    "The record does not say: the question is in another language. "
    "Ask in the language of the documents."
)
MOST_NAMED = 3
LOOKED_THROUGH = 20
DOES_NOT_FIT = 0.5
TOLD: dict[Sort, str] = {
    "person": "who it was",
    "place": "where it was",
    "date": "when it was",
    "duration": "how long it was",
    "count": "how many",
    "money": "how much",
    "number": "how much",
}


def reason(question: Question, evidence: Evidence, searcher: Searcher, store: Store) -> str:
    """Why nothing is said on a question, by what the evidence lacks most."""
    if question.only_instructs:
        return ONLY_INSTRUCTIONS
    if evidence.foreign:
        return IN_ANOTHER_LANGUAGE
    return question.missing or _lacking(question, evidence, searcher, store)


def _lacking(question: Question, evidence: Evidence, searcher: Searcher, store: Store) -> str:
    """What the best sentence lacks most."""
    subject = _searched(question, store)
    if unknown := evidence.unknown or evidence.strange:
        return f"The record does not say: it never mentions {_quoted(unknown)}."
    if evidence.absent:
        elsewhere = _elsewhere(evidence.absent, searcher, store)
        return f"{subject} never mentions {_quoted(evidence.absent)}.{elsewhere}"
    if evidence.fit < DOES_NOT_FIT and evidence.sort in TOLD:
        told = TOLD[evidence.sort]
        return f"{subject} does not say: what comes nearest does not tell {told}."
    return f"{subject} does not say: no sentence in it comes close to answering this."


def _searched(question: Question, store: Store) -> str:
    """What was searched, as the subject of a sentence."""
    if len(question.meetings) != 1:
        return "The record of these meetings" if question.meetings else "The record"
    return f"The record of the meeting of {_named(store.meeting(question.meetings[0]))}"


def _elsewhere(names: Sequence[str], searcher: Searcher, store: Store) -> str:
    """At which other meetings names are mentioned."""
    found = searcher.by_words(" ".join(names), LOOKED_THROUGH)
    ids = sorted(set(store.meetings_of(found).values()))
    if not ids:
        return ""
    named = [_named(store.meeting(name)) for name in ids]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f" It is mentioned at: {'; '.join(named[:MOST_NAMED])}{more}."


def _named(meeting: Meeting) -> str:
    place = f", {meeting.place}" if meeting.place else ""
    return f"{meeting.date.day} {meeting.date:%B %Y}{place}"


def _quoted(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names[:MOST_NAMED]]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
