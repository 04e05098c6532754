"""Vector search: a small protocol, and FAISS behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.encoder import Vectors


@dataclass(frozen=True, slots=True)
class Scored:
    """An id and how well it matches; higher is better."""

    id: int
    score: float


class VectorIndex(Protocol):
    """Finds the ids whose unit vectors have the highest dot product with a query's."""

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add one vector an id."""

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""

    def save(self, path: Path) -> None:
        """Write the index to one file."""


class FaissIndex:
    """Exact inner-product search by FAISS (``IndexFlatIP``), addressed by id."""

    def __init__(self, index: faiss.Index) -> None:
        """Around a FAISS index; use ``empty`` or ``open``."""
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> Self:
        """An index for vectors of this length, with none in it yet."""
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read an index that ``save`` wrote; raises IndexDamaged."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise IndexDamaged(f"{path.name} cannot be read by FAISS.") from error

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add one vector an id."""
        self._index.add_with_ids(vectors, _ids(ids))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these ids; ids that are not there are passed over."""
        self._index.remove_ids(faiss.IDSelectorBatch(_ids(ids)))

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None) -> list[Scored]:
        """At most ``k`` ids, best first, only from ``allowed`` where that is not None."""
        size = self._index.ntotal if allowed is None else min(self._index.ntotal, len(allowed))
        if min(k, size) == 0:
            return []
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


def _ids(ids: Sequence[int]) -> NDArray[np.int64]:
    return np.asarray(ids, dtype=np.int64)
