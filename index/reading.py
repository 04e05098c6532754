"""Reading the most promising sentences with the reranker, no more of them than it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

MOST_READ = 16
LEAST_READ = 5
UNBEATEN = 3
MOST_CHARACTERS = 5_000

Score = Callable[[str, str], float]


def read(
    query: str, sentences: Iterable[tuple[int, str]], score: Score, likely: float
) -> dict[int, float]:
    """The scores of the sentences that were read, by id; ``sentences`` come most promising first.

    Reading ends after MOST_READ sentences, or once one that answers ``likely`` was found and
    UNBEATEN more in a row did not beat it. What is read is bounded in characters and not in
    seconds, so that a question gets the same answer on a busy machine.
    """
    scores: dict[int, float] = {}
    best, unbeaten, characters = float("-inf"), 0, 0
    for number, text in sentences:
        characters += len(query) + len(text)
        found = len(scores) >= LEAST_READ and unbeaten >= UNBEATEN and best > likely
        if found or len(scores) == MOST_READ or characters > MOST_CHARACTERS:
            break
        scores[number] = score(query, text)
        unbeaten = 0 if scores[number] > best else unbeaten + 1
        best = max(best, scores[number])
    return scores
