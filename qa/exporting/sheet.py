"""An evidence sheet: a question, a look-up or a choice of quotations, with what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from qa.answer import Understood, band
from qa.exporting.exhibit import Exhibit
from qa.filters import Filters
from qa.phrase import Attributed, Stitching, Verdict


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The program, the collection and the index that a sheet comes from.

    ``collection_id`` stays the same as long as the collection lives, ``revision`` counts its
    changes, and ``corpus_hash`` is a hash of all documents that were current. ``generation`` names
    the index, where one was asked.
    """

    version: str
    collection: str
    collection_id: str
    revision: int
    corpus_hash: str
    generation: str | None
    model: str | None


@dataclass(frozen=True, slots=True)
class OfQuestion:
    """What became of a question; ``reason`` says why there is no answer.

    ``confidence`` (0..1) is how likely the first quotation answers. ``nothing_in`` are the ids of
    the meetings in which nothing was found, ``left_out`` counts quotations of the answer that were
    not chosen.
    """

    answered: bool
    reason: str | None
    confidence: float
    understood: Understood
    notes: tuple[str, ...]
    nothing_in: tuple[str, ...]
    left_out: int

    @property
    def band(self) -> str:
        """The evidence for the first quotation: strong, moderate or weak."""
        return band(self.confidence)


@dataclass(frozen=True, slots=True)
class OfLookUp:
    """What became of a phrase that was looked up.

    ``missing`` are pieces of it that stand nowhere; ``more`` counts paragraphs that have it and
    were not read, ``left_out`` places that were not chosen.
    """

    verdict: Verdict
    stitching: Stitching | None
    attributed: Attributed | None
    missing: tuple[str, ...]
    more: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was asked, when, of what, and the quotations that were chosen, each verified anew.

    ``asked`` is the question or the phrase that was looked up, and None for quotations chosen by
    their permalinks alone. ``retrieved`` is in UTC. ``but_see`` holds passages that say otherwise
    than a quotation of the sheet, ``nearest`` those that are not an answer.
    """

    asked: str | None
    filters: Filters
    question: OfQuestion | None
    look_up: OfLookUp | None
    retrieved: dt.datetime
    made_by: MadeBy
    quotations: tuple[Exhibit, ...]
    but_see: tuple[Exhibit, ...]
    nearest: tuple[Exhibit, ...]

    def exhibits(self) -> Iterator[Exhibit]:
        """Everything quoted, in the order in which it is shown and numbered from 1."""
        return chain(self.quotations, self.but_see, self.nearest)
