"""Several questions in one text: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.asking import AUXILIARY, BEFORE, QUESTION_WORD, REQUEST, asks, without_lead_in
from qa.plain import split_sentences
from qa.spelling import QUOTED

MOST_PARTS = 4
LONGEST = 4_000  # characters; what is longer is searched as one

WORD = re.compile(rf"\b{QUESTION_WORD}\b", re.IGNORECASE)
JOINED_WORDS = re.compile(rf"\b{QUESTION_WORD}\s+(?:and|or)\s+(?={QUESTION_WORD}\b)", re.IGNORECASE)
FINITE = (
    rf"(?:{AUXILIARY}|\w{{2,}}ed|met|said|took|gave|held|led|made|came|went|became|left|began|won|"
    r"lost|sent|paid|spoke|wrote|fell|rose|grew|saw|told|brought|bore|drew|chose|put|set)"
)
VERB = re.compile(rf"\b{FINITE}\b|\bwho\s+(?!and\b|or\b|else\b)\w+|['’]s\b", re.IGNORECASE)
ON_ITS_OWN = re.compile(
    rf"{BEFORE}(?:(?:when|where|why|how|whom|what|who)(?:['’]s\b|\s+{AUXILIARY}\b)"
    r"|who\s+(?!they\b|it\b|he\b|she\b|we\b|you\b|the\b|an?\b)\w+\s+\w"
    rf"|(?:how\s+\w+|what|which|whose)\s+(?!they\b|it\b|he\b|she\b|we\b|you\b|the\b)"
    rf"(?:\w+\s+){{0,4}}?{FINITE}\b(?!\s+not\W*$))",
    re.IGNORECASE,
)
JOINT = re.compile(
    rf"(?:[,;]?\s+(?:and|&|plus|as\ well\ as)(?:\s+(?:also|then))?|;)\s+"
    rf"(?={BEFORE}{QUESTION_WORD}\b)",
    re.IGNORECASE,
)
INVERTED = re.compile(rf"{AUXILIARY}\s+\w+\s+\w", re.IGNORECASE)
HANGS_ON_ANOTHER = re.compile(r"\b(?:it|its|he|she|him|her|his|hers|this|ones?)\b", re.IGNORECASE)
REQUESTED = re.compile(rf"{REQUEST}\b|do you know\b", re.IGNORECASE)


def parts_of(text: str) -> tuple[str, ...]:
    """The questions in a text, where there are from two to four; otherwise none.

    A sentence that asks nothing goes with each question after it.
    """
    if len(text) > LONGEST:
        return ()
    found: list[str] = []
    said = ""
    for sentence in split_sentences(text):
        if asks(sentence) and _is_own(sentence):
            found += [f"{said}{part}" for part in _within(without_lead_in(sentence))]
        elif found:
            found[-1] += f" {sentence}"
        else:
            said += f"{sentence} "
    return tuple(found) if 1 < len(found) <= MOST_PARTS else ()


def _within(sentence: str) -> Iterator[str]:
    """The questions that one sentence joins: each has a question word and a verb of its own."""
    masked = QUOTED.sub(lambda quoted: "_" * len(quoted[0]), sentence)
    start = 0
    for joint in JOINT.finditer(masked):
        left, right = masked[start : joint.start()], masked[joint.end() :]
        if _can_part(left, right):
            yield sentence[start : joint.start()].rstrip(" ,;")
            start = joint.end()
    yield sentence[start:]


def _can_part(left: str, right: str) -> bool:
    one_word = len(WORD.findall(JOINED_WORDS.sub("", left))) == 1
    direct = ON_ITS_OWN.match(right)
    requested = REQUESTED.match(without_lead_in(left)) and VERB.search(right)
    stands_alone = not HANGS_ON_ANOTHER.search(right)
    return one_word and _is_own(left) and stands_alone and bool(direct or requested)


def _is_own(text: str) -> bool:
    """Whether a text has a verb after its question word, or asks by its order of words."""
    word = WORD.search(text)
    found = VERB.search(text, word.start()) if word else INVERTED.match(without_lead_in(text))
    return found is not None
