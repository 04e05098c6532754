"""Two meetings compared: what was kept, changed, moved, dropped, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from corpus import Meeting
from corpus.errors import InputError
from qa.compare.alignment import Group, aligned
from qa.compare.likeness import likeness
from qa.compare.moved import with_moved
from qa.compare.row import Row
from qa.compare.rows import rows
from qa.compare.text import ComparedText, compared_text
from qa.engine import Engine

MOST_PAIRS = 10_000_000  # of paragraphs, which bounds the memory


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows there are of each kind, and how much of the second meeting is new wording.

    ``words`` are those of the second meeting; ``new_share`` (0..1) is the share of them that do not
    stand in their place in the first.
    """

    kept: int
    marks: int
    changed: int
    split: int
    merged: int
    moved: int
    dropped: int
    new: int
    words: int
    new_words: int
    new_share: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two meetings, the first being what the second is compared with, row by row."""

    first: Meeting
    second: Meeting
    summary: Summary
    rows: tuple[Row, ...]
    elapsed_ms: float

    @property
    def is_of_one(self) -> bool:
        """Whether a meeting is compared with itself."""
        return self.first.id == self.second.id


def compare(engine: Engine, first: str, second: str) -> Comparison:
    """Compare two meetings, named by their ids or how these begin.

    Raises UnknownMeeting, InputError for texts too long to be compared, IntegrityError when a
    paragraph does not stand in its source.
    """
    started = perf_counter()
    before = compared_text(first, engine.store, engine.searcher)
    after = compared_text(second, engine.store, engine.searcher)
    found = tuple(rows(groups(before, after), before, after, engine.store, engine.judge))
    return Comparison(
        first=before.meeting,
        second=after.meeting,
        summary=_summary(found),
        rows=found,
        elapsed_ms=round((perf_counter() - started) * 1000, 1),
    )


def groups(first: ComparedText, second: ComparedText) -> list[Group]:
    """The paragraphs of two texts that are the same statements; raises InputError."""
    pairs = len(first.paragraphs) * len(second.paragraphs)
    if pairs > MOST_PAIRS:
        raise InputError(
            f"{first.meeting.id} and {second.meeting.id} are too long to be compared: "
            f"{len(first.paragraphs):,} and {len(second.paragraphs):,} paragraphs."
        )
    alike = likeness(first, second)
    return with_moved(aligned(alike), alike)


def _summary(found: Sequence[Row]) -> Summary:
    counts = Counter(row.kind for row in found)
    words = sum(row.words for row in found)
    new_words = sum(row.new_words for row in found)
    return Summary(
        kept=counts["kept"],
        marks=counts["marks"],
        changed=counts["changed"],
        split=counts["split"],
        merged=counts["merged"],
        moved=counts["moved"],
        dropped=counts["dropped"],
        new=counts["new"],
        words=words,
        new_words=new_words,
        new_share=round(new_words / words, 3) if words else 0.0,
    )
