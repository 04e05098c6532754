"""Words of a question that may name meetings, and which meetings they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.moment import DateAsked

What = Literal["date", "place", "host", "kind", "name", "form", "order", "event"]


@dataclass(frozen=True, slots=True)
class PlaceInRow:
    """Where one or several meetings stand in a row of meetings: from its start or its end."""

    number: int
    count: int
    from_end: bool

    def of(self, row: Sequence[str]) -> frozenset[str]:
        """Those of the row, none where it is too short."""
        if self.from_end:
            return frozenset(row[-self.count :])
        return frozenset(row[self.number - 1 : self.number - 1 + self.count])


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters ``start`` to ``end`` of a question and the ids of the meetings they fit.

    ``date`` is what a mention of a date asks for. ``clear`` says that the words cannot mean
    anything but a restriction, such as "the Rome meeting"; "in Rome" may. ``place_in_row`` is what
    "the first", "the last two" chooses of the meetings that the other mentions leave.
    """

    what: What
    start: int
    end: int
    meetings: frozenset[str]
    clear: bool = False
    date: DateAsked | None = None
    place_in_row: PlaceInRow | None = None


def masked(text: str, mentions: tuple[Mention, ...]) -> str:
    """The text with every mention blotted out, so that patterns can step over it."""
    for mention in mentions:
        text = text[: mention.start] + BLOT * (mention.end - mention.start) + text[mention.end :]
    return text


BLOT = "\x00"
