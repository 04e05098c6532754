"""The meeting to which the words around a quotation put it down: "as ministers said in Rome"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus import Meeting
from qa.mention import Mention
from qa.scope_combined import combined
from qa.scope_mentions import MentionFinder
from qa.scope_told import listed, named

LONGEST_READ = 1000  # characters
MOST_NAMED = 5
SAID_IN = re.compile(
    r"(?i:\b(?:said|stated?|says?|declared?|agreed|noted|wrote|put it|told \w+|met|gathered|meeting"
    r"|summit|ministerial|statement|communiqu[eé]|declaration)\s*,?\s+(?:in|at|from|of)\s+)"
    r"(?P<place>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name meetings, and the ids of those; none where the collection lacks them."""

    words: str
    meetings: frozenset[str]


def named_in(text: str, finder: MentionFinder) -> Named | None:
    """The meetings that words beside a quotation name; None where they name none."""
    if len(text) > LONGEST_READ:
        return None
    mentions = [mention for mention, _ in finder.find(text)]
    chosen = combined(text, mentions)
    told = chosen.restricting or chosen.conflicting
    if told:
        meetings = chosen.meetings or frozenset[str]().union(*(one.meetings for one in told))
        return Named(_words(text, told), meetings)
    strange = next(_strange_places(text, mentions), None)
    return Named(strange, frozenset()) if strange else None


def told_attributed(
    by: Named, standing: Collection[str], meetings: Sequence[Meeting], *, right: bool
) -> str:
    """To which meeting a quotation is put down, and at which ones it stands, in a sentence."""
    where = _listed(standing, meetings)
    if not by.meetings:
        return f"“{by.words}” names no meeting of this collection; the words stand in {where}."
    to = _listed(by.meetings, meetings)
    if right:
        return f"“{by.words}” names {to}: rightly."
    return f"“{by.words}” names {to}, which does not have it; the words stand in {where}."


def _listed(ids: Collection[str], meetings: Sequence[Meeting]) -> str:
    chosen = [meeting for meeting in meetings if meeting.id in ids]
    names = [named(meeting) for meeting in chosen[:MOST_NAMED]]
    if len(chosen) > MOST_NAMED:
        names.append(f"{len(chosen) - MOST_NAMED} more")
    return f"the meeting{'s' if len(chosen) > 1 else ''} of {listed(names)}"


def _strange_places(text: str, known: Sequence[Mention]) -> Iterator[str]:
    """Places where something was said or held, at which no meeting was."""
    for found in SAID_IN.finditer(text):
        start, end = found.span("place")
        if not any(one.start < end and start < one.end for one in known):
            yield found["place"]


def _words(text: str, mentions: Sequence[Mention]) -> str:
    return ", ".join(text[one.start : one.end] for one in mentions)
