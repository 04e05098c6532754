"""What commands tell by ``--json`` that no other door shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedCollection:
    """A collection; ``name`` is None for that of the sources, ``problem`` where it cannot be read.

    ``title`` is what its table of meetings calls it.
    """

    name: str | None
    title: str | None
    meetings: int | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive that was written or brought back, with how many documents."""

    file: str
    documents: int
