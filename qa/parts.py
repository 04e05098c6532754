"""Which parts of the engine are at work: all of them, but for an ablation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Each part can be switched off to measure what it is worth.

    ``spans`` is what the reranker tells beside its score: where the answer is, and if there is one.
    """

    scope: bool = True
    aliases: bool = True
    short_answers: bool = True
    spans: bool = True
    every_meeting: bool = True
    silence: bool = True


ALL_PARTS = Parts()
