"""Rerankers: how well one text answers one question, read together."""

from __future__ import annotations

import math
from functools import lru_cache
from threading import Lock
from typing import Any, Protocol

import numpy as np

from corpus.errors import ModelError
from index.model import (
    DEFAULT_RERANKER,
    NO_RERANKER,
    Model,
    check_weights,
    find_reranker,
    scores_pairs,
    told,
)
from index.onnx_encoder import TOKENIZER, open_session, open_tokenizer
from index.torch_model import load_by_torch

GRAPH = "model.onnx"
MULTI_VECTOR = "MultiVectorEncoder"
LONGEST = 512


class Reranker(Protocol):
    """Scores a question and a text together; the same pair always gets the same score."""

    @property
    def model(self) -> Model:
        """Which model this is."""

    @property
    def likely(self) -> float:
        """The score from which a text answers more likely than not; infinite when unknown."""

    def score(self, query: str, text: str) -> float:
        """How well ``text`` answers ``query``; higher is better."""


def open_reranker(name: str, threads: int) -> Reranker | None:
    """The reranker of this name, None for ``none``; raises ModelError.

    The default one runs without torch; a model in a folder is a CrossEncoder or a
    MultiVectorEncoder of sentence-transformers.
    """
    if name == NO_RERANKER:
        return None
    model = find_reranker(name)
    if name == DEFAULT_RERANKER:
        check_weights(model)
        return OnnxCrossEncoder(model, threads)
    if told(model.folder, "config_sentence_transformers.json").get("model_type") == MULTI_VECTOR:
        return LateInteraction(model)
    if not scores_pairs(model.folder):
        raise ModelError(
            f"{model.folder} holds no network that scores pairs. Choose a CrossEncoder or a "
            "MultiVectorEncoder of sentence-transformers as the reranker, or none."
        )
    return CrossEncoder(model)


class OnnxCrossEncoder:
    """A cross-encoder as an 8-bit ONNX graph.

    One pair a run: in a batch of several the activations share one scale, and a pair's score would
    change with its neighbours.
    """

    likely = 0.0

    def __init__(self, model: Model, threads: int) -> None:
        """Load graph and tokenizer; raises ModelError."""
        self.model = model
        self._tokenizer = open_tokenizer(model.folder / TOKENIZER, LONGEST)
        self._session = open_session(model.folder / GRAPH, threads)

    def score(self, query: str, text: str) -> float:
        """The logit of "text answers query"."""
        pair = self._tokenizer.encode(query, text)
        given = {
            "input_ids": np.array([pair.ids], dtype=np.int64),
            "attention_mask": np.array([pair.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([pair.type_ids], dtype=np.int64),
        }
        (logits,) = self._session.run(None, given)
        return _number(logits, self.model)


class CrossEncoder:
    """Any CrossEncoder of sentence-transformers that gives one score a pair."""

    likely = 0.0

    def __init__(self, model: Model) -> None:
        """Load the model; raises ModelError."""
        self.model = model
        self._lock = Lock()
        self._network = load_by_torch("CrossEncoder", model, "a reranker (CrossEncoder)")
        if self._network.num_labels != 1:
            raise ModelError(
                f"{model.name} gives {self._network.num_labels} scores a pair; a reranker gives "
                "one. Choose a CrossEncoder with one label."
            )
        from torch.nn import Identity

        self._logit = Identity()

    def score(self, query: str, text: str) -> float:
        """The logit of "text answers query"."""
        with self._lock:
            logits = self._network.predict(
                [(query, text)], activation_fn=self._logit, show_progress_bar=False
            )
        return _number(logits, self.model)


class LateInteraction:
    """Any MultiVectorEncoder of sentence-transformers: MaxSim (Khattab and Zaharia, 2020)."""

    likely = math.inf

    def __init__(self, model: Model) -> None:
        """Load the model; raises ModelError."""
        self.model = model
        self._lock = Lock()
        self._network = load_by_torch(MULTI_VECTOR, model, f"a reranker ({MULTI_VECTOR})")
        self._query_vectors = lru_cache(1)(self._network.encode_query)

    def score(self, query: str, text: str) -> float:
        """The mean, over the query's word pieces, of each one's best cosine in the text."""
        with self._lock:
            asked = np.asarray(self._query_vectors(query, show_progress_bar=False))
            told = np.asarray(self._network.encode_document(text, show_progress_bar=False))
        return _number((asked @ told.T).max(axis=1).mean(), self.model)


def _number(value: Any, model: Model) -> float:
    number = float(np.asarray(value).reshape(-1)[0])
    if not math.isfinite(number):
        raise ModelError(f"{model.name} returned a score that is not a number.")
    return number
