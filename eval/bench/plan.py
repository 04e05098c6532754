"""How a benchmark is to be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """Folder that keeps what was made ready, rounds, questions a round, seconds of load, rivals."""

    home: Path
    rounds: int
    questions: int
    seconds: float
    rivals: tuple[str, ...]


def now() -> str:
    """The minute of a measurement, as it is printed."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
