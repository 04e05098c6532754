"""A real encoder without a model: hashed words as unit vectors, fast and the same everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.model import Model

DIMENSION = 256


class HashingEncoder:
    """Counts of hashed words, scaled to length 1; texts that share words are near each other."""

    def __init__(self, weights: str = "hashing-256") -> None:
        self.model = Model("hashing", Path(), weights)
        self.dimension = DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
                vectors[row, int.from_bytes(digest, "big") % DIMENSION] += 1
            vectors[row] /= max(float(np.linalg.norm(vectors[row])), 1e-9)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        return np.asarray(self.encode([text])[0], dtype=np.float32)
