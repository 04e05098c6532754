"""Half-open ranges of characters, and the map from canonical text back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to, not including, ``end``; ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def later(self, by: int) -> Span:
        """The same characters of a text that stands ``by`` characters into another."""
        return Span(self.start + by, self.end + by)

    def within(self, other: Span) -> bool:
        """Whether every character of this span is also in ``other``."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether some character of this span is also in ``other``."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters that stand unchanged at ``canonical`` and at ``source``."""

    canonical: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a canonical text stands in its decoded source.

    Runs are in order and do not overlap. Characters between two runs are white space that
    stands for layout: a line or page break, or the gap between two paragraphs.
    """

    runs: tuple[Run, ...]

    def to_source(self, span: Span) -> tuple[Span, ...]:
        """The pieces of the source that ``span`` of the canonical text was copied from."""
        first = max(0, bisect_right(self.runs, span.start, key=lambda run: run.canonical) - 1)
        pieces = []
        for run in self.runs[first:]:
            if run.canonical >= span.end:
                break
            start = max(span.start, run.canonical)
            end = min(span.end, run.canonical + run.length)
            if start < end:
                offset = run.source - run.canonical
                pieces.append(Span(start + offset, end + offset))
        return tuple(pieces)

    def matches(self, span: Span, canonical: str, source: str) -> bool:
        """Whether ``span`` of the canonical text is, but for white space, a copy of its source."""
        pieces = "".join(piece.of(source) for piece in self.to_source(span))
        return "".join(pieces.split()) == "".join(span.of(canonical).split())
