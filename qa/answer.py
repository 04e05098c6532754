"""The answer to a question, in exactly the shape of the JSON answer that every door speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.question import Aliases, Kind
from qa.quote import Citation
from qa.spelling import Corrections


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of the question; no meetings means the whole collection.

    ``corrections`` holds each misspelt word as typed, with what was searched instead.
    """

    kind: Kind
    meetings: tuple[str, ...]
    aliases: Aliases
    corrections: Corrections


@dataclass(frozen=True, slots=True)
class Quoted:
    """A verified quotation with its citation and what ranked it.

    ``short`` is the part of the quotation that answers, where one was found. ``same_wording_in``
    names other meetings with the same sentence. ``scores`` holds what ranked the paragraph
    (``bm25``, ``paragraph``, ``sentence``, ``meeting``, ``fused``, ``total``: see index.Scores) and
    of the quoted sentence ``similarity`` (cosine), ``coverage`` (0..1) and, where the reranker read
    it, ``rerank``.
    """

    short: str | None
    quote: str
    citation: Citation
    match: Literal["verbatim"]
    same_wording_in: tuple[str, ...]
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the reason why there is none.

    ``confidence`` (0..1) is how likely the first quotation answers the question. Either
    ``answers`` holds quotations, best first, or ``reason`` says why not and ``nearest`` holds
    passages that are not an answer.
    """

    question: str
    answered: bool
    confidence: float
    reason: str | None
    understood: Understood
    answers: tuple[Quoted, ...]
    nearest: tuple[Quoted, ...]
    elapsed_ms: float

    @property
    def evidence(self) -> Literal["strong", "moderate", "weak"]:
        """The confidence as a band."""
        return band(self.confidence)


STRONG = 0.70
MODERATE = 0.45


def band(confidence: float) -> Literal["strong", "moderate", "weak"]:
    """Strong, moderate or weak evidence."""
    if confidence >= STRONG:
        return "strong"
    return "moderate" if confidence >= MODERATE else "weak"
