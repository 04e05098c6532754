"""How a figure changed from one meeting to the next that tells it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from qa.figures.reading import Quantity

Direction = Literal["up", "down", "same", "reworded"]


@dataclass(frozen=True, slots=True)
class Change:
    """The change since an earlier meeting, by the printed numbers alone.

    "reworded" is the same number with other words before it ("below 2 percent", "near 2 percent").
    ``difference`` is in the figure's unit, of percentages in percentage points, and None where the
    ends of a range moved differently; ``per_cent`` is None for percentages, ranges, after nought.
    """

    direction: Direction
    difference: float | None
    per_cent: float | None
    since: str


def change(old: Quantity, new: Quantity, since: str) -> Change | None:
    """What changed since a meeting; None where the two cannot be compared for sure."""
    if old.value is None or new.value is None or old.unit != new.unit:
        return None
    if (old.to is None) != (new.to is None):
        return None
    moved = new.value - old.value
    moved_end = moved if old.to is None or new.to is None else new.to - old.to
    if moved * moved_end < 0:
        return None
    even = math.isclose(moved, moved_end, rel_tol=1e-6)
    has_share = new.to is None and new.sort != "percentage" and old.value > 0
    return Change(
        direction=_direction(moved + moved_end, reworded=old.qualifier != new.qualifier),
        difference=float(f"{moved:.10g}") if even else None,
        per_cent=round(100 * moved / old.value, 1) if has_share else None,
        since=since,
    )


def _direction(moved: float, *, reworded: bool) -> Direction:
    if moved:
        return "up" if moved > 0 else "down"
    return "reworded" if reworded else "same"
