"""Words for meetings that no table lists: the first, the latest, the virtual one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

from qa.mention import BLOT, PlaceInRow
from qa.scope_syntax import HEAD, MEET, MEETING, foreign_name

Form = Literal["virtual", "in person"]

VIRTUAL = (
    r"(?:virtual(?:ly)?|on-?line|remote(?:ly)?|(?:(?:by|via|over|through)\s+)?(?:video|tele)"
    r"(?:[\s-]?(?:conference|conferencing|link|call))?|by (?:tele)?phone|by conference call)"
)
IN_PERSON = r"(?:in[\s-]person|face[\s-]to[\s-]face|physical(?:ly)?)"
FORMS: dict[Form, str] = {"virtual": VIRTUAL, "in person": IN_PERSON}
HELD = r"(?:held|took\s+place|taken\s+place|take\s+place|conducted|happened)"
NEGATED = re.compile(
    r"\b(?:not|than|instead of|unlike|never|without|or)\s+(?:\w+\s+)?$", re.IGNORECASE
)

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
ORDINALS = {
    "first": 1,
    "earliest": 1,
    "oldest": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
}
LAST = ("last", "latest", "newest", "most recent")
ORDER_WORD = "|".join([*ORDINALS, *LAST]).replace(" ", r"\s+")
COUNT = rf"(?P<{{}}>{'|'.join(NUMBERS)}|[2-9])\s+"
MODIFIERS = rf"(?P<mods>(?:[\w'’{BLOT}-]+\s+){{0,5}}?)"
ORDER = re.compile(
    rf"\b(?:(?:the|its|their|these|and|or)\s+)?(?:{COUNT.format('before')})?(?P<order>{ORDER_WORD})"
    rf"(?P<rest>(?=\s+(?:{COUNT.format('after')})?(?P<other>(?:and|or)\s+(?:the\s+)?(?:{ORDER_WORD})\s+)?"
    rf"(?P<of>of\s+(?:all\s+)?(?:the|these|those|their|its)\s+)?{MODIFIERS}(?P<head>{HEAD})\b))",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:the|its|their|these|and|or)\b", re.IGNORECASE)
BY_CONTENT = re.compile(r"\s+(?:to|that|which|in\s+which|at\s+which|where)\b", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?P<relation>after|since|before|once)\s+(?:the\s+|a\s+)?(?P<event>(?:[\w'’-]+\s+){1,4}?)"
    r"(?:had\s+|has\s+)?(?:began|begun|started|broke\s+out|broken\s+out|erupted|emerged|struck|hit"
    r"|was\s+first\s+\w+|were\s+first\s+\w+|first\s+(?:appeared|came\s+up|arose))\b",
    re.IGNORECASE,
)


def forms_in(masked: str) -> Iterator[tuple[int, int, Form]]:
    """Where a text says how a meeting was held: "the virtual meeting", "when they met online"."""
    for form, words in FORMS.items():
        before_head = rf"\b(?P<a>{words})\s+(?:[\w{BLOT}-]+\s+){{0,3}}?{HEAD}\b"
        after_verb = (
            rf"\b(?:{MEET}|{MEETING}|{HELD})\s+(?:(?:was|were|is|{HELD}|in|on|at|the|{BLOT}++)\s+)*"
            rf"(?P<b>{words})\b"
        )
        for match in re.finditer(rf"{before_head}|{after_verb}", masked, re.IGNORECASE):
            name = "a" if match["a"] else "b"
            if not NEGATED.search(masked[: match.start(name)]):
                yield match.start(name), match.end(name), form


def places_in_order(masked: str, known: Collection[str]) -> Iterator[tuple[int, int, PlaceInRow]]:
    """Where a text names meetings by their place in the row, but not by what they say."""
    for match in ORDER.finditer(masked):
        word = " ".join(match["order"].lower().split())
        is_last = word in LAST
        mods = match["mods"].split()
        alone = not ARTICLE.match(match[0]) and word not in ("latest", "newest", "most recent")
        if alone or foreign_name(mods, known, first=False) or _is_of_another(mods):
            continue
        count = match["before"] or match["after"]
        plural = match["head"].lower().endswith("s") and match["head"].lower() != "minutes"
        several = NUMBERS.get(count.lower(), 0) or int(count) if count else 1
        if plural and not (count or match["of"]):
            continue
        by_content = BY_CONTENT.match(masked, match.end("head"))
        if by_content and not masked[by_content.end() :].lstrip().startswith(BLOT):
            continue
        link = re.match(r"(?:and|or)\s+", match[0], re.IGNORECASE)
        end = match.end("order") if match["other"] else match.end("head")
        place = PlaceInRow(ORDINALS.get(word, 1), several, is_last)
        yield match.start() + (link.end() if link else 0), end, place


def _is_of_another(words: Sequence[str]) -> bool:
    """Whether the modifiers hold a word after which the noun is another one's."""
    return any(
        word.lower() in ("of", "to", "in", "and", "but", "by", "time", "step") for word in words
    )


def form_of(opening: str) -> Form | None:
    """How a meeting was held, by the first paragraphs of its document."""
    said: dict[Form, Callable[[str], object]] = {
        "virtual": re.compile(rf"\b{VIRTUAL}\b", re.IGNORECASE).search,
        "in person": re.compile(rf"\b{IN_PERSON}\b", re.IGNORECASE).search,
    }
    meets = re.compile(rf"\b(?:{MEET}|{MEETING}|{HELD}|reconven\w+|conferr\w+)\b", re.IGNORECASE)
    for sentence in re.split(r"(?<=[.!?])\s+", opening):
        for form, says in said.items():
            if meets.search(sentence) and says(sentence):
                return form
    return None
