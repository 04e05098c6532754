"""Plain reference engines: everything is scored, nothing is clever."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from corpus.errors import ModelError
from index.encoder import Vectors
from index.vectors import Ids, Scored

K1, B = 1.2, 0.75


class BruteForceVectors:
    """Exact search by one matrix product, saved as a NumPy archive."""

    def __init__(self) -> None:
        self._rows: dict[int, Vectors] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        index = cls()
        saved = np.load(path.with_suffix(".npz"))
        index.add(saved["ids"].tolist(), saved["vectors"])
        return index

    @property
    def ids(self) -> Ids:
        return np.array(list(self._rows), dtype=np.int64)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        if not np.isfinite(vectors).all():
            raise ModelError("Vectors that are not numbers cannot be indexed.")
        self._rows |= dict(zip(ids, vectors, strict=True))

    def remove(self, ids: Sequence[int]) -> None:
        for number in ids:
            self._rows.pop(number, None)

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        found = [
            Scored(number, float(row @ vector))
            for number, row in self._rows.items()
            if allowed is None or number in allowed
        ]
        return sorted(found, key=lambda hit: -hit.score)[:k]

    def stored(self, ids: Sequence[int]) -> dict[int, Vectors]:
        return {number: self._rows[number] for number in ids if number in self._rows}

    def save(self, path: Path) -> None:
        ids = list(self._rows)
        np.savez(path.with_suffix(".npz"), ids=ids, vectors=np.array([self._rows[i] for i in ids]))


class BruteForceWords:
    """BM25 (Robertson and Zaragoza 2009, with Lucene's idf) over given terms, in memory."""

    def __init__(self, terms: Callable[[str], list[str]]) -> None:
        self.terms = terms
        self._texts: dict[int, list[str]] = {}

    def add(self, ids: Sequence[int], texts: Sequence[str]) -> None:
        self._texts |= {i: self.terms(text) for i, text in zip(ids, texts, strict=True)}

    def remove(self, ids: Sequence[int]) -> None:
        for number in ids:
            self._texts.pop(number, None)

    def frequency(self, term: str) -> int:
        return sum(term in terms for terms in self._texts.values())

    def having_phrase(self, words: Sequence[str], k: int) -> list[int]:
        wanted = self.terms(" ".join(words))
        found = [
            number
            for number, terms in self._texts.items()
            if any(terms[at : at + len(wanted)] == wanted for at in range(len(terms)))
        ]
        return sorted(found)[:k] if wanted else []

    def search(self, text: str, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        query = set(self.terms(text))
        mean = sum(map(len, self._texts.values())) / max(1, len(self._texts))
        found = []
        for number, terms in self._texts.items():
            counts = Counter(terms)
            if query & counts.keys() and (allowed is None or number in allowed):
                length = K1 * (1 - B + B * len(terms) / mean)
                score = sum(
                    self._idf(term) * counts[term] * (K1 + 1) / (counts[term] + length)
                    for term in query & counts.keys()
                )
                found.append(Scored(number, score))
        return sorted(found, key=lambda hit: -hit.score)[:k]

    def save(self) -> None: ...

    def __len__(self) -> int:
        return len(self._texts)

    def _idf(self, term: str) -> float:
        having = self.frequency(term)
        return math.log(1 + (len(self._texts) - having + 0.5) / (having + 0.5))
