"""Encoders: texts in, unit vectors out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.model import Model

Vectors = NDArray[np.float32]
BATCH = 8


class Encoder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine."""

    @property
    def model(self) -> Model:
        """Which model this is, down to its weights."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text: float32, shape (len(texts), dimension)."""


class SentenceTransformerEncoder:
    """Any sentence-transformers model in a local folder, on the processor."""

    def __init__(self, model: Model) -> None:
        """Load the model; raises ModelError when the folder does not hold one."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        self.model = model
        try:
            self._network = SentenceTransformer(
                str(model.folder), device="cpu", local_files_only=True
            )
        except Exception as error:  # the library raises many kinds for a folder it cannot load
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            raise ModelError(
                f"{model.folder} could not be loaded as a sentence-transformers model: {reason}"
            ) from error
        self.dimension = int(self._network.get_embedding_dimension() or 0)
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts, sorted by length inside; raises ModelError for vectors with NaN."""
        with self._lock:
            vectors = self._network.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        if not np.isfinite(vectors).all():
            raise ModelError(f"{self.model.name} returned vectors that are not numbers.")
        return np.ascontiguousarray(vectors, dtype=np.float32)
