"""Bare loops to compare with: an ONNX graph, FAISS over all vectors, nothing else.

Written against the exported files alone, so that nothing of ours makes them slower or faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.model import DEFAULT_RERANKER, find_reranker

LONGEST = 256  # word pieces the default encoder reads
LONGEST_PAIR = 512
BATCH = 8

Vectors = NDArray[np.float32]


class BareEncoder:
    """Texts to unit vectors; each call is one batch."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load graph and tokenizer of an exported encoder."""
        self._session = _session(folder / "encoder.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        tokens = self._tokenizer.encode_batch(list(texts))
        given = {
            "input_ids": np.array([one.ids for one in tokens], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in tokens], dtype=np.int64),
        }
        return np.asarray(self._session.run(None, given)[0], dtype=np.float32)

    def encode_sorted(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in batches of 8 of like length, longest first."""
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        batches = (order[start : start + BATCH] for start in range(0, len(order), BATCH))
        vectors = np.vstack([self.encode([texts[row] for row in rows]) for rows in batches])
        return np.asarray(vectors[np.argsort(order)], dtype=np.float32)


class BareSearch:
    """The nearest of all vectors to a question's."""

    def __init__(self, encoder: BareEncoder, vectors: Vectors) -> None:
        """Search ``vectors`` one by one (``IndexFlatIP``)."""
        self._encoder = encoder
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors))

    def search(self, question: str, k: int) -> list[int]:
        """Rows of the ``k`` nearest, best first."""
        _, rows = self._index.search(self._encoder.encode([question]), k)
        return [int(row) for row in rows[0] if row >= 0]


class BareReranker:
    """The cross-encoder on all pairs of a question in one padded batch."""

    def __init__(self, threads: int) -> None:
        """Load the same weights as ours."""
        folder = find_reranker(DEFAULT_RERANKER).folder
        self._session = _session(folder / "model.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST_PAIR)
        self._tokenizer.enable_padding()

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """One score a text; higher is better."""
        tokens = self._tokenizer.encode_batch([(question, text) for text in texts])
        given = {
            "input_ids": np.array([one.ids for one in tokens], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in tokens], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in tokens], dtype=np.int64),
        }
        return np.asarray(self._session.run(None, given)[0], dtype=np.float32).ravel()


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(graph), options, ["CPUExecutionProvider"])
