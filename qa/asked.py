"""What sort of thing a question asks for, such as a person, a date or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal[
    "person", "place", "date", "duration", "number", "group", "people", "thing", "clause"
]

NOUNS: dict[Sort, str] = {
    "place": """country countries nation nations city cities town towns village villages capital
        capitals province provinces state states region regions place places location locations
        area areas continent continents district districts river sea island venue site sites""",
    "person": """person leader leaders minister ministers secretary president chair chairman
        chairwoman official officials envoy ambassador politician politicians commander general
        king queen author scientist actor singer colleague spokesman head diplomat man woman
        negotiator mediator host hosts name""",
    "group": """organisation organization organisations organizations group groups body bodies
        agency agencies company companies institution institutions party parties militia militias
        government governments team university school army alliance ministry committee council
        delegation delegations partner partners member members force forces bloc union""",
    "people": "nationality nationalities ethnicity religion people peoples",
    "date": "date dates day year years month months decade century time",
    "duration": "duration age",
    "number": """number total sum amount share fraction percentage percent proportion figure count
        size rate level range""",
    "clause": """reason reasons purpose aim way basis footing condition conditions terms role
        effect effects impact steps measures circumstances""",
}
SORT_OF = {noun: sort for sort, nouns in NOUNS.items() for noun in nouns.split()}
SORT_BY_WORDS: tuple[tuple[Sort, str], ...] = (
    ("duration", r"\bhow (?:long|old)\b|\bhow many (?:years|months|weeks|days|hours)\b"),
    ("number", r"\bhow (?:many|much|large|big|high|great|far|often)\b"),
    ("number", r"\b(?:number|total|figure|share|percentage) (?:of|for)\b"),
    ("date", r"\bwhen\b|\bhow soon\b|\bdate (?:of|on)\b"),
    ("place", r"\bwhere\b"),
    ("person", r"\bwho(?:se|m)?\b"),
    ("clause", r"\bwhy\b|\bhow\b"),
)
WHICH = re.compile(r"\b(?:which|what|whose)\b((?: [\w’'-]+){1,6})")
KIND_OF = re.compile(r"^ (?:sort|sorts|kind|kinds|type|types|piece|one|ones) of\b")
LINKS = frozenset(
    """
    is are was were be been do does did has have had will would can could should shall may might
    must of in on at by for from to with the a an this that these those and or as
    """.split()  # noqa: SIM905 - a list this long reads best as text
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The sort of thing asked for, and the nouns that may describe it ("EU mission")."""

    sort: Sort
    nouns: tuple[str, ...]


def asked(question: str) -> Asked:
    """What a question asks for, told by its question words."""
    lowered = question.lower()
    found = WHICH.search(lowered)
    nouns = _nouns(found[1]) if found else ()
    for noun in nouns:
        if noun in SORT_OF:
            return Asked(SORT_OF[noun], nouns)
    for sort, pattern in SORT_BY_WORDS:
        if re.search(pattern, lowered):
            return Asked(sort, nouns)
    return Asked("thing" if nouns else "clause", nouns)


def _nouns(words: str) -> tuple[str, ...]:
    """The words right after "which" or "what", up to the first that no noun phrase holds."""
    found = []
    for word in KIND_OF.sub("", words).split():
        if word in LINKS:
            break
        found.append(word)
    return tuple(found)
