"""What speaks for and against a part of a sentence as the short answer, in numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus import Span
from index import Mention
from qa.answer_parts import BETWEEN
from qa.asked import SORT_OF, Asked, Sort, asked

Terms = Callable[[str], list[str]]

FITTING: dict[Sort, dict[str, float]] = {
    "person": {"person": 1.0, "group": 0.5, "people": 0.5, "phrase": 0.2, "place": 0.1},
    "place": {"place": 1.0, "people": 0.3, "group": 0.3, "phrase": 0.1},
    "date": {"date": 1.0},
    "duration": {"date": 1.0, "number": 0.3},
    "count": {"number": 1.0},
    "money": {"number": 1.0},
    "number": {"number": 1.0},
    "group": {"group": 1.0, "place": 0.8, "people": 0.6, "name": 0.6, "phrase": 0.3},
    "people": {"people": 1.0, "place": 0.4, "group": 0.4, "phrase": 0.2},
    "thing": {"name": 0.7, "group": 0.6, "phrase": 0.5, "people": 0.4, "place": 0.3, "person": 0.3},
    "clause": {"phrase": 0.5, "name": 0.5, "group": 0.4},
}
BY_NOUN = 0.5
ASKS_COUNTED = frozenset({"date", "count", "money", "number", "duration"})
REACH = 60  # characters within which a word of the question stands near
MANY_WORDS = 12
DURATION = re.compile(r"\b(?:second|minute|hour|day|week|month|year|decade|centur)", re.IGNORECASE)
PART = re.compile(r"%|\b(?:percent|per cent|half|third|quarter|fifth)s?\b", re.IGNORECASE)
CURRENCY = re.compile(
    r"[$€£¥₹]|\b(?:dollar|euro|pound|yen|rupee|franc|yuan|real|rand|USD|EUR|GBP)s?\b", re.IGNORECASE
)
DATE = re.compile(r"\b(?:1\d|20)\d\d\b|[^\W\d_]")  # not "2254", a resolution's number
ASKS_SEVERAL = re.compile(r"\b(?:which|what|whose|who) (?:\w+ )?(?:\w+[^s]s|are|were|have)\b")
WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a part of a sentence; the values are their weights.

    ``fit`` and ``holds`` say how well it, or a name in it, is of the sort asked for; ``old``
    whether the question has all its words; ``near`` how near words of the question stand;
    ``noun`` and ``head`` whether it has the noun asked for and ends with it; ``several`` whether
    it is a list and several are asked for; ``titled`` whether it
    is a person with a title; ``role`` whether it is to its verb what is asked for (-1 where it is
    the opposite); ``digit`` whether it has a number in it, ``words`` how long it is.
    """

    fit: float = 1.95
    holds: float = 1.3
    old: float = -1.8
    near: float = 2.3
    noun: float = 0.85
    head: float = 0.75
    several: float = 1.0
    titled: float = 1.8
    role: float = 0.35
    digit: float = 1.0
    words: float = 1.15


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a question asks for, with its terms, those of the nouns asked for, and if several."""

    asked: Asked
    terms: frozenset[str]
    nouns: frozenset[str]
    several: bool


def features(
    question: str,
    text: str,
    parts: Mapping[Span, set[str]],
    mentions: Sequence[Mention],
    terms: Terms,
) -> dict[Span, Features]:
    """The features of those parts of a sentence, given with their kinds, that may be the answer."""
    sought = _sought(question, terms)
    hits = [Span(*m.span()) for m in WORD.finditer(text) if sought.terms & set(terms(m[0]))]
    return {
        span: _features(sought, text, span, kinds, mentions, hits, terms)
        for span, kinds in parts.items()
        if _may_answer(sought.asked, span.of(text), kinds)
    }


def _sought(question: str, terms: Terms) -> _Sought:
    wanted = asked(question)
    return _Sought(
        asked=wanted,
        terms=frozenset(terms(question)),
        nouns=frozenset(term for noun in wanted.nouns for term in terms(noun)),
        several=ASKS_SEVERAL.search(question.lower()) is not None,
    )


def _may_answer(wanted: Asked, words: str, kinds: set[str]) -> bool:
    """Whether these words can be a date, a duration or a number where one is asked for."""
    if wanted.sort not in ASKS_COUNTED:
        return True
    if wanted.sort == "duration":
        return DURATION.search(words) is not None
    if wanted.sort == "date":
        return "date" in kinds and DATE.search(words) is not None
    counted = "number" in kinds or any(character.isdigit() for character in words)
    money, part = CURRENCY.search(words) is not None, PART.search(words) is not None
    fits = {"count": not money and not part, "money": money}
    return counted and fits.get(wanted.sort, True)


def _features(
    sought: _Sought,
    text: str,
    span: Span,
    kinds: set[str],
    mentions: Sequence[Mention],
    hits: Sequence[Span],
    terms: Terms,
) -> Features:
    wanted = sought.asked
    words = span.of(text)
    own = terms(words)
    weights = FITTING[wanted.sort]
    inside = {m.kind for m in mentions if m.kind != "phrase" and m.span.within(span)}
    of_span = [m for m in mentions if m.span == span] or [
        m for m in mentions if m.span.within(span)
    ]
    return Features(
        fit=max(_described(wanted.sort, words), *(weights.get(kind, 0.0) for kind in kinds)),
        holds=max((weights.get(k, 0.0) for k in inside if "phrase" in kinds), default=0.0),
        old=float(bool(own) and sought.terms.issuperset(own)),
        near=_near(span, hits),
        noun=float(not sought.nouns.isdisjoint(own)),
        head=float(not sought.nouns.isdisjoint(terms(words.split()[-1]))),
        several=float(sought.several and BETWEEN.search(words) is not None),
        titled=float("titled" in kinds and wanted.sort == "person"),
        role=_role(wanted, of_span),
        words=min(1.0, len(words.split()) / MANY_WORDS),
        digit=float(any(character.isdigit() for character in words)),
    )


def _described(sort: Sort, words: str) -> float:
    """How well a phrase fits by a noun in it: "the Ministers" for a person."""
    sorts = {SORT_OF.get(word) for word in words.lower().split()}
    return BY_NOUN if sort in sorts or (sort == "person" and "group" in sorts) else 0.0


def _role(wanted: Asked, mentions: Sequence[Mention]) -> float:
    """1 where a mention is what is asked for to its verb, -1 where it is the opposite, else 0."""
    roles = {mention.role for mention in mentions} - {"other"}
    if wanted.role is None or len(roles) != 1:
        return 0.0
    return 1.0 if wanted.role in roles else -1.0


def _near(span: Span, hits: Iterable[Span]) -> float:
    """From 0, where no word of the question stands within REACH, towards 1 where many stand by."""
    distances = [max(span.start - h.end, h.start - span.end) for h in hits if not h.within(span)]
    total = sum(max(0.0, 1 - distance / REACH) for distance in distances)
    return total / (1 + total)
