"""What was found for a question, before it is weighed and quoted."""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer import Match
from qa.extract import Candidate
from qa.lookup import LookedUp, told


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences found for a question, best first, or one a meeting in date order.

    ``best`` is the one that answers best; ``silent`` are the ids of the meetings in scope that
    say nothing, of a question about several; ``looked_up`` are the candidates that have the words
    of a quotation, if the question holds one.
    """

    candidates: tuple[Candidate, ...]
    best: Candidate | None
    silent: tuple[str, ...] = ()
    looked_up: tuple[LookedUp, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """How the record differs from the quotation that was looked up."""
        return tuple(told(self.looked_up[0])) if self.looked_up else ()

    def match(self, candidate: Candidate) -> Match:
        """How the words that the question quotes stand in a candidate."""
        return next((o.match for o in self.looked_up if o.candidate is candidate), "verbatim")
