"""Readers find the short answer inside a sentence: a one-method protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus import Span
from qa.extract import Candidate
from qa.question import Question

DEFAULT_READER = "rules"
NO_READER = "none"


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The part of a sentence that answers, by characters of the quotation's text.

    ``likelihood`` (0..1) is how sure the reader is that this is what was asked for.
    """

    span: Span
    likelihood: float

    def later(self, characters: int) -> ShortAnswer:
        """The same, so many characters further on."""
        start, end = self.span.start + characters, self.span.end + characters
        return ShortAnswer(Span(start, end), self.likelihood)


class Reader(Protocol):
    """Finds the short answer in a sentence."""

    def read(self, question: Question, candidate: Candidate) -> ShortAnswer | None:
        """The short answer in the candidate's quotation, None where it holds none."""
