"""What is to stand on an evidence sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import InputError
from qa.filters import Filters
from qa.permalink import read_permalink

MOST_PICKED = 200
LONGEST_NUMBER = 9  # digits
NOTHING = (
    "There is nothing to export. Give a question, a phrase to look up, or permalinks of quotations."
)
NOTHING_CHOSEN = "No quotation is chosen. Choose at least one."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question or a phrase to look up, or neither, and the quotations chosen.

    ``picks`` are permalinks, or numbers (from 1) of quotations of the answer; None takes all of the
    answer. Permalinks that the answer does not have are added to it.
    """

    question: str | None
    phrase: str | None
    filters: Filters
    limit: int
    picks: tuple[str, ...] | None

    def check(self) -> None:
        """Raise InputError where nothing is wanted, or too much."""
        if self.question is not None and self.phrase is not None:
            raise InputError("Give a question or a phrase to look up, not both.")
        if self.question is None and self.phrase is None and not self.picks:
            raise InputError(NOTHING if self.picks is None else NOTHING_CHOSEN)
        if self.picks is not None and len(self.picks) > MOST_PICKED:
            raise InputError(
                f"A sheet has at most {MOST_PICKED} quotations, not {len(self.picks)}. Make two."
            )


def picks_of(given: Sequence[str] | None) -> tuple[str, ...] | None:
    """Permalinks and numbers, of which a text may hold several; None where none was given."""
    return None if given is None else tuple(one for text in given for one in text.split())


def links_of(picks: Sequence[str], answered: Sequence[str]) -> list[str]:
    """The permalinks that are meant by ``picks``, each once, those of the answer in its order.

    Raises InputError for what is no permalink, and for a number that the answer does not have.
    """
    links = {_link(one, answered): None for one in picks}
    first = [one for one in answered if one in links]
    return list(dict.fromkeys([*first, *links]))


def _link(pick: str, answered: Sequence[str]) -> str:
    if not (pick.isascii() and pick.isdecimal()):
        return str(read_permalink(pick))
    number = int(pick[:LONGEST_NUMBER])
    if len(pick) > LONGEST_NUMBER or not 1 <= number <= len(answered):
        count = len(answered)
        there = f"has quotations 1 to {count}" if count else "has no quotation"
        raise InputError(f"There is no quotation {pick[:LONGEST_NUMBER]}: the answer {there}.")
    return answered[number - 1]
