"""What a look-up found: places of a phrase, its pieces, and the meeting it was put down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.answer import Match
from qa.phrase.difference import Difference
from qa.phrase.redline import Part
from qa.quote import Citation

Verdict = Literal["verbatim", "altered", "partial", "stitched", "not found"]
Stitching = Literal["words left out", "passages joined"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands, and how.

    ``share`` (0..1) is how much of the phrase stands there; ``redline`` has all of its words beside
    those of the record; ``differences`` what of them is otherwise; ``written`` in what the same
    words are written otherwise (capitals, marks and spacing). ``first`` marks the first use, which
    is not known where not all paragraphs that have the phrase were read.
    """

    match: Match
    first: bool
    quote: str
    citation: Citation
    share: float
    differences: tuple[Difference, ...]
    written: tuple[str, ...]
    redline: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase, with the places where it stands; none where it was not found."""

    phrase: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Attributed:
    """The meetings (ids) to which the words around a quotation put it down.

    ``meetings`` is empty where they name one that the collection does not have. ``right`` tells
    whether the quotation stands in one of them, and ``told`` says so in a sentence.
    """

    words: str
    meetings: tuple[str, ...]
    right: bool
    told: str


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """What was looked up, with all its places in date order.

    ``phrase`` is what was pasted and ``quotation`` what of it was looked up. One that is
    ``stitched`` stands nowhere as a whole: ``pieces`` are its parts, and ``stitching`` tells
    whether they stand in one paragraph with words left out between them. ``more`` counts the
    paragraphs that were not read because too many have the phrase; these are neither the earliest
    nor the latest.
    """

    phrase: str
    quotation: str
    verdict: Verdict
    places: tuple[Place, ...]
    stitching: Stitching | None
    pieces: tuple[Piece, ...]
    attributed: Attributed | None
    more: int
    elapsed_ms: float

    @property
    def all_places(self) -> tuple[Place, ...]:
        """The places of the whole, and of each of its pieces."""
        return self.places + tuple(place for piece in self.pieces for place in piece.places)

    @property
    def misattributed(self) -> bool:
        """Whether a quotation that was found is put down to a meeting that does not have it."""
        return self.attributed is not None and not self.attributed.right
