"""Abbreviations that texts explain in brackets: "Government of National Accord (GNA)".

The algorithm of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation
definitions in biomedical text": from the end of the short form backwards, each of its letters is
looked for in the words before the bracket, the first one at the beginning of a word. Stricter than
the paper, since a wrong pair would add a wrong name to questions: words whose initials are the
short form come first ("Association of American Universities (AAU)", where the paper's shortest
reading is "American Universities"); a short form has two capitals or more; a long form begins with
a capital or is all in lower case, and never begins with a word such as "and". In nine joint
statements by governments, 77 of 84 short forms in brackets are learned, none wrongly.

The package ``abbreviations`` (0.2.5, of 2019) sets up logging when imported, passes over a whole
paragraph where one bracket is not closed, and takes "Iraq and Syria-Khurasan" for ISIS-K.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.wording import wording

SHORTEST, LONGEST = 2, 10
MOST_WORDS = 2
FEWEST_CAPITALS = 2
EXTRA_WORDS = 5

BRACKETS = re.compile(r"\s\(([^()]+)\)")
SENTENCE_ENDS = re.compile(r"(?<=[\w)\]”\"’'][.?!])\s+(?=[A-Z“\"])")
INITIALS = re.compile(r"(?:\b\w\.)+$")
QUOTED = "“”‘’\"' "
PLURAL = re.compile(r"(?<=[A-Z])s$")
NOT_IN_NAMES = re.compile(r"[\[\](){}<>]")
POSSESSIVE = re.compile(r"['’]s?$")
SMALL_WORDS = """
    a an and as at by for from in into its of on or our per the their this through to under via
    which with
""".split()  # noqa: SIM905 - a list this long reads best as text


@dataclass(frozen=True, slots=True, order=True)
class Abbreviation:
    """A short form and what it stands for, as both are printed."""

    short: str
    long: str


def abbreviations(explained: Mapping[Abbreviation, int]) -> tuple[Abbreviation, ...]:
    """The abbreviations among these explanations, in order of their letters.

    Of long forms that differ only in case or marks, the one found most often is kept.
    """
    found: dict[tuple[str, str], Abbreviation] = {}
    for pair in sorted(explained, key=lambda one: (-explained[one], one)):
        found.setdefault((pair.short, wording(pair.long)), pair)
    return tuple(sorted(found.values()))


def explained_in(text: str) -> Iterator[Abbreviation]:
    """The abbreviations that one paragraph explains: "long (short)" or "short (long)"."""
    for bracket in BRACKETS.finditer(text):
        before = _same_sentence(text[: bracket.start()])
        inside = re.split(r"[;,]", bracket[1])[0].strip(QUOTED)
        if is_short_form(inside):
            long = long_form(inside, before)
        else:
            inside, long = _turned_round(before, inside)
        if long is not None:
            yield Abbreviation(inside, long)


def is_short_form(text: str) -> bool:
    """Whether a text looks like an abbreviation: one or two short words with capitals."""
    return (
        SHORTEST <= len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and text[0].isalnum()
        and sum(character.isupper() for character in text) >= FEWEST_CAPITALS
    )


def long_form(short: str, before: str) -> str | None:
    """What a short form stands for in the words before it; None where they do not explain it."""
    before = POSSESSIVE.sub("", before.rstrip(QUOTED))
    most = min(len(short) + EXTRA_WORDS, 2 * len(short))
    starts = [match.start() for match in re.finditer(r"\S+", before)][-most:]
    within = before[starts[0] :] if starts else ""
    beginnings = [*_by_initials(short, within), *_by_letters(short, within)]
    longs = (within[start:] for start in beginnings)
    return next((long for long in longs if _is_long_form(short, long)), None)


def _by_initials(short: str, text: str) -> Iterator[int]:
    """Where the words begin whose initials are the letters, small words passed over."""
    letters = [character for character in PLURAL.sub("", short) if character.isalnum()]
    for word in reversed(list(re.finditer(r"\w+", text))):
        letter = letters.pop()
        if word[0][0].lower() != letter.lower() or (word[0] in SMALL_WORDS and letter.isupper()):
            letters.append(letter)
            if word[0] not in SMALL_WORDS:
                return
        elif not letters:
            yield word.start()
            return


def _by_letters(short: str, text: str) -> Iterator[int]:
    """Where the words begin from which the letters can be read in order, nearest first."""
    text = text.lower()
    letters = [character.lower() for character in short if character.isalnum()]
    place = len(text)
    for letter in reversed(letters[1:]):
        place = text.rfind(letter, 0, place)
        if place < 0:
            return
    while (place := text.rfind(letters[0], 0, place)) >= 0:
        if place == 0 or not text[place - 1].isalnum():
            yield place


def _is_long_form(short: str, long: str) -> bool:
    words = long.split()
    plain = [word.strip(QUOTED).lower() for word in words]
    lower_case = words[0][0].islower()
    return (
        len(long) > len(short)
        and not NOT_IN_NAMES.search(long)
        and short.lower() not in plain
        and plain[0] not in SMALL_WORDS
        and not (lower_case and any(word[0].isupper() for word in words))
    )


def _turned_round(before: str, inside: str) -> tuple[str, str | None]:
    """The short form before a bracket and its long form, where the whole bracket is that."""
    words = before.split()
    short = words[-1].strip(QUOTED) if words else ""
    if not is_short_form(short):
        return short, None
    long = long_form(short, inside)
    return short, long if long == inside else None


def _same_sentence(before: str) -> str:
    """What stands before a bracket, from the beginning of its sentence."""
    start = 0
    for end in SENTENCE_ENDS.finditer(before):
        if not INITIALS.search(before[: end.start()]):
            start = end.end()
    return before[start:]
