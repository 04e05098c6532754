"""The gate: today's system against the committed reference run, question by question.

It fails when a quotation is not exact, or when a measure fell further than chance explains (exact
McNemar test, or a bootstrap interval that excludes no change, at 5 %).
"""

from __future__ import annotations

from pathlib import Path

from eval.compare import Change, compare
from eval.run import Run
from eval.totals import EVERYTHING

REFERENCE = Path(__file__).parent / "reference"
SIGNIFICANT = 0.05
MUST_BE_ONE = ("quote exact", "citation exact")
LOWER_IS_BETTER = ("silent when it should not be",)


def failures(reference: Run, today: Run) -> list[str]:
    """One sentence for each reason to stop; empty when the gate is open."""
    totals = today.totals.means[EVERYTHING]
    reasons = [
        f"{name} is {totals[name].value:.3f} and must be 1."
        for name in MUST_BE_ONE
        if totals[name].value < 1
    ]
    reasons += [
        f"{change.measure} fell from {change.first:.3f} to {change.second:.3f} "
        f"over {change.count} cases."
        for change in compare(reference, today)
        if _fell(change)
    ]
    return reasons


def _fell(change: Change) -> bool:
    low, high = change.low, change.high
    if change.measure in LOWER_IS_BETTER:
        low, high = -high, -low
    if change.p is not None:
        worse = low + high < 0
        return worse and change.p < SIGNIFICANT
    return high < 0
