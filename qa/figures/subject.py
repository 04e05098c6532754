"""What a number counts or measures, by the noun phrases found when the index was built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span
from index import Mention
from qa.figures.reading import Quantity

PARTS = re.compile(r"\s+(?:of|in|for|towards?|worth of)\s+(?:the\s+|a\s+|an\s+|such\s+|new\s+)?")
JOINING = re.compile(r"\s+(?:for|of|in|on|and|with|other than)\s+")
SMALL_WORDS = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|our|his|her|such|both|all|any|some|more|of|"
    r"additional|nearly|about|other|than|over|next|last|past|first|and|\w+ly)(?:\s+|$))+",
    re.IGNORECASE,
)
OTHER_WORDS = """
    a about above across additional after against all along alongside already also am among an
    and another any are around as at be because been before being below between both but by can
    could day days did do does during each every for from further had has have he her his in
    include included includes including into is it its may might month months more most must
    near new not of on or other our out over per several shall she should since so some such
    than that the their them these they this those through to today toward towards under until
    up us via was we week weeks were when where which while who whose will with within without
    would year years you
"""
NO_VERBS = frozenset(OTHER_WORDS.split())
BEFORE = re.compile(r"(?<![\w.-])([a-z-]+)\s+(?:an?\s+|the\s+)?$")
AFTER = re.compile(
    r"^(?:\s+(?:who|that|which))?\s+(?:has|have|had|is|are|was|were|will|would|can|could|should|may|"
    r"must)\s+(?:(?:not|also|already|now|been|be|being|have|\w+ly)\s+)*([a-z-]+)"
)
FOLLOWING = 60  # characters after what is counted that tell of the same matter
CLAUSE = re.compile(r"^[^,.;:()–—]*")
CLAUSE_BEFORE = re.compile(r"[^,.;:()–—]*$")
NEAR = re.compile(  # what parts the name of something from its value: "has been reduced by"
    r"(?!.*(?:\b(?:and|or|but|its|their|our|the|an?)\b|['’]s\b))[^,.;:()–—]{1,50}",
    re.DOTALL,
)
TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))
WORDS_EACH = 4
BY = re.compile(r"\bby\s+$", re.IGNORECASE)
ELSEWHERE = frozenset({"place", "date"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number tells of: ``words`` and, without what hangs on them by "of", ``noun``.

    ``verb`` is what is done to them or by them; ``around`` the words that follow. ``level`` tells
    that the number is the value of something ("a target range at 2 percent"), ``change`` that it
    tells by how much it changed.
    """

    words: str
    noun: str
    noun_end: int
    verb: str | None
    around: str
    level: bool = False
    change: bool = False


def subject_of(sentence: str, one: Quantity, mentions: Sequence[Mention]) -> Subject | None:
    """What a number counts or measures; None where that cannot be told."""
    phrases = [mention.span for mention in mentions if mention.kind == "phrase"]
    found = _counted(sentence, one, phrases) or _part_of(sentence, one, phrases, mentions)
    if found is not None:
        words, noun, span = found
        start = min(span.start, one.span.start)
        verb = _verb_before(sentence[:start]) or _verb_after(sentence[span.end :])
        return Subject(words, noun, span.end, verb, _around(sentence[span.end :]))
    if one.sort == "count":
        return None
    return _level(sentence, one, phrases)


Found = tuple[str, str, Span]


def _counted(sentence: str, one: Quantity, phrases: Sequence[Span]) -> Found | None:
    """The rest of the noun phrase that holds the number: "40,000 foreign terrorist fighters"."""
    holding = [
        phrase
        for phrase in phrases
        if phrase.start <= one.number.start and phrase.end > one.number.end
        if not sentence.startswith(("’", "'"), phrase.end)
    ]
    for phrase in sorted(holding, key=lambda p: (p.end, -p.start)):
        before = sentence[phrase.start : max(phrase.start, one.span.start)]
        noun = _plain(sentence[one.number.end : phrase.end].lstrip(" -‑"))
        lead = _plain(before).rstrip()
        words = f"{lead} {noun}".strip()
        if re.search(r"[^\W\d_]", noun):
            return words, noun, phrase
    return None


def _part_of(
    sentence: str, one: Quantity, phrases: Sequence[Span], mentions: Sequence[Mention]
) -> Found | None:
    """The noun phrase that hangs on the number: "$20 billion in humanitarian assistance"."""
    link = PARTS.match(sentence, one.number.end)
    if link is None:
        return None
    starts = range(one.number.end + 1, link.end() + 1)
    hanging = [p for p in phrases if p.start in starts and p.end > link.end()]
    phrase = min(hanging, key=lambda p: (p.end, p.start), default=None)
    if phrase is None:
        return None
    elsewhere = [m.span for m in mentions if m.kind in ELSEWHERE]
    if any(phrase.within(span) or span == phrase for span in elsewhere):
        return None
    noun = _plain(phrase.of(sentence))
    return (noun, noun, phrase) if re.search(r"[^\W\d_]", noun) else None


def _level(sentence: str, one: Quantity, phrases: Sequence[Span]) -> Subject:
    """What the number is the value of: the noun phrases before it, joined by small words."""
    row: list[Span] = []
    for phrase in sorted(phrases, key=lambda p: (p.end, -p.start), reverse=True):
        if phrase.end > one.span.start or (row and phrase.end > row[0].start):
            continue
        if row and not JOINING.fullmatch(sentence[phrase.end : row[0].start]):
            break
        row.insert(0, phrase)
    near = row and NEAR.fullmatch(sentence, row[-1].end, one.span.start)
    given = one.sort == "money" and _verb_before(sentence[: one.span.start])
    if not near or given or one.unit in TIME:  # who gives money is not what it is for
        words = _words_around(sentence, one)
        return Subject(words, "", one.number.end, None, "", level=True)
    words = _plain(sentence[row[0].start : row[-1].end])
    change = BY.search(sentence, 0, one.span.start) is not None
    return Subject(words, _plain(row[0].of(sentence)), row[-1].end, None, "", True, change)


def _words_around(sentence: str, one: Quantity) -> str:
    """The words on both sides of a number, where no noun phrase tells what it is of."""
    before = CLAUSE_BEFORE.search(sentence, 0, one.span.start)
    words = before[0].split()[-WORDS_EACH:] if before else []
    after = _around(sentence[one.number.end :]).split()[:WORDS_EACH]
    return " ".join([*words, "…", *after])


def _verb_before(before: str) -> str | None:
    found = BEFORE.search(before)
    is_verb = found and found[1] not in NO_VERBS and not found[1].endswith("ly")
    return found[1] if found and is_verb else None


def _verb_after(after: str) -> str | None:
    found = AFTER.match(after)
    return found[1] if found and found[1] not in NO_VERBS else None


def _around(after: str) -> str:
    clause = CLAUSE.match(after)
    return clause[0][:FOLLOWING] if clause else ""


def _plain(words: str) -> str:
    """Words without the articles and the like that they begin with."""
    return SMALL_WORDS.sub("", " ".join(words.split())).strip()
