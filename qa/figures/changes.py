"""How a figure changed from one meeting to the next that tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qa.figures.reading import Quantity

Direction = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """The change since an earlier meeting, by the printed numbers alone.

    ``difference`` is in the figure's unit, of percentages in percentage points, and None where the
    ends of a range moved differently; ``per_cent`` is None for percentages and after nought.
    """

    direction: Direction
    difference: float | None
    per_cent: float | None
    since: str


def change(before: Iterable[Quantity], now: Iterable[Quantity], since: str) -> Change | None:
    """What changed since a meeting; None unless each tells one number, and that in one unit."""
    olds, news = _numbers(before), _numbers(now)
    if len(olds) != 1 or len(news) != 1:
        return None
    (old,), (new,) = olds, news
    if old[0] is None or new[0] is None or old[2] != new[2] or (old[1] is None) != (new[1] is None):
        return None
    moved = new[0] - old[0]
    moved_end = moved if old[1] is None or new[1] is None else new[1] - old[1]
    if moved * moved_end < 0:
        return None
    total = moved + moved_end
    direction: Direction = "up" if total > 0 else "down" if total < 0 else "same"
    even = abs(moved - moved_end) < abs(total) / 1e6 or not total
    is_percentage = new[2] is not None and new[2].startswith(("percent", "basis"))
    by_hundred = even and old[1] is None and old[0] > 0 and not is_percentage
    return Change(
        direction=direction,
        difference=_round(moved) if even else None,
        per_cent=round(100 * moved / old[0], 1) if by_hundred else None,
        since=since,
    )


def _numbers(
    quantities: Iterable[Quantity],
) -> set[tuple[float | None, float | None, str | None]]:
    return {(one.value, one.to, one.unit) for one in quantities}


def _round(value: float) -> float:
    return float(f"{value:.10g}")
