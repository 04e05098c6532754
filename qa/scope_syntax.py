"""How words that may name meetings are attached to the rest of a question."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from corpus.wording import folded
from qa.mention import BLOT, Mention

Attachment = Literal["clear", "weak", "part", "none"]

MEETING = r"(?:meetings?|ministerials?|summits?|sessions?|gatherings?|talks|get-togethers?)"
DOCUMENT = (
    r"(?:statements?|communiqu[eé]s?|declarations?|texts?|documents?|minutes|press releases?)"
)
HEAD = rf"(?:{MEETING}|{DOCUMENT}|conferences?)"
PEOPLE = r"(?:ministers?|leaders|delegates|participants|governors|heads)"
MEET = r"(?:met|meets?|gathered|convened|reconvened|assembled)"
M = f"{BLOT}++"  # possessive: a run of blots inside a repetition must not be split anew
SMALL = r"(?:of|in|at|on|from|by|dated|during|for|the|its|their|and|with|between|held|issued|made)"
HOSTING = r"(?:co-?)?(?:hosted|hosts?|convened?|called?|chaired|invited|organi[sz]ed)"
GENERIC = frozenset(
    """joint ministerial ministers ministers' virtual online remote in-person full final official
    closing small plenary annual regular foreign communique statement coalition group
    leaders""".split()  # noqa: SIM905 - a list this long reads best as text
)
GOES_ON = f" '’/-–,{BLOT}"
NOT_YET = re.compile(
    r"\b(?:an?|another|any|next|following|future|planned|upcoming|further)\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
BEFORE_HEAD = re.compile(
    rf"^(?:['’]s)?(?:[\s/,–-]++|{M}|(?:and|&|or)\b)*"
    rf"((?:[\w'’.-]+\s+){{0,4}}?)({HEAD}|{PEOPLE})\b",
    re.IGNORECASE,
)
AFTER_HEAD = re.compile(
    rf"((?:[\w'’{BLOT}-]+\s+){{0,4}})"
    rf"\b(?:{HEAD}|(?<=the )ones?|(?:that|those)(?=\s+(?:of|from)\b))\s*"
    r"(?:,|\(|(?:that|which)\s+(?:was|were|took place))?\s*"
    rf"(?:(?:{SMALL}|{HOSTING}|{M})[\s,/]+)*$",
    re.IGNORECASE,
)
AFTER_MEET = re.compile(
    rf"\b{MEET}\s+(?:(?:virtually|online|remotely|together|again|in person|face to face|by video"
    rf"|in|on|at|the|of|{M})[\s,]+)*$",
    re.IGNORECASE,
)
BY_HOST = re.compile(
    rf"(?:\b{HOSTING}(?:\s+jointly)?\s+(?:by|with)|\binvitation\s+of)"
    rf"\s+(?:(?:{M}|[^\W\d_][\w.’'-]*|&)[\s,/]+){{0,8}}$",
    re.IGNORECASE,
)
HOST_DOES = re.compile(
    rf"^(?:['’]s?\s+(?:co-?host|invitation|guests?)"
    rf"|(?:\s*(?:,|/|and|&)\s*(?:[^\W\d_]+\s+)?{M})*"
    rf"\s+(?:jointly\s+)?{HOSTING})\b",
    re.IGNORECASE,
)
NOT_YET_HOST = re.compile(
    r"\b(?:will|would|shall|offer\w*|plan\w*|next|willing|is to|are to|was to|were to)\b",
    re.IGNORECASE,
)
WITH = re.compile(r"\b(?:with|by|between|and)\s+$", re.IGNORECASE)
SAID_THEN = re.compile(r"\b(?:as of|as at|as reported in)\s+(?:the\s+)?$", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:offer|plan|intend|intent|intention|propos|expect|hop|want|wish|volunteer|promis|agree"
    r"|due|schedul|suppos|ready|willing)\w*\s+to\s+(?:[\w-]+\s+){1,3}$"
    r"|\b(?:plann|schedul|foresee|envisag|announc|set|due)\w*\s+for\s+(?:the\s+)?$"
    r"|\bthrough\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:for|about|regarding|concerning|(?:period|years?|time|decade)(?:\s+of)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
LEANING = re.compile(
    r"\b(?:in|on|at|by|during|to|from|within|throughout|around|of|after|before|since|until)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
CHAINED = re.compile(rf"{BLOT}\s*,?\s*(?:and|or|of)?\s*$", re.IGNORECASE)
FREE = re.compile(
    rf"\s*(?:[?.,:;!)]|$|(?:and|or|vs\.?|versus|to|with|than)\s+{BLOT})", re.IGNORECASE
)
ARTICLE = re.compile(r"\b(?:the|this|that|its|their|a|an|new)\s+$", re.IGNORECASE)
NEXT_WORD = re.compile(
    r"\s+(?!(?:and|or|vs|versus|than|to|in|at|on|by|of|for|from|with|when|where|what|which|who|how|did"
    r"|do|does|was|were|is|are|has|have|had|compared)\b)[^\W\d_]",
    re.IGNORECASE,
)
ASKS_FOR_OUTCOME = re.compile(
    r"\b(?:did|do|does|have|has)\b.*?\b(say|state|declare|decide|conclude|agree|announce|adopt|resolve"
    r"|discuss|promise|pledge|undertake|urge|condemn|welcome|describe|meet)\b",
    re.IGNORECASE,
)
PLANS = re.compile(
    r"\b(?:plan\w*|next|again|further|the\s+following|supposed|expect\w*|schedul\w*|foresee\w*|envisag\w*"
    r"|intend\w*|due(?!\s+to)|subsequent|upcoming|future)\b",
    re.IGNORECASE,
)


def attachment(mention: Mention, masked: str, known: Collection[str]) -> Attachment:
    """Whether the words are tied to a meeting, lean on the question, or modify another noun.

    ``masked`` is the question with all mentions blotted out, ``known`` the folded words by which
    the collection's meetings are known.
    """
    before, after = masked[: mention.start], masked[mention.end :]
    in_plan = mention.what in ("date", "place") and TO_COME.search(before)
    if not in_plan and _is_clear(mention, before, after, known):
        return "clear"
    if in_plan or ABOUT.search(before):
        return "part"
    is_range = mention.date is not None and mention.date.moment is None
    if not is_range and _modifies_another(before, after):
        return "part"
    ends_clause = mention.what == "date" and FREE.match(after)
    leans = is_range or LEANING.search(before) or CHAINED.search(before) or ends_clause
    return "weak" if leans else "none"


def _is_clear(mention: Mention, before: str, after: str, known: Collection[str]) -> bool:
    if mention.what == "host" and NOT_YET_HOST.search(before):
        return False
    if _modifies_head(mention, before, after, known):
        return True
    if mention.what == "host":
        named_as_host = BY_HOST.search(before) or HOST_DOES.match(after)
        return bool(named_as_host or (WITH.search(before) and _follows_head(before, known)))
    if _follows_head(before, known):
        return True
    return bool(AFTER_MEET.search(before) or SAID_THEN.search(before))


def _modifies_head(mention: Mention, before: str, after: str, known: Collection[str]) -> bool:
    """Whether it is as in "the Rome meeting" or "the June 2020 ministers"."""
    match = BEFORE_HEAD.match(after)
    if not match or NOT_YET.search(before) or after[:1] not in GOES_ON:
        return False
    if mention.what not in ("date", "place", "name") and re.fullmatch(
        PEOPLE, match[2], re.IGNORECASE
    ):
        return False
    return all(is_known(word, known) for word in match[1].split())


def _follows_head(before: str, known: Collection[str]) -> bool:
    """Whether it is as in "the meeting of March 2017", with a meeting that was and is ours."""
    match = AFTER_HEAD.search(before)
    if not match:
        return False
    words = match[1].split()
    if NOT_YET.search(match[1]) or NOT_YET.search(before[: match.start(1)] + match[1]):
        return False
    return not foreign_name(words, known, first=match.start(1) == 0)


def _modifies_another(before: str, after: str) -> bool:
    """Whether it is as in "the 2021 Pledge Drive": the words belong to the noun that follows."""
    if not NEXT_WORD.match(after):
        return False
    return bool(ARTICLE.search(before)) or not (LEANING.search(before) or CHAINED.search(before))


def is_known(word: str, known: Collection[str]) -> bool:
    """Whether a word may stand in the name of a meeting of this collection."""
    plain = folded(word).strip(".,'’")
    return plain in known or plain in GENERIC or plain.removesuffix("'s") in known


def foreign_name(words: list[str], known: Collection[str], *, first: bool) -> bool:
    """Whether the words end in a name that no meeting here is known by, such as "NATO"."""
    for place, word in reversed(list(enumerate(words))):
        if BLOT in word or is_known(word, known):
            continue
        return word[:1].isupper() and not (first and place == 0)
    return False
