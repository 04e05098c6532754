"""Chips: the words that restrict a question to meetings, each with the link that takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus import Meeting
from corpus.wording import folded
from qa import Answer
from web.words import those

Chosen = Mapping[str, str | Sequence[str]]  # what stands in the address beside the question


@dataclass(frozen=True, slots=True)
class Chip:
    """Words of a question that restrict it, or were set aside.

    ``meetings`` says what they restrict it to, and is empty where they were set aside. ``address``
    is the same question's with that undone.
    """

    words: str
    meetings: str
    address: str


def chips(answer: Answer, meetings: Sequence[Meeting], chosen: Chosen) -> Iterator[Chip]:
    """A chip for each of the words that restrict a question or were set aside, each once."""
    aside = aside_in(answer)
    for one in dict.fromkeys(answer.understood.scope):
        if one.decision == "restricts":
            where = those(one.meetings, meetings)
            yield Chip(one.words, where, _address(answer, chosen, [*aside, one.words]))
        elif one.decision == "set aside":
            rest = [words for words in aside if folded(words) != folded(one.words)]
            yield Chip(one.words, "", _address(answer, chosen, rest))


def without_missing(answer: Answer, chosen: Chosen) -> str:
    """The address of the same question without the meetings that are missing; empty if none is."""
    missing = [one.words for one in answer.understood.scope if one.decision == "missing"]
    return _address(answer, chosen, [*aside_in(answer), *missing]) if missing else ""


def aside_in(answer: Answer) -> list[str]:
    """The words of a question that were set aside, each once."""
    scope = answer.understood.scope
    return list(dict.fromkeys(one.words for one in scope if one.decision == "set aside"))


def _address(answer: Answer, chosen: Chosen, aside: Sequence[str]) -> str:
    given = {"q": answer.question, **chosen, "set_aside": list(dict.fromkeys(aside))}
    return "/?" + urlencode({name: value for name, value in given.items() if value}, doseq=True)
