"""Encoders: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.model import Model, scores_pairs
from index.torch_model import load_by_torch

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
        """One row a passage: float32, shape (len(texts), dimension)."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question: float32, shape (dimension,)."""


class SentenceTransformerEncoder:
    """Any sentence-transformers model in a local folder, on the processor."""

    def __init__(self, model: Model) -> None:
        """Load the model; raises ModelError when the folder does not hold one."""
        self.model = model
        if scores_pairs(model.folder):
            raise ModelError(
                f"{model.folder} holds a CrossEncoder, which gives no vectors. Choose an encoder, "
                "and this one as COMMUNIQUE_RERANKER."
            )
        self.network = load_by_torch("SentenceTransformer", model, "a sentence-transformers model")
        self.dimension = int(self.network.get_embedding_dimension() or 0)
        self._lock = Lock()

    @property
    def query_prompt(self) -> str:
        """What the model wants put before a question; empty for most models."""
        return self._prompt("query")

    @property
    def passage_prompt(self) -> str:
        """What the model wants put before a passage; empty for most models."""
        return self._prompt("document")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode passages, sorted by length inside; raises ModelError for vectors with NaN."""
        return self._encode(texts, self.passage_prompt)

    def encode_query(self, text: str) -> Vectors:
        """Encode a question; raises ModelError for a vector with NaN."""
        return np.asarray(self._encode([text], self.query_prompt)[0], dtype=np.float32)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        with self._lock:
            vectors = self.network.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return checked(vectors, self.model)

    def _prompt(self, task: str) -> str:
        prompts = self.network.prompts
        return prompts.get(task) or prompts.get(self.network.default_prompt_name or "") or ""


def checked(vectors: Vectors, model: Model) -> Vectors:
    """The vectors as float32 rows; raises ModelError when one is not a number."""
    if not np.isfinite(vectors).all():
        raise ModelError(f"{model.name} returned vectors that are not numbers.")
    return np.ascontiguousarray(vectors, dtype=np.float32)
