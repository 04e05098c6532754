"""What a system did with a case."""

from __future__ import annotations

from dataclasses import dataclass

from qa import Answer, Explanation


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation that was shown: its place, text, short answer, meeting, and how it matches."""

    document: str
    paragraph: int
    start: int
    end: int
    text: str
    short: str | None
    meeting_id: str
    match: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A paragraph that was found, with the score that ranked it."""

    document: str
    paragraph: int
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was shown for a case, answered or not, and what was found on the way.

    ``shown`` holds the answers, or the nearest passages when nothing was answered. ``error`` is the
    sentence with which a question was refused.
    """

    case: str
    answered: bool
    confidence: float
    shown: tuple[Shown, ...]
    ranking: tuple[Ranked, ...]
    latency_ms: float
    error: str | None


def outcome(case: str, answer: Answer, explanation: Explanation) -> Outcome:
    """The outcome of a case that was asked."""
    return Outcome(
        case=case,
        answered=answer.answered,
        confidence=answer.confidence,
        shown=tuple(
            Shown(
                document=quoted.citation.document,
                paragraph=quoted.citation.paragraph,
                start=quoted.citation.start,
                end=quoted.citation.end,
                text=quoted.quote,
                short=quoted.short,
                meeting_id=quoted.citation.meeting_id,
                match=quoted.match,
            )
            for quoted in answer.answers or answer.nearest
        ),
        ranking=tuple(
            Ranked(one.document, one.paragraph, one.scores.total) for one in explanation.considered
        ),
        latency_ms=answer.elapsed_ms,
        error=None,
    )


def refused(case: str, error: str) -> Outcome:
    """The outcome of a case that was refused as unusable."""
    return Outcome(case, answered=False, confidence=0.0, shown=(), ranking=(), latency_ms=0.0,
                   error=error)  # fmt: skip
