"""The words of a collection, kept beside its index to find the one that was meant."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from corpus.errors import IndexDamaged
from corpus.wording import folded

VOCABULARY_NAME = "vocabulary.json"
SHORTEST_WORD = 4
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word of the collection near another one, and in how many paragraphs it stands.

    ``distance`` counts edits, ``similarity`` (0..1) is Jaro and Winkler's.
    """

    word: str
    distance: int
    similarity: float
    frequency: int


class Vocabulary:
    """Folded words of at least four letters; they are sorted out when first needed."""

    def __init__(self, written: bytes) -> None:
        """The vocabulary in what ``write_vocabulary`` wrote; use ``open``."""
        self._written = written

    @classmethod
    def open(cls, path: Path) -> Self:
        """The vocabulary in ``path``; raises IndexDamaged where there is none."""
        try:
            return cls(path.read_bytes())
        except OSError as error:
            raise IndexDamaged(f"The index file {path.name} cannot be read: {error}.") from error

    def near(self, word: str, most: int) -> list[Neighbour]:
        """The words at most ``most`` edits from a folded word, in no order.

        An edit is a letter more, less or changed, or two neighbours swapped (optimal string
        alignment). Only a word one edit away may begin with another letter.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, JaroWinkler

        alike = self._counts.get(word[:1], {}).keys()
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        within = [(other, int(distance)) for other, distance, _ in found]
        within += [(other, 1) for other in self._with_another_initial(word)]
        return [
            Neighbour(
                word=other,
                distance=distance,
                similarity=JaroWinkler.similarity(word, other),
                frequency=self._counts[other[0]][other],
            )
            for other, distance in within
        ]

    def _with_another_initial(self, word: str) -> Iterator[str]:
        """Words one edit away that begin otherwise: only the first two letters can differ."""
        rest = word[1:]
        swapped = rest[:1] + word[:1] + rest[1:]
        for initial in self._counts.keys() - {word[:1]}:
            for other in {rest, swapped, initial + rest, initial + word}:
                if other in self._counts[initial]:
                    yield other

    @cached_property
    def _counts(self) -> Counts:
        """How many paragraphs each word stands in, by initial and word."""
        counts: Counts = json.loads(self._written)
        return counts


def words_in(texts: Iterable[str]) -> Counter[str]:
    """In how many of these texts each word stands."""
    return Counter(word for text in texts for word in set(WORD.findall(folded(text))))


def read_vocabulary(path: Path) -> Counter[str]:
    """What ``write_vocabulary`` wrote; raises IndexDamaged."""
    try:
        counts: Counts = json.loads(path.read_bytes())
        return Counter({word: n for words in counts.values() for word, n in words.items()})
    except (OSError, ValueError, AttributeError) as error:
        raise IndexDamaged(f"The index file {path.name} cannot be read: {error}.") from error


def write_vocabulary(path: Path, totals: Mapping[str, int]) -> None:
    """Write words to a file, each with the number of texts it stands in."""
    counts: Counts = {}
    for word, total in sorted(totals.items()):
        counts.setdefault(word[0], {})[word] = total
    path.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
