"""How much of a question stands in a text."""

from __future__ import annotations

from collections.abc import Collection


def coverage(weights: dict[str, float], terms: Collection[str]) -> float:
    """The share of the weighted terms that are among ``terms``; 0 when there is no weight."""
    total = sum(weights.values())
    present = set(terms)
    return sum(w for term, w in weights.items() if term in present) / total if total else 0.0
