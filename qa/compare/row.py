"""A row of a comparison: paragraphs of both meetings that are the same statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.phrase.difference import Difference
from qa.phrase.redline import Part
from qa.quote import Citation

RowKind = Literal[
    "kept", "marks", "changed", "split", "merged", "moved", "dropped", "new", "elsewhere"
]


@dataclass(frozen=True, slots=True)
class Standing:
    """A paragraph, verbatim, and where it stands."""

    quote: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of the first meeting and those of the second that they became; either may be none.

    ``kind``: ``kept`` word for word; ``marks``, where only marks, capitals or spacing differ;
    ``changed``; ``split`` into several; ``merged`` from several; ``moved`` out of order, changed or
    not; ``dropped``; ``new``; ``elsewhere`` is the place of a paragraph that is shown in the row
    with the number ``see``, and counts for nothing. ``redline`` has all words of both beside each
    other, paragraphs parted by an empty line. ``differences`` are changed numbers and negations.
    ``words`` are those of the second meeting, of which ``new_words`` are not kept.
    """

    number: int
    kind: RowKind
    first: tuple[Standing, ...]
    second: tuple[Standing, ...]
    redline: tuple[Part, ...]
    differences: tuple[Difference, ...]
    words: int
    new_words: int
    see: int | None
