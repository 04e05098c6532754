"""What became of a file that was brought to the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["added", "updated", "unchanged", "version", "removed", "restored", "refused"]


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one file; ``told`` are the reason for a refusal, or remarks."""

    name: str
    outcome: Outcome
    meeting_id: str | None
    told: tuple[str, ...] = ()
