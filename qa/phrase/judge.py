"""What tells differences of words apart: names of one thing, and slips that nobody meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Dictionary
from qa.phrase.words import words

ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows groups of names of the same thing, and how often people use a word."""

    names: tuple[frozenset[str], ...]
    dictionary: Dictionary

    def is_same_name(self, one: str, other: str) -> bool:
        """Whether folded words are two names of one thing."""
        pair = {one.removeprefix(ARTICLE), other.removeprefix(ARTICLE)}
        return any(pair <= group for group in self.names)


def judge_of(groups: Sequence[Sequence[str]], dictionary: Dictionary) -> Judge:
    """A judge who knows these groups of names."""
    return Judge(tuple(frozenset(map(_plain, group)) for group in groups), dictionary)


def _plain(name: str) -> str:
    return " ".join(word.text for word in words(name))
