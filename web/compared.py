"""A comparison of two meetings in words, the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Meeting
from qa.compare import Comparison, Row, RowKind, Standing, Summary
from qa.phrase import Difference

KINDS: dict[RowKind, str] = {
    "kept": "Kept",
    "marks": "Kept, written otherwise",
    "changed": "Changed",
    "split": "Split",
    "merged": "Merged",
    "moved": "Moved",
    "dropped": "Dropped",
    "new": "New",
    "elsewhere": "Moved",
}
LEGEND: tuple[tuple[str, str], ...] = (
    ("Kept", "the same words in the same order"),
    ("Kept, written otherwise", "only marks, capitals or spacing differ"),
    ("Changed", "the same statement in other words"),
    ("Split, merged", "one paragraph became several, or several became one"),
    ("Moved", "stands at another place, in the same words or in others"),
    ("Dropped, new", "has no counterpart in the other meeting"),
)
ONE_MEETING = "This is one meeting compared with itself: everything is the same."


def counted(summary: Summary) -> list[tuple[str, int]]:
    """How many rows there are of each kind, without those of which there is none."""
    counts = (
        ("kept", summary.kept),
        ("kept, written otherwise", summary.marks),
        ("changed", summary.changed),
        ("split", summary.split),
        ("merged", summary.merged),
        ("moved", summary.moved),
        ("dropped", summary.dropped),
        ("new", summary.new),
    )
    return [(name, count) for name, count in counts if count]


def summed(compared: Comparison) -> str:
    """A comparison in one or two sentences."""
    if compared.is_of_one:
        return ONE_MEETING
    told = ", ".join(f"{count} {name}" for name, count in counted(compared.summary))
    return f"{told or 'No paragraphs'}. {share(compared.summary)}"


def share(summary: Summary) -> str:
    """How much of the second meeting's wording is new."""
    return (
        f"{summary.new_share:.0%} of the wording is new: "
        f"{summary.new_words:,} of {summary.words:,} words."
    )


def numbers(standing: Sequence[Standing]) -> str:
    """Paragraphs by their numbers: ¶3, ¶4."""
    return ", ".join(f"¶{one.citation.paragraph}" for one in standing)


def flagged(one: Difference) -> str:
    """A changed number or negation."""
    what = {"number": "Number", "negation": "Negation"}[one.kind]
    if not one.asked:
        return f"{what} put in: “{one.there}”."
    if not one.there:
        return f"{what} left out: “{one.asked}”."
    return f"{what} changed: “{one.there}” for “{one.asked}”."


def moved(row: Row, compared: Comparison) -> str:
    """Where the paragraph of a row ``elsewhere`` is shown, in words."""
    shown = compared.rows[(row.see or 1) - 1]
    if row.first:
        return f"went to {numbers(shown.second)}, row {shown.number}"
    return f"came from {numbers(shown.first)}, row {shown.number}"


def beside(
    first: str, second: str, meetings: Sequence[Meeting]
) -> list[tuple[str, Meeting, Meeting]]:
    """The pairs one meeting back and one on from a pair of meetings, each with its name."""
    ids = [one.id for one in meetings]
    one, other = ids.index(first), ids.index(second)
    pairs = (("Previous pair", one - 1, other - 1), ("Next pair", one + 1, other + 1))
    return [
        (name, meetings[before], meetings[after])
        for name, before, after in pairs
        if min(before, after) >= 0 and max(before, after) < len(ids)
    ]


def beside_it(id: str, meetings: Sequence[Meeting]) -> tuple[Meeting | None, Meeting | None]:
    """The meetings before and after one in date order; None before the first, after the last."""
    place = [one.id for one in meetings].index(id)
    before = meetings[place - 1] if place else None
    return before, meetings[place + 1] if place + 1 < len(meetings) else None


def most_alike_before(id: str, meetings: Sequence[Meeting]) -> Meeting | None:
    """Of the meetings before one in date order the latest of its body and of its kind.

    Where there is none of both, one of its body is taken, then one of its kind, then any; what is
    not known is like nothing. None before the first meeting.
    """
    place = [one.id for one in meetings].index(id)
    this = meetings[place]

    def likeness(one: Meeting) -> tuple[bool, bool]:
        return bool(this.body) and one.body == this.body, bool(this.kind) and one.kind == this.kind

    return max(reversed(meetings[:place]), key=likeness, default=None)
