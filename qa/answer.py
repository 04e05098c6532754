"""The answer to a question, in exactly the shape of the JSON answer that every door speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import Span
from qa.names import Aliases
from qa.question import Kind
from qa.quote import Citation
from qa.scope import Scoping
from qa.spelling import Corrections

Match = Literal["verbatim", "altered", "partial"]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of the question; no meetings means the whole collection.

    ``corrections`` holds each misspelt word as typed, with what was searched instead. ``scope``
    holds what was decided on each mention of a time, a place or a meeting, and ``parts`` the
    questions that were answered, where the text held more than one.
    """

    kind: Kind
    meetings: tuple[str, ...]
    aliases: Aliases
    corrections: Corrections
    scope: tuple[Scoping, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A verified quotation with its citation and what ranked it.

    ``short`` is the part of the quotation that answers, where one was found, and ``short_span``
    its place in the document's canonical text. ``match`` says how words that the question quotes
    stand in it; where none are quoted it is ``verbatim``. ``same_wording_in``
    names other meetings with the same sentence. ``scores`` holds what ranked the paragraph
    (``bm25``, ``paragraph``, ``sentence``, ``meeting``, ``fused``, ``total``: see index.Scores) and
    of the quoted sentence ``similarity`` (cosine), ``coverage`` (0..1) and, where the reranker read
    it, ``rerank``.
    """

    short: str | None
    short_span: Span | None
    quote: str
    citation: Citation
    match: Match
    same_wording_in: tuple[str, ...]
    scores: dict[str, float]


Contrasting = Literal["another number", "negation", "stronger verb", "weaker verb"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A passage elsewhere that says otherwise than an answer.

    ``answer`` is the answer's place in ``Answer.answers``; ``words`` are the answer's words and
    ``otherwise`` those of ``quoted`` that stand in their place.
    """

    why: Contrasting
    answer: int
    words: str
    otherwise: str
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the reason why there is none.

    ``confidence`` (0..1) is how likely the first quotation answers the question. Either
    ``answers`` holds quotations, best first, or ``reason`` says why not and ``nearest`` holds
    passages that are not an answer. ``notes`` are sentences on how the question was taken.
    Of a question about several meetings ``answers`` are in date order, and ``nothing_in`` are the
    ids of the meetings in scope in which nothing was found. ``but_see`` holds passages elsewhere
    that say otherwise.
    """

    question: str
    answered: bool
    confidence: float
    reason: str | None
    understood: Understood
    notes: tuple[str, ...]
    answers: tuple[Quoted, ...]
    nothing_in: tuple[str, ...]
    but_see: tuple[Contrast, ...]
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
