"""The meetings before or after one that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Meeting
from qa.mention import BLOT, Mention
from qa.moment import DateAsked
from qa.scope_syntax import BEFORE_HEAD, HEAD, PLANS, Attachment

AFTERWARDS = ("after", "following", "since", "once")
INCLUDING = ("since", "until", "once")
SMALL_WORDS = rf"(?:(?:the|its|their|in|of|at|on|{BLOT}++|{HEAD})\s+)*$"
LEANS_ON = re.compile(
    rf"(?:(?P<head>{HEAD})\s+(?:(?:was\s+|were\s+)?held\s+)?)?"
    rf"\b(?P<relation>after|following|before|prior\s+to|preceding|since|until)\s+{SMALL_WORDS}",
    re.IGNORECASE,
)
ASKS_MEETINGS = re.compile(
    r"\b(?:which|what|in\s+which|all|the)\s+(?:of\s+the\s+)?(?:other\s+|later\s+|earlier\s+)?"
    rf"{HEAD}\b",
    re.IGNORECASE,
)
ASKS_SAID = re.compile(
    r"\b(?:did|have|has)\s+(?:the\s+)?(?:\w+\s+){1,3}?(?:say|said|state|stated|agree|agreed|decide"
    r"|decided|declare|declared|announce|announced)\b",
    re.IGNORECASE,
)
OUTCOME_OF = re.compile(
    r"\b(?:(?:issued|released|published|adopted|agreed|made)"
    r"|(?:statement|communiqu[eé]|declaration|text|document))\s+(?:after|following)$",
    re.IGNORECASE,
)
RELATION = re.compile(
    r"(?:since|after|following|before|prior to|until|till|up to)\s+"
    r"(?:(?:the|year|about|around)\s+)*",
    re.IGNORECASE,
)

FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
TO = re.compile(rf"(?:\s+{HEAD})?\s+(?:to|until|till)\s+(?:the\s+)?", re.IGNORECASE)

Attached = tuple[Mention, Attachment]


def side(meetings: Sequence[Meeting], of: Meeting, relation: str) -> frozenset[str]:
    """Ids of the meetings before or after one of them, with it for "since" and "until"."""
    itself = {of.id} if relation in INCLUDING else set()
    if relation in AFTERWARDS:
        return frozenset({meeting.id for meeting in meetings if meeting.date > of.date} | itself)
    return frozenset({meeting.id for meeting in meetings if meeting.date < of.date} | itself)


def leaning(text: str, blotted: str, found: Attached, meetings: Sequence[Meeting]) -> Attached:
    """A mention, or what "after", "before" and the like before it make of it.

    A question on what is planned "after the May meeting" is about that meeting. "Which statements
    since the May meeting" is about the others; where it is neither, the words restrict nothing.
    """
    mention, how = found
    if mention.date is not None and mention.date.moment is None:
        return _leaning_on_date(text, mention, meetings), how
    leans = LEANS_ON.search(blotted[: mention.start])
    if not leans or not mention.meetings or how == "part":
        return found
    relation = " ".join(leans["relation"].lower().split())
    chosen = _of_side(mention, relation, meetings)
    head = BEFORE_HEAD.match(blotted[mention.end :])
    end = mention.end + (head.end() if head else 0)
    leaning_so = replace(mention, start=leans.start("relation"), end=end, meetings=chosen)
    if head and relation in AFTERWARDS and OUTCOME_OF.search(blotted[: leans.end("relation")]):
        return replace(mention, clear=True), "clear"
    if leans["head"]:
        if chosen and not leans["head"].lower().endswith("s"):
            nearest = min(chosen) if relation in AFTERWARDS else max(chosen)
            leaning_so = replace(leaning_so, meetings=frozenset([nearest]))
        return replace(leaning_so, clear=True), "clear"
    if PLANS.search(text) and relation in AFTERWARDS:
        return found
    asks = ASKS_MEETINGS.search(blotted[: leans.start()]) or ASKS_SAID.search(text)
    return (leaning_so, how) if asks else (replace(mention, clear=False), "part")


def from_one_to_another(
    text: str, found: Sequence[Mention], meetings: Sequence[Meeting]
) -> Iterator[Mention]:
    """The mentions, with one for each "from Oslo to Bergen": all meetings from one to the other."""
    place = 0
    while place < len(found):
        first, *rest = found[place : place + 2]
        second = rest[0] if rest else first
        begins = FROM.search(text[: first.start])
        both = first.what == second.what == "place" and first is not second
        if begins and both and TO.fullmatch(text[first.end : second.start]):
            ends = sorted(first.meetings | second.meetings)
            chosen = frozenset(m.id for m in meetings if ends[0] <= m.id <= ends[-1])
            yield replace(first, start=begins.start(), end=second.end, meetings=chosen)
            place += 2
        else:
            yield first
            place += 1


def without_relation(text: str, date: DateAsked) -> DateAsked:
    """Of "after the June 2020 meeting" the month: what "after" says is about the meeting."""
    relation = RELATION.match(text, date.start)
    if date.anchor is None or not relation or not BEFORE_HEAD.match(text[date.end :]):
        return date
    return DateAsked(relation.end(), date.end, date.anchor)


def _of_side(mention: Mention, relation: str, meetings: Sequence[Meeting]) -> frozenset[str]:
    """The meetings on one side of those that a mention fits."""
    fitting = [meeting for meeting in meetings if meeting.id in mention.meetings]
    return side(meetings, fitting[-1 if relation in AFTERWARDS else 0], relation)


def _leaning_on_date(text: str, mention: Mention, meetings: Sequence[Meeting]) -> Mention:
    """A mention such as "after March 2017": of what is planned then, the meeting of that month."""
    date = mention.date
    if date is None or date.anchor is None or date.since is None:
        return mention
    anchored = frozenset(m.id for m in meetings if date.anchor.fits(m.date))
    if anchored and PLANS.search(text) and not ASKS_MEETINGS.search(text):
        return replace(mention, meetings=anchored)
    return mention
