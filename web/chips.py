"""Chips: what restricts a question to meetings, each with the link that takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus import Meeting
from corpus.wording import folded
from qa import Answer
from web.words import named, those

# What stands in the address beside the question: what restricts it, and what was picked before.
Chosen = Mapping[str, str | Sequence[str]]

LABELS = {"from": "From", "to": "To", "place": "Place", "kind": "Kind"}


@dataclass(frozen=True, slots=True)
class Chip:
    """Words of a question that restrict it, or were set aside.

    ``meetings`` says what they restrict it to, and is empty where they were set aside. ``address``
    is the same question's with that undone.
    """

    words: str
    meetings: str
    address: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A restriction chosen by hand, and the address of the same question without it."""

    label: str
    value: str
    address: str


def chips(answer: Answer, meetings: Sequence[Meeting], chosen: Chosen) -> Iterator[Chip]:
    """A chip for each of the words that restrict a question or were set aside, each once."""
    aside = aside_in(answer)

    def with_aside(words: Sequence[str]) -> str:
        return asking(answer.question, {**chosen, "set_aside": list(dict.fromkeys(words))})

    for one in dict.fromkeys(answer.understood.scope):
        if one.decision == "restricts":
            where = those(one.meetings, meetings)
            yield Chip(one.words, where, with_aside([*aside, one.words]))
        elif one.decision == "set aside":
            rest = [words for words in aside if folded(words) != folded(one.words)]
            yield Chip(one.words, "", with_aside(rest))


def filter_chips(q: str, chosen: Chosen, meetings: Sequence[Meeting]) -> Iterator[Filter]:
    """A chip for each restriction that was chosen by hand, whether it could be used or not."""
    known = {meeting.id: named(meeting) for meeting in meetings}
    ids = list(chosen["meeting"])
    for one in ids:
        rest = [other for other in ids if other != one]
        yield Filter("Meeting", known.get(one, one), asking(q, {**chosen, "meeting": rest}))
    for name, label in LABELS.items():
        if value := str(chosen[name]).strip():
            yield Filter(label, value, asking(q, {**chosen, name: ""}))


def without_missing(answer: Answer, chosen: Chosen) -> str:
    """The address of the same question without the meetings that are missing; empty if none is."""
    missing = [one.words for one in answer.understood.scope if one.decision == "missing"]
    aside = list(dict.fromkeys([*aside_in(answer), *missing]))
    return asking(answer.question, {**chosen, "set_aside": aside}) if missing else ""


def aside_in(answer: Answer) -> list[str]:
    """The words of a question that were set aside, each once."""
    scope = answer.understood.scope
    return list(dict.fromkeys(one.words for one in scope if one.decision == "set aside"))


def asking(q: str, chosen: Chosen) -> str:
    """The address of a question with what is chosen beside it."""
    given = {"q": q, **chosen}
    told = urlencode({name: value for name, value in given.items() if value}, doseq=True)
    return f"/?{told}" if told else "/"
