"""What sort of thing a question asks for, such as a person, a date or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index import Role

Sort = Literal[
    "person",
    "place",
    "date",
    "duration",
    "count",
    "money",
    "number",
    "group",
    "people",
    "thing",
    "clause",
]

NOUNS: dict[Sort, str] = {
    "place": """country countries nation nations city cities town towns village villages capital
        capitals province provinces state states region regions place places location locations
        area areas continent continents district districts river sea island venue site sites""",
    "person": """person leader leaders minister ministers secretary president chair chairman
        chairwoman official officials envoy ambassador politician politicians commander general
        king queen author scientist actor singer colleague spokesman head diplomat man woman
        negotiator mediator host hosts""",
    "thing": "name names",
    "group": """organisation organization organisations organizations group groups body bodies
        agency agencies company companies institution institutions party parties militia militias
        government governments team university school army alliance ministry committee council
        delegation delegations partner partners member members force forces bloc union""",
    "people": "nationality nationalities ethnicity religion people peoples",
    "date": "date dates day year years month months decade century time",
    "duration": "duration age",
    "count": "number total count figure",
    "money": "sum price cost costs value funding",
    "number": """amount share fraction percentage percent proportion size rate level range tariff
        tax""",
    "clause": """reason reasons purpose aim way basis footing condition conditions terms role
        effect effects impact steps measures circumstances""",
}
# Sorts that persons, places, dates and numbers tell, and not the words of a sentence alone.
CAN_BE_TOLD: frozenset[Sort] = frozenset(
    {"person", "place", "date", "duration", "count", "money", "number", "people", "group"}
)
SORT_OF = {noun: sort for sort, nouns in NOUNS.items() for noun in nouns.split()}
DO = r"(?:did|do|does)"
SUBJECT = re.compile(
    rf"\bwho (?!{DO}|is|are|was|were|has|have|had|will|can|could|would|should)\w+"
    rf"|\b(?:what|which) (?:(?!{DO}\b)\w+ ){{1,3}}?\w+(?:ed|s)\b(?!.*\b{DO}\b)"
)
OBJECT = re.compile(rf"\b(?:what|which|who|whom)\b.*\b{DO}\b")
ASKED_BARE = ("date", "number", "total", "amount", "share", "figure", "percentage", "place", "name")
MONEY = (
    r"(?:money|cash|funding|pay|paid|pays|cost|costs|spend|spent|invest|invested|pledged?|worth)"
)
HOW: tuple[tuple[Sort, str], ...] = (
    ("duration", r"how (?:long|old)\b|how many (?:years|months|weeks|days|hours)\b"),
    ("count", r"how many\b"),
    ("money", rf"how much (?:\w+ )*?{MONEY}\b"),
    ("number", r"how (?:much|large|big|high|great|far|often)\b"),
    ("date", r"how soon\b"),
)
BY_WORD: dict[str, Sort] = {
    "when": "date",
    "where": "place",
    "who": "person",
    "whom": "person",
    "whose": "person",
    "why": "clause",
    "how": "clause",
}
QUESTION_WORD = re.compile(r"\b(?:how|when|where|who|whom|whose|why|which|what)\b")
DESCRIBED = re.compile(
    r"(?:which|what|whose)\b(?:(?:['’]s| is| are| was| were) (?:the|its|their|an?)\b)?"
    r"((?: [\w’'-]+){1,6})"
)
THAT_WHICH = re.compile(  # "what ministers have said"
    r"what (?:[\w’'-]+ ){1,3}(?:(?:have|has|had) )?(?:said|say|says|done|agreed|decided|announced"
    r"|promised|pledged|wanted?|wants|thinks?|thought)\b"
)
NOUN_OF = re.compile(r"\b(\w+) (?:of|on|for|to|when|at which|on which|in which|by which)\b")
KIND_OF = re.compile(r"^ (?:sort|sorts|kind|kinds|type|types|piece|one|ones) of\b")
AUXILIARY = re.compile(
    r"\w+(?:,|\?|$| (?:and|or|else|is|are|was|were|do|does|did|has|have|had|will|would|can|could|"
    r"should|shall|may|might|must)\b)"
)
LINKS = frozenset(
    """
    is are was were be been do does did has have had will would can could should shall may might
    must of in on at by for from to with the a an this that these those and or as
    """.split()  # noqa: SIM905 - a list this long reads best as text
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The sort of thing asked for, and the nouns that may describe it ("EU mission").

    ``role`` is what it is to the verb of the question, where that can be told: the subject of
    "Who led …?", the object of "What did they adopt?".
    """

    sort: Sort
    nouns: tuple[str, ...]
    role: Role | None


def asked(question: str) -> Asked:
    """What a question asks for, told by its first question word, or the noun that stands for it."""
    lowered = question.lower()
    words = list(QUESTION_WORD.finditer(lowered))
    asking = [found for found in words if _asks(found[0], lowered[found.start() :])] or words
    if not asking or (noun := _noun_before(lowered[: asking[0].start()])):
        noun = noun if asking else _noun_before(lowered)
        return Asked(SORT_OF[noun], (noun,), None) if noun else Asked("clause", (), None)
    sort, nouns = _described(asking[0][0], lowered[asking[0].start() :])
    return Asked(sort, nouns, _role(lowered))


def _described(word: str, rest: str) -> tuple[Sort, tuple[str, ...]]:
    """The sort and the nouns that a question word and what follows it tell."""
    for sort, pattern in HOW:
        if counting := re.match(pattern, rest):
            return sort, _nouns(rest[counting.end() :])
    found = None if THAT_WHICH.match(rest) else DESCRIBED.match(rest)
    nouns = _nouns(found[1]) if found else ()
    sorts = [SORT_OF[noun] for noun in nouns if noun in SORT_OF]
    otherwise: Sort = BY_WORD.get(word, "thing" if nouns else "clause")
    return sorts[0] if sorts else otherwise, nouns


def _role(lowered: str) -> Role | None:
    if SUBJECT.search(lowered):
        return "subject"
    return "object" if OBJECT.search(lowered) else None


def _asks(word: str, rest: str) -> bool:
    """Whether a question word asks; "when" and "where" may just tell of a time or place."""
    return word not in ("when", "where") or AUXILIARY.match(rest) is not None


def _noun_before(words: str) -> str | None:
    """The noun asked for before any question word: "the number of", "date on which"."""
    return next((m[1] for m in NOUN_OF.finditer(words + " when") if m[1] in ASKED_BARE), None)


def _nouns(words: str) -> tuple[str, ...]:
    """The words right after "which" or "what", up to the first that no noun phrase holds."""
    found = []
    for word in KIND_OF.sub("", words).split():
        if word in LINKS:
            break
        found.append(word)
    return tuple(found)
