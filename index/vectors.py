"""Vector search: a small protocol, and FAISS behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged, ModelError
from index.encoder import Vectors

Ids = NDArray[np.int64]
FEW = 2_000


@dataclass(frozen=True, slots=True)
class Scored:
    """An id and how well it matches; higher is better."""

    id: int
    score: float


class VectorSearch(Protocol):
    """Finds the ids whose unit vectors have the highest dot product with a query's."""

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""

    def stored(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of those of these ids that are there."""


class VectorIndex(VectorSearch, Protocol):
    """One that vectors are put into and taken out of."""

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add one vector an id."""

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""

    @property
    def ids(self) -> Ids:
        """The ids of all vectors."""

    def save(self, path: Path) -> None:
        """Write the index to one file."""


@dataclass(frozen=True, slots=True)
class VectorsTogether:
    """Several indexes searched as if they were one."""

    indexes: Sequence[VectorSearch]

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""
        found = [hit for index in self.indexes for hit in index.search(vector, k, allowed)]
        return sorted(found, key=lambda hit: -hit.score)[:k]

    def stored(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of those of these ids that are there."""
        return {number: row for index in self.indexes for number, row in index.stored(ids).items()}


class FaissIndex:
    """Exact inner-product search by FAISS (``IndexFlatIP``), addressed by id."""

    def __init__(self, index: faiss.Index) -> None:
        """Around a FAISS index; use ``empty`` or ``open``."""
        self._index: Any = index  # FAISS's types do not know what a kind of index has
        self._sorted: tuple[Ids, Ids] | None = None

    @classmethod
    def empty(cls, dimension: int) -> Self:
        """An index for vectors of this length, with none in it yet."""
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @classmethod
    def of(cls, ids: Sequence[int], vectors: Vectors) -> Self:
        """An index of these vectors, one an id; raises ModelError as ``add`` does."""
        index = cls.empty(vectors.shape[1])
        index.add(ids, vectors)
        return index

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read an index that ``save`` wrote; raises IndexDamaged."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexDamaged(f"{path.name} cannot be read by FAISS.") from error

    @property
    def ids(self) -> Ids:
        """The ids of all vectors, in the order they were added."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    @property
    def dimension(self) -> int:
        """How long the vectors are."""
        return int(self._index.d)

    def plus(self, other: FaissIndex) -> FaissIndex:
        """Both indexes in one."""
        both = FaissIndex.empty(self.dimension)
        for one in (self, other):
            both.add(one.ids.tolist(), one.vectors())
        return both

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add one vector an id; raises ModelError for vectors that are not numbers."""
        if not np.isfinite(vectors).all():
            raise ModelError("Vectors that are not numbers cannot be indexed.")
        self._index.add_with_ids(vectors, _ids(ids))
        self._sorted = None

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""
        self._index.remove_ids(faiss.IDSelectorBatch(_ids(ids)))
        self._sorted = None

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""
        size = self._index.ntotal if allowed is None else min(self._index.ntotal, len(allowed))
        if min(k, size) < 1:
            return []
        if allowed is not None and len(allowed) <= FEW:
            return self._among_few(vector, k, _ids(allowed))
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(_ids(allowed))  # must outlive the search
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        query = vector.reshape(1, -1)
        scores, ids = self._index.search(query, min(k, size), params=parameters)
        return [Scored(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def _among_few(self, vector: Vectors, k: int, allowed: Ids) -> list[Scored]:
        """The same without a pass over all vectors: those of ``allowed`` are picked out."""
        ids, vectors = self._picked(allowed)
        scores = vectors @ vector
        best = np.argsort(-scores, kind="stable")[:k]
        return [Scored(int(ids[i]), float(scores[i])) for i in best]

    def stored(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of those of these ids that are there."""
        found, vectors = self._picked(_ids(ids))
        return dict(zip(found.tolist(), vectors, strict=True))

    def _picked(self, ids: Ids) -> tuple[Ids, Vectors]:
        """Those of these ids that are there, each once and in order, with their vectors."""
        sorted_ids, places = self._by_id()
        if not len(sorted_ids):
            return sorted_ids, np.zeros((0, self.dimension), dtype=np.float32)
        found = np.searchsorted(sorted_ids, ids).clip(max=len(sorted_ids) - 1)
        known = np.unique(found[sorted_ids[found] == ids])
        return sorted_ids[known], self.vectors()[places[known]]

    def vectors(self) -> Vectors:
        """The vectors themselves, one row each, in the order of ``ids``."""
        flat: Any = faiss.downcast_index(self._index.index)
        shape = (flat.ntotal, flat.d)
        return np.asarray(faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(shape))

    def _by_id(self) -> tuple[Ids, Ids]:
        """All ids in order, and the place of each one's vector."""
        if self._sorted is None:
            ids = self.ids
            places = np.argsort(ids)
            self._sorted = (ids[places], places)
        return self._sorted


def _ids(ids: Sequence[int]) -> Ids:
    return np.asarray(ids, dtype=np.int64)
