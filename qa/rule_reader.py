"""The reader without a model: of what a sentence mentions, the part that fits what is asked.

Every mention gets features between 0 and 1, and a weighted sum of them says how well it fits. The
weights are those of a logistic regression on half of SQuAD 2.0's development set and the
development half of our evaluation set, rounded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from corpus import Span
from index import Mention, MentionKind, Searcher
from qa.asked import CAN_BE_TOLD, SORT_OF, Asked, Sort, asked
from qa.extract import Candidate
from qa.question import Question
from qa.reader import ShortAnswer

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
UNTOLD = 0.6  # where names do not tell whether it is the thing or the clause asked for
LISTED: tuple[MentionKind, ...] = (
    "person", "place", "group", "people", "date", "number", "name"
)  # fmt: skip
NAMED = frozenset({"place", "group", "people", "name"})
COUNTED = frozenset({"date", "number"})
ASKS_COUNTED = frozenset({"date", "count", "money", "number", "duration"})
REACH = 60  # characters within which a word of the question stands near
MANY_WORDS = 12
TITLE = re.compile(
    r"\b(?:president|chancellor|chair|chairman|chairwoman|minister|secretary|envoy|ambassador|"
    r"commissioner|director|representative|governor|king|queen|prince|princess|pope|deputy|mr|mrs|"
    r"ms|dr|sir|lord|lady|senator|judge|chief|speaker|coordinator|commander|general)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"(?:(?:[^\W\d_a-z][\w.’'-]*|of|for|and|the)\s+)*$")
SMALL_WORDS = re.compile(r"(?:(?:of|for|and|the)\s+)+")
DURATION = re.compile(r"\b(?:second|minute|hour|day|week|month|year|decade|centur)", re.IGNORECASE)
PART = re.compile(r"%|\b(?:percent|per cent|half|third|quarter|fifth)s?\b", re.IGNORECASE)
CURRENCY = re.compile(
    r"[$€£¥₹]|\b(?:dollar|euro|pound|yen|rupee|franc|yuan|real|rand|USD|EUR|GBP)s?\b", re.IGNORECASE
)
DATE = re.compile(r"\b(?:1\d|20)\d\d\b|[^\W\d_]")  # not "2254", a resolution's number
BETWEEN = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")
ASKS_SEVERAL = re.compile(r"\b(?:which|what|whose|who) (?:\w+ )?(?:\w+[^s]s|are|were|have)\b")
LONGEST_PREPOSITION = 14
IN_PLACE = re.compile(r"\b(?:in|at|from|to|into|near|across)(?: the)? $", re.IGNORECASE)
AT_DATE = re.compile(r"\b(?:in|on|since|until|by|during|before|after)(?: the)? $", re.IGNORECASE)
WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a part of a sentence; the values are their weights.

    ``fit`` and ``holds`` say how well it, or a name in it, is of the sort asked for; ``new`` is the
    share of its words that the question does not have, ``old`` whether that is none; ``near`` how
    near words of the question stand; ``noun`` and ``head`` whether it has the noun asked for and
    ends with it; ``other`` whether it is a date or number and none is asked for; ``cut`` whether
    more of the phrase follows; ``listed`` whether it is a list of names, ``several`` whether it is
    a list and several are asked for; ``titled`` whether it is a person with a title; ``verb``
    whether the question has the verb that governs it, ``role`` whether it is to its verb what is
    asked for (-1 where it is the opposite); ``placed`` and ``dated`` whether a place or a date is
    asked for and a fitting preposition stands before it; ``words`` how long it is, ``digit``
    whether it has a number in it.
    """

    fit: float = 1.95
    holds: float = 1.3
    new: float = 0.8
    old: float = -1.8
    near: float = 2.3
    noun: float = 0.85
    head: float = 0.75
    other: float = -0.9
    cut: float = -0.9
    listed: float = -0.45
    several: float = 1.0
    titled: float = 1.8
    verb: float = 0.4
    role: float = 0.35
    placed: float = 0.4
    dated: float = 1.2
    words: float = 1.15
    digit: float = 1.0


