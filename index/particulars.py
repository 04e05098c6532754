"""What a query shares with a meeting's particulars: its title, place, hosts, month and year."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from corpus import Meeting

TELLING = re.compile(r"[0-9]{4}|.*[^\W\d].*")  # a year, or anything with a letter in it

Terms = Callable[[str], list[str]]


class Particulars:
    """The words that meetings are known by, and how well each tells one meeting from others."""

    def __init__(self, meetings: Iterable[Meeting], terms: Terms) -> None:
        """``terms`` folds and stems a text as the word index does."""
        self._terms_of = {meeting.id: frozenset(terms(_words(meeting))) for meeting in meetings}
        total = len(self._terms_of)
        shared = Counter(term for words in self._terms_of.values() for term in words)
        self._weights = {
            term: math.log(total / count) / math.log(total)
            for term, count in shared.items()
            if count < total and TELLING.fullmatch(term)
        }

    def shared(self, terms: Sequence[str]) -> dict[str, float]:
        """By meeting, the weight of the terms it is known by.

        A term of one meeting alone weighs 1, one of all meetings nothing; between them the weight
        falls with the logarithm of how many share it (inverse document frequency, Spärck Jones,
        1972, over its greatest value).
        """
        telling = {term: self._weights[term] for term in terms if term in self._weights}
        if not telling:
            return {}
        return {
            meeting: sum(weight for term, weight in telling.items() if term in words)
            for meeting, words in self._terms_of.items()
        }


def _words(meeting: Meeting) -> str:
    parts = (meeting.title, meeting.place or "", *meeting.hosts, f"{meeting.date:%B %Y}")
    return " ".join(parts)
