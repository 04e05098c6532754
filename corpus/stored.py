"""A document as the store keeps it: shown, or kept beside, or replaced, or removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

COLUMNS = "id, meeting_id, name, sha256, added, retired, origin, path, derived"
State = Literal["current", "version", "removed", "earlier"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands in a store, without its text."""

    id: int
    meeting_id: str
    name: str
    sha256: str
    added: int
    retired: int | None
    origin: str
    path: str | None
    derived: str

    @property
    def is_current(self) -> bool:
        """Whether the collection shows it."""
        return self.retired is None

    @property
    def is_version(self) -> bool:
        """Whether it was kept, as it came, beside one that is nearly the same."""
        return self.retired == self.added


def states(documents: Iterable[Stored]) -> dict[int, State]:
    """What each document of one meeting is, by its number; all documents of it are given."""
    listed = list(documents)
    last = max((one.retired or 0 for one in listed if not one.is_version), default=0)
    has_current = any(one.is_current for one in listed)
    found: dict[int, State] = {}
    for one in listed:
        if one.is_current or one.is_version:
            found[one.id] = "current" if one.is_current else "version"
        else:
            found[one.id] = "removed" if not has_current and one.retired == last else "earlier"
    return found
