"""Histories in words, the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from qa.history import Gap, History, Row, Silence, Silences, State, Variant
from qa.phrase import Difference
from qa.quote import Citation
from web.words import KINDS, meetings_said, named

SIGNS: dict[State, str] = {
    "verbatim": "●",
    "variant": "■",
    "other words": "○",
    "nothing found": "×",
    "not looked through": "·",
}
STATES: dict[State, str] = {
    "verbatim": "stands verbatim",
    "variant": "stands in a variant",
    "other words": "spoken of in other words",
    "nothing found": "nothing found",
    "not looked through": "not looked through",
}
SHORT = 60  # characters of a phrase in a title


def sentences_said(count: int) -> str:
    """A number of sentences in words."""
    return "1 sentence" if count == 1 else f"{count} sentences"


def share_said(share: float) -> str:
    """A share of the words: 3.6 %, on one line."""
    return f"{100 * share:.1f}\u00a0%"


def row_said(row: Row) -> str:
    """What was found at a meeting, in a line."""
    how_much = f", {sentences_said(row.sentences)}" if row.sentences else ""
    return f"{named(row.meeting)}: {STATES[row.state]}{how_much}"


def speaks_said(history: History) -> str:
    """What the chart shows."""
    text = history.searched
    short = text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
    return f"Sentences that have or speak of “{short}”, by meeting"


def counted(history: History) -> Iterator[tuple[State, str, int]]:
    """Each state in words, with the number of meetings it is true of, without those of none."""
    for state in get_args(State):
        if history.counts[state]:
            yield state, STATES[state], history.counts[state]


def summary(history: History) -> str:
    """In a sentence, in how many meetings the words stand or are spoken of."""
    counts = history.counts
    stands, speaks = counts["verbatim"] + counts["variant"], counts["other words"]
    if not history.meetings:
        return "The collection has no meeting yet."
    of = f"of {meetings_said(history.meetings)}"
    in_some = "in at least" if counts["not looked through"] else "in"
    if stands:
        also = f"; {speaks} more {'speaks' if speaks == 1 else 'speak'} of it" if speaks else ""
        return f"Stands {in_some} {stands} {of}{also}."
    if speaks:
        return f"Stands nowhere in these words. Spoken of {in_some} {speaks} {of}."
    return f"It was looked for in {meetings_said(history.meetings)}, and nothing was found."


def gap_said(gap: Gap) -> str:
    """How long a wording was away."""
    away = f"{meetings_said(gap.meetings)}, {gap.days:,} days"
    if gap.until is None:
        return f"Not found after {named(gap.after)}: {away} up to the latest meeting"
    return f"Not found between {named(gap.after)} and {named(gap.until)}: {away}"


def variant_said(variant: Variant) -> str:
    """How a wording stands to the one that was asked for."""
    times = sum(use.times for use in variant.uses)
    where = f"in {meetings_said(len(variant.uses))}"
    often = f"{where}, {times} times" if times > len(variant.uses) else where
    if variant.verbatim:
        return f"Verbatim, {often}"
    return f"Most frequent wording, {often}" if variant.reference else f"Variant, {often}"


def silence_said(silence: Silence) -> str:
    """Since when wording is missing, and what was found instead."""
    stood = f"Stood in {meetings_said(silence.meetings)}, last {named(silence.last)}"
    how = "reworded in" if silence.reworded else "was looked for and not found in"
    return f"{stood}; {how} the latest, {named(silence.latest)}"


def looked_at(found: Silences) -> str:
    """Which meetings were looked at for silences."""
    if found.latest is None:
        return "The collection has no meeting yet."
    if found.since is None:
        return "There is only one day of meetings: nothing can be missing from it."
    which = f"{found.looked_at} of {meetings_said(found.meetings)}"
    body = f" of {found.body}" if found.body else ""
    since = f"{named(found.since)} to {named(found.latest)}"
    return f"Looked at: {which}{body}, {since}."


def uses_said(history: History) -> Iterator[tuple[str, Citation]]:
    """First and last use, in any wording and in the one asked for."""
    first, last = history.first_verbatim, history.last_verbatim
    if history.first and history.first != first:
        yield (
            "First in another wording" if first else "First use, in another wording",
            history.first,
        )
    if first:
        yield "First use", first
    if last:
        yield "Last use", last
    if history.last and history.last != last:
        yield "Last in another wording" if last else "Last use, in another wording", history.last


def differs(one: Difference) -> str:
    """How a wording differs from the one that all are laid beside."""
    kind = "" if one.kind in ("left out", "put in") else f"{KINDS[one.kind]}: "
    if not one.there:
        told = f"without “{one.asked}”"
    elif not one.asked:
        told = f"with “{one.there}” added"
    else:
        told = f"“{one.there}” for “{one.asked}”"
    return f"{kind}{told}." if kind else f"{told[0].upper()}{told[1:]}."