WEIGHTS = tuple(asdict(Features()).items())


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a question asks for, with its terms, those of the nouns asked for, and if several."""

    asked: Asked
    terms: frozenset[str]
    nouns: frozenset[str]
    several: bool


class RuleReader:
    """Reads by the mentions that were found when the index was built."""

    def __init__(self, searcher: Searcher) -> None:
        """``searcher`` must be of the index that holds the sentences to be read."""
        self._searcher = searcher

    def read(self, question: Question, candidate: Candidate) -> ShortAnswer | None:
        """The part that fits best, None where the sentence mentions nothing of the sort."""
        mentions = self._searcher.mentions(candidate.sentence.id)
        found = fits(question.topic, candidate.sentence_text, mentions, self._searcher.terms)
        before = candidate.sentence.span.start - candidate.quote.span.start
        return found[0].later(before) if found else None


def fits(question: str, text: str, mentions: Sequence[Mention], terms: Terms) -> list[ShortAnswer]:
    """Every part of a sentence that may be the answer, the one that fits best first.

    Its likelihood is how well it is of the sort asked for, where that can be told.
    """
    told = asked(question).sort in CAN_BE_TOLD
    found = features(question, text, mentions, terms)
    order = sorted(found, key=lambda span: (-_weigh(found[span]), span.start, span.end))
    sorts = {span: max(one.fit, one.holds) if told else UNTOLD for span, one in found.items()}
    return [ShortAnswer(span, sorts[span]) for span in order]


def _weigh(features: Features) -> float:
    """The weighted sum of the features."""
    total: float = sum(weight * getattr(features, name) for name, weight in WEIGHTS)
    return total


def features(
    question: str, text: str, mentions: Sequence[Mention], terms: Terms
) -> dict[Span, Features]:
    """The features of every part of a sentence that may be the answer."""
    sought = _sought(question, terms)
    hits = [Span(*m.span()) for m in WORD.finditer(text) if sought.terms & set(terms(m[0]))]
    return {
        span: _features(sought, text, span, kinds, mentions, hits, terms)
        for span, kinds in _parts(text, mentions).items()
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
    new = sum(term not in sought.terms for term in own) / len(own) if own else 0.5
    weights = FITTING[wanted.sort]
    inside = {m.kind for m in mentions if m.kind != "phrase" and m.span.within(span)}
    of_span = [m for m in mentions if m.span == span] or [
        m for m in mentions if m.span.within(span)
    ]
    before = text[max(0, span.start - LONGEST_PREPOSITION) : span.start]
    return Features(
        fit=max(_described(wanted.sort, words), *(weights.get(kind, 0.0) for kind in kinds)),
        holds=max((weights.get(k, 0.0) for k in inside if "phrase" in kinds), default=0.0),
        new=new,
        old=float(bool(own) and new == 0),
        near=_near(span, hits),
        noun=float(not sought.nouns.isdisjoint(own)),
        head=float(not sought.nouns.isdisjoint(terms(words.split()[-1]))),
        other=float(not COUNTED.isdisjoint(kinds) and wanted.sort not in ASKS_COUNTED),
        cut=float(text.startswith(" of ", span.end)),
        listed=float("list" in kinds),
        several=float(sought.several and BETWEEN.search(words) is not None),
        titled=float("titled" in kinds and wanted.sort == "person"),
        verb=float(any(sought.terms & set(terms(m.verb.of(text))) for m in of_span)),
        role=_role(wanted, of_span),
        placed=float(wanted.sort == "place" and IN_PLACE.search(before) is not None),
        dated=float(wanted.sort == "date" and AT_DATE.search(before) is not None),
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


def _parts(text: str, mentions: Sequence[Mention]) -> dict[Span, set[str]]:
    """The mentions, lists of them and persons with their titles, each with its kinds."""
    found: dict[Span, set[str]] = defaultdict(set)
    wholes = [mention.span for mention in mentions if mention.kind == "date"]
    for mention in mentions:
        whole = _with_title(text, mention.span) if mention.kind == "person" else mention.span
        if whole != mention.span:
            found[whole] |= {"person", "titled"}
            wholes.append(whole)
        found[mention.span].add(mention.kind)
    for kind in LISTED:
        spans = [mention.span for mention in mentions if mention.kind == kind]
        for span in _lists(text, spans):
            found[span] |= {kind, "list"}
    named = [mention for mention in mentions if mention.kind in NAMED]
    for span in _lists(text, [mention.span for mention in named]):
        found[span] |= {m.kind for m in named if m.span.within(span)} | {"list"}
    return {
        span: kinds | _kinds_of_list(text, span, mentions)
        for span, kinds in found.items()
        if not any(span != whole and span.within(whole) for whole in wholes) or "person" in kinds
    }


def _kinds_of_list(text: str, span: Span, mentions: Sequence[Mention]) -> set[str]:
    """The kinds of what a list begins with: "Erbil, Baghdad, and Al Asad" is one of places."""
    if not BETWEEN.search(span.of(text)):
        return set()
    kinds: set[str] = {one.kind for one in mentions if one.span.start == span.start}
    return (kinds - {"phrase"}) | {"list"}


def _with_title(text: str, span: Span) -> Span:
    """A name with the capitalised words before it, where these hold a title."""
    before = CAPITALISED.search(text, 0, span.start)
    if before is None or not TITLE.search(before[0]):
        return span
    lead = SMALL_WORDS.match(before[0])
    return Span(before.start() + (lead.end() if lead else 0), span.end)


def _lists(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Runs of neighbours with nothing but commas and "and" between them."""
    run: list[Span] = []
    for span in spans:
        joined = run and BETWEEN.fullmatch(text[run[-1].end : span.start])
        if not joined and len(run) > 1:
            yield Span(run[0].start, run[-1].end)
        run = [*run, span] if joined else [span]
    if len(run) > 1:
        yield Span(run[0].start, run[-1].end)
