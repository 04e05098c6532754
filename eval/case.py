"""Evaluation questions: a case, its gold, a set of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Need = Literal["one", "all", "none"]
Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence that answers: characters ``start`` to ``end`` of a document's canonical text.

    ``short`` holds acceptable short answers inside it, the best first; empty where a short answer
    makes no sense.
    """

    document: str
    paragraph: int
    start: int
    end: int
    text: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence that looks like an answer, and why it is none."""

    document: str
    paragraph: int
    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its gold.

    ``need`` says whether one gold sentence is enough or all are needed. ``fact`` names the fact
    asked about; no fact is in both halves of the split.
    """

    id: str
    question: str
    kind: str
    subkind: str | None
    answerable: bool
    need: Need
    gold: tuple[Gold, ...]
    explained: tuple[Explained, ...]
    fact: str
    split: Split
    notes: str

    @property
    def places(self) -> tuple[Gold | Explained, ...]:
        """Every sentence that was judged, gold first."""
        return (*self.gold, *self.explained)


@dataclass(frozen=True, slots=True)
class CaseSet:
    """A named set of cases; ``documents`` maps each document's name to its source's SHA-256."""

    name: str
    documents: dict[str, str]
    cases: tuple[Case, ...]
