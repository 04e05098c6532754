"""What tells differences of words apart: names of one thing, and slips that nobody meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import Dictionary
from qa.countries import countries, country_called
from qa.phrase.words import words

ARTICLE = "the "
COMMON = 6.3  # Zipf: two uses in a thousand words
UNSAID = frozenset(["of", "the", "and", "for", "on", "in", "to"])  # in an abbreviation
MOST_WORDS = 16  # of names in a row; more are no name, whatever they are

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows names of the same thing, and how often people use a word.

    ``names`` are the groups of names that have one with this first word.
    """

    names: Mapping[str, Sequence[Names]]
    dictionary: Dictionary

    def is_same_name(self, one: str, other: str) -> bool:
        """Whether folded words are two names of one thing, or some of its names in a row."""
        one, other = one.removeprefix(ARTICLE), other.removeprefix(ARTICLE)
        if max(len(one.split()), len(other.split())) > MOST_WORDS:
            return False
        groups = self.names.get(one.partition(" ")[0], ())
        if any(_is_made_of(group, one) and _is_made_of(group, other) for group in groups):
            return True
        pairs = ((one, other), (other, one))
        return any(_abbreviates(*pair) and not self._is_common(pair[0]) for pair in pairs)

    def _is_common(self, word: str) -> bool:
        """Whether a word is so common that nobody reads it as an abbreviation: "is", "who"."""
        return (self.dictionary.zipf(word) or 0.0) >= COMMON


def judge_of(groups: Sequence[Sequence[str]], dictionary: Dictionary) -> Judge:
    """A judge who knows these groups of names, and the countries'."""
    told = [frozenset(map(_plain, group)) for group in groups]
    known = {group.union(*map(country_called, group)) for group in told} | countries()
    names: dict[str, list[Names]] = {}
    for group in sorted(known, key=sorted):
        for word in {name.partition(" ")[0] for name in group}:
            names.setdefault(word, []).append(group)
    return Judge(names, dictionary)


def _is_made_of(names: Names, text: str) -> bool:
    """Whether a text is one of these names, or some of them in a row: "Daesh/ISIS"."""
    if text in names:
        return True
    begun = (name for name in names if text.startswith(f"{name} "))
    return any(_is_made_of(names, text[len(name) + 1 :]) for name in begun)


def _abbreviates(short: str, full: str) -> bool:
    """Whether one word has the first letters, or all, of several: "UNSCR" of "UN Security …"."""
    several = [word for word in full.split() if word not in UNSAID]
    parts = short.split()
    is_short = len(parts) == 1 or _are_initials(parts, several)
    if len(several) == 1 or not is_short:
        return False
    left = {"".join(parts)}
    for word in several:
        left = {
            one[len(begun) :] for one in left for begun in (word, word[0]) if one.startswith(begun)
        }
    return "" in left


def _are_initials(parts: Sequence[str], several: Sequence[str]) -> bool:
    """Whether each part is one letter, and none a word of the full name, too: "U. S."."""
    return all(len(part) == 1 for part in parts) and not {*parts} & {*several}


def _plain(name: str) -> str:
    return " ".join(word.text for word in words(name))
