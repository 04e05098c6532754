"""How an answer came about, in named facts: the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Meeting
from qa import Answer, Explanation
from web.words import spelling, those

Facts = list[tuple[str, str]]

SCORES = (
    "bm25",
    "paragraph",
    "sentence",
    "meeting",
    "fused",
    "similarity",
    "coverage",
    "rerank",
    "total",
)
KINDS = {"several": "about several meetings", "passage": "a passage to be found"}


def understood(answer: Answer, steps: Explanation, meetings: Sequence[Meeting]) -> Facts:
    """What was understood of a question."""
    read = answer.understood
    found = [
        ("Question", answer.question),
        ("Kind", KINDS.get(read.kind, read.kind)),
        ("Asks for", steps.evidence.sort),
        *(("Answered in parts", part) for part in read.parts),
        *(("Note", note) for note in answer.notes),
        ("Meetings in scope", those(read.meetings or [one.id for one in meetings], meetings)),
        *((f"“{one.words}”", f"{one.decision}: {one.told}") for one in read.scope),
        *((f"“{name}”", f"also {', '.join(others)}") for name, others in read.aliases.items()),
    ]
    if read.corrections:
        found.append(("Spelling", spelling(read.corrections)))
    return [*found, ("Searched for", steps.searched)]


def weighed(answer: Answer, steps: Explanation) -> Facts:
    """What spoke for and against the best sentence."""
    evidence = steps.evidence
    rerank = "did not read it" if evidence.rerank is None else f"{evidence.rerank:.2f}"
    margin = "not asked" if evidence.margin is None else f"{evidence.margin:+.2f}"
    share = evidence.quoted
    quoted = "none" if share is None else f"{share:.2f} of them stand there"
    return [
        ("Fit of the short answer", f"{evidence.fit:.2f} of 1"),
        ("Names not in the sentence", _listed(evidence.unmet)),
        ("Not in these meetings", _listed(evidence.absent)),
        ("Unknown to the record", _listed(evidence.unknown)),
        ("Words quoted", quoted),
        ("Language", "another" if evidence.foreign else "that of the documents"),
        ("Similarity", f"{evidence.similarity:.3f}"),
        ("Reranker", rerank),
        ("An answer rather than none", margin),
        ("Confidence", f"{answer.confidence:.3f}; no answer below {steps.decline_below}"),
        ("Evidence", answer.evidence if answer.answered else "not enough for an answer"),
        ("Time", f"{answer.elapsed_ms:.1f} ms"),
    ]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names) if names else "none"
