"""Where a phrase that stands nowhere as a whole is cut into the passages it was stitched from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qa.phrase.passages import Passage, Passages
from qa.phrase.words import Word

FEWEST_WORDS = 4  # of a passage
MOST_PIECES = 8

BestOf = Callable[[Sequence[Word]], Passage | None]


def pieces_of(asked: Sequence[Word], best_of: BestOf, passages: Passages) -> list[tuple[Word, ...]]:
    """A phrase cut where one passage ends and another begins; whole where it is none's."""
    cut = list(_cut(asked, best_of, passages, MOST_PIECES))
    return cut if len(cut) <= MOST_PIECES else [tuple(asked)]


def _cut(
    asked: Sequence[Word], best_of: BestOf, passages: Passages, most: int
) -> Iterator[tuple[Word, ...]]:
    if len(asked) < 2 * FEWEST_WORDS or most == 0:
        yield tuple(asked)
        return
    best = best_of(asked)
    start, end = _core(asked, best, passages) if best is not None else (0, 0)
    if end - start < FEWEST_WORDS:
        yield tuple(asked)
        return
    start = start if start >= FEWEST_WORDS else 0
    end = end if len(asked) - end >= FEWEST_WORDS else len(asked)
    if start:
        yield from _cut(asked[:start], best_of, passages, most - 1)
    yield tuple(asked[start:end])
    if end < len(asked):
        yield from _cut(asked[end:], best_of, passages, most - 1)


def _core(asked: Sequence[Word], best: Passage, passages: Passages) -> tuple[int, int]:
    """The words of a phrase that mostly stand in a passage: the run of the greatest weight.

    A word that stands there counts for it, one that does not against it (the maximum subarray of
    Bentley, Programming Pearls, 1984).
    """
    total = best_total = 0.0
    start = 0
    core = (0, 0)
    for place, (word, stands) in enumerate(zip(asked, passages.standing(best), strict=True)):
        weight = passages.weight([word])
        total += weight if stands else -weight
        if total <= 0:
            total, start = 0.0, place + 1
        elif total > best_total:
            best_total, core = total, (start, place + 1)
    return core
