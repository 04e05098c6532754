"""Suggestions while a question is typed: meetings, names and phrases of the collection."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from threading import Lock
from typing import Literal

from corpus import Meeting, Paragraph, Store
from corpus.errors import InputError
from corpus.wording import folded
from index import Searcher

SuggestionKind = Literal["meeting", "person", "place", "group", "name", "phrase"]

READ = 3_000  # paragraphs, evenly spread, from which the phrases of a collection are taken
MOST_KEPT = 20_000  # words to suggest
MOST_SUGGESTED = 20
DEFAULT_SUGGESTED = 6
MOST_WORDS = 5  # at the end of what is typed that are completed together
FEWEST_LETTERS = 2
LONGEST = 60  # characters of a phrase
LAST_BEGINNING = "\U0010ffff"
WORD = re.compile(r"\S+")
BEGINS_WITHOUT_MEANING = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|its|their|our|his|her|all|any|some|such|other|each|every"
    r"|no|both|many|more|most|further)\s+)+",
    re.IGNORECASE,
)
KINDS: dict[str, SuggestionKind] = {
    "person": "person",
    "place": "place",
    "group": "group",
    "people": "group",
    "name": "name",
    "phrase": "phrase",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question with its last words completed.

    ``words`` stand at the end of ``text``. ``count`` is how many meetings they name, or how often
    they were met where the collection was read for phrases.
    """

    text: str
    words: str
    kind: SuggestionKind
    count: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """How a question may go on, the likeliest first."""

    q: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """Words to suggest, and how often they stand in the collection."""

    words: str
    kind: SuggestionKind
    count: int

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Meetings before all else, the frequent before the rare."""
        return self.kind != "meeting", -self.count, self.words


class Suggester:
    """Completes questions with the words of one collection; safe to share between threads.

    The words are gathered when first needed, from so many paragraphs at most, and sorted, so that
    a request takes the time of two binary searches, however large the collection is.
    """

    def __init__(self, store: Store, searcher: Searcher, names: Sequence[tuple[str, ...]]) -> None:
        """``names`` are groups of names of the same thing."""
        self._store, self._searcher, self._names = store, searcher, names
        self._gathering = Lock()

    def suggest(self, typed: str, most: int = DEFAULT_SUGGESTED) -> Suggestions:
        """The words that go on from the last ones typed; none where nothing is typed."""
        if not 1 <= most <= MOST_SUGGESTED:
            raise InputError(f"The limit must be from 1 to {MOST_SUGGESTED}, not {most}.")
        starts = [word.start() for word in WORD.finditer(typed)][-MOST_WORDS:]
        found: dict[str, Suggestion] = {}
        for start in starts:
            for term in self._beginning(folded(typed[start:]), most):
                one = Suggestion(typed[:start] + term.words, term.words, term.kind, term.count)
                found.setdefault(folded(one.text), one)
        found.pop(folded(typed), None)
        return Suggestions(typed, tuple(found.values())[:most])

    def _beginning(self, prefix: str, most: int) -> list[_Term]:
        """The terms that begin so, the likeliest first."""
        if len(prefix) < FEWEST_LETTERS:
            return []
        with self._gathering:
            keys, terms = self._sorted
        first = bisect_left(keys, prefix)
        last = bisect_left(keys, prefix + LAST_BEGINNING)
        return nsmallest(most, terms[first:last], key=lambda term: term.rank)

    @cached_property
    def _sorted(self) -> tuple[list[str], list[_Term]]:
        """All terms by their folded words, and these."""
        best: dict[str, _Term] = {}
        for term in chain(_of_meetings(self._store.meetings()), self._of_texts()):
            key = folded(term.words)
            if key not in best or term.rank < best[key].rank:
                best[key] = term
        kept = sorted(best.items(), key=lambda one: one[1].rank)[:MOST_KEPT]
        kept.sort(key=lambda one: one[0])
        return [key for key, _ in kept], [term for _, term in kept]

    def _of_texts(self) -> Iterator[_Term]:
        """Names of the same thing, and what the texts mention, where a phrase is not there once."""
        for name in chain.from_iterable(self._names):
            yield _Term(name, "name", 1)
        written: defaultdict[str, Counter[tuple[str, SuggestionKind]]] = defaultdict(Counter)
        for words, kind in self._mentioned():
            written[folded(words)][words, kind] += 1
        for forms in written.values():
            (words, kind), _ = forms.most_common(1)[0]
            if kind != "phrase" or forms.total() > 1:
                yield _Term(words, kind, forms.total())

    def _mentioned(self) -> Iterator[tuple[str, SuggestionKind]]:
        """What is mentioned in some of the paragraphs, evenly spread, as often as it is."""
        ids = self._store.current_paragraph_ids()
        step = max(len(ids) // READ, 1)
        for paragraph, text in self._store.read_paragraphs(ids[::step]):
            yield from self._mentioned_in(paragraph, text)

    def _mentioned_in(
        self, paragraph: Paragraph, text: str
    ) -> Iterator[tuple[str, SuggestionKind]]:
        for sentence in self._store.sentences(paragraph):
            begins = sentence.span.start - paragraph.span.start
            for one in self._searcher.mentions(sentence.id):
                words = text[begins + one.span.start : begins + one.span.end]
                plain = BEGINS_WITHOUT_MEANING.sub("", " ".join(words.split()))
                if one.kind in KINDS and _is_telling(plain):
                    yield plain, KINDS[one.kind]


def _is_telling(words: str) -> bool:
    """Whether words may be suggested: neither too short nor too long, and no list of several."""
    return FEWEST_LETTERS < len(words) <= LONGEST and words[0].isalpha() and ";" not in words


def _of_meetings(meetings: Iterable[Meeting]) -> Iterator[_Term]:
    """The titles, places, years, months and days of meetings, with how many meetings each names."""
    names = Counter(name for meeting in meetings for name in _names_of(meeting))
    for name, count in names.items():
        yield _Term(name, "meeting", count)


def _names_of(meeting: Meeting) -> Iterator[str]:
    yield meeting.title
    if meeting.place:
        yield meeting.place
    yield f"{meeting.date:%Y}"
    yield f"{meeting.date:%B %Y}"
    yield f"{meeting.date.day} {meeting.date:%B %Y}"
