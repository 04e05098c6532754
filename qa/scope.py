"""Times, places and meetings that a question names: which meetings it is restricted to by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Decision = Literal["restricts", "content", "missing", "set aside"]


@dataclass(frozen=True, slots=True)
class Scoping:
    """What was decided on words of a question that may name meetings.

    ``words`` stand in the question as written. They restrict it to ``meetings`` (ids), or belong
    to the content asked about, or name a meeting that is missing from the collection, or the asker
    set them aside. ``told`` says so in a sentence.
    """

    words: str
    decision: Decision
    meetings: tuple[str, ...]
    told: str
