"""Rerankers: how well one text answers one question, read together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Protocol

import numpy as np
from tokenizers import Encoding

from corpus import Span
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
from index.spans import STATES, Matrix, SpanNetwork, SpanScores
from index.torch_model import load_by_torch

GRAPH = "model.onnx"
MULTI_VECTOR = "MultiVectorEncoder"
LONGEST = 512
MARGIN_WEIGHT = 0.5  # from 0.3 to 0.8 the right sentence comes first equally often


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a text answers a question, and where in it, if the model tells.

    ``score`` tells how well it fits a question or a phrase.
    """

    score: float
    spans: SpanScores | None = None

    @property
    def answering(self) -> float:
        """The score of a question's answer: how likely some stretch of it is one counts too."""
        return self.score + (MARGIN_WEIGHT * self.spans.bounded_margin if self.spans else 0.0)


class Reranker(Protocol):
    """Judges a question and a text together; the same pair always gets the same judgement."""

    @property
    def model(self) -> Model:
        """Which model this is."""

    @property
    def likely(self) -> float:
        """The score from which a text answers more likely than not; infinite when unknown."""

    def judge(self, query: str, text: str) -> Judgement:
        """How well ``text`` answers ``query``: a higher score is better."""


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


class ScoreAlone:
    """A reranker that tells its score and no more."""

    def __init__(self, reranker: Reranker) -> None:
        """Judge as ``reranker`` does."""
        self._reranker = reranker
        self.model = reranker.model
        self.likely = reranker.likely

    def judge(self, query: str, text: str) -> Judgement:
        """The score of the reranker."""
        return Judgement(self._reranker.judge(query, text).score)


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
        self._session = open_session(model.folder / GRAPH, threads, STATES)
        self._network = SpanNetwork()

    def judge(self, query: str, text: str) -> Judgement:
        """The logit of "text answers query", and where the answer is likely to be."""
        logit, pieces, states = self.states(query, text)
        return Judgement(logit, self._network.score(text, pieces, states))

    def states(self, query: str, text: str) -> tuple[float, tuple[Span, ...], Matrix]:
        """The logit, the text's word pieces, and the states of the first token and of each piece.

        The states are float32 of shape (1 + pieces, layers times width).
        """
        pair = self._tokenizer.encode(query, text)
        given = {
            "input_ids": np.array([pair.ids], dtype=np.int64),
            "attention_mask": np.array([pair.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([pair.type_ids], dtype=np.int64),
        }
        logit, *states = self._session.run(None, given)
        rows = [n for n, (part, (start, end)) in enumerate(_parts(pair)) if part and start < end]
        pieces = tuple(Span(*pair.offsets[row]) for row in rows)
        table = np.concatenate([layer[0][[0, *rows]] for layer in states], axis=1)
        return _number(logit, self.model), pieces, table


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

    def judge(self, query: str, text: str) -> Judgement:
        """The logit of "text answers query"."""
        with self._lock:
            logits = self._network.predict(
                [(query, text)], activation_fn=self._logit, show_progress_bar=False
            )
        return Judgement(_number(logits, self.model))


class LateInteraction:
    """Any MultiVectorEncoder of sentence-transformers: MaxSim (Khattab and Zaharia, 2020)."""

    likely = math.inf

    def __init__(self, model: Model) -> None:
        """Load the model; raises ModelError."""
        self.model = model
        self._lock = Lock()
        self._network = load_by_torch(MULTI_VECTOR, model, f"a reranker ({MULTI_VECTOR})")
        self._query_vectors = lru_cache(1)(self._network.encode_query)

    def judge(self, query: str, text: str) -> Judgement:
        """The mean, over the query's word pieces, of each one's best cosine in the text."""
        with self._lock:
            asked = np.asarray(self._query_vectors(query, show_progress_bar=False))
            told = np.asarray(self._network.encode_document(text, show_progress_bar=False))
        return Judgement(_number((asked @ told.T).max(axis=1).mean(), self.model))


def _parts(pair: Encoding) -> Iterable[tuple[int, tuple[int, int]]]:
    """For each word piece, 0 or 1 for the text it is of, and its place there."""
    return zip(pair.type_ids, pair.offsets, strict=True)


def _number(value: Any, model: Model) -> float:
    number = float(np.asarray(value).reshape(-1)[0])
    if not math.isfinite(number):
        raise ModelError(f"{model.name} returned a score that is not a number.")
    return number
