"""What tells differences of words apart: names of one thing, and slips that nobody meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Dictionary
from qa.phrase.words import words

ARTICLE = "the "
UNSAID = frozenset(["of", "the", "and", "for", "on", "in", "to"])  # in an abbreviation


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows groups of names of the same thing, and how often people use a word."""

    names: tuple[frozenset[str], ...]
    dictionary: Dictionary

    def is_same_name(self, one: str, other: str) -> bool:
        """Whether folded words are two names of one thing."""
        pair = one.removeprefix(ARTICLE), other.removeprefix(ARTICLE)
        if any(all(_is_made_of(group, text) for text in pair) for group in self.names):
            return True
        return _abbreviates(*pair) or _abbreviates(*reversed(pair))


def judge_of(groups: Sequence[Sequence[str]], dictionary: Dictionary) -> Judge:
    """A judge who knows these groups of names."""
    return Judge(tuple(frozenset(map(_plain, group)) for group in groups), dictionary)


def _is_made_of(names: frozenset[str], text: str) -> bool:
    """Whether a text is one of these names, or some of them in a row: "Daesh/ISIS"."""
    if text in names:
        return True
    begun = (name for name in names if text.startswith(f"{name} "))
    return any(_is_made_of(names, text[len(name) + 1 :]) for name in begun)


def _abbreviates(short: str, full: str) -> bool:
    """Whether one word has the first letters, or all, of several: "UNSCR" of "UN Security …"."""
    several = [word for word in full.split() if word not in UNSAID]
    if len(several) < 2 or " " in short:  # noqa: PLR2004 - a word is no abbreviation of itself
        return False
    left = {short}
    for word in several:
        left = {
            one[len(begun) :] for one in left for begun in (word, word[0]) if one.startswith(begun)
        }
    return "" in left


def _plain(name: str) -> str:
    return " ".join(word.text for word in words(name))
