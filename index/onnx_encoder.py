"""The encoder without torch: an exported ONNX graph run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from corpus.errors import ModelError
from index.encoder import BATCH, Vectors, checked
from index.model import Model

GRAPH = "encoder.onnx"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Export:
    """Facts about an exported encoder.

    ``longest`` is how many word pieces are read of a text, the prompts are what the model wants
    put before a query and before a passage, ``parity`` is the least cosine with the vectors of
    sentence-transformers, and ``files`` holds the SHA-256 of graph and tokenizer.
    """

    format: int
    weights: str
    dimension: int
    longest: int
    query_prompt: str
    passage_prompt: str
    parity: float
    files: dict[str, str]


class OnnxEncoder:
    """An exported sentence-transformers model; safe to share between threads."""

    def __init__(self, model: Model, folder: Path, facts: Export, threads: int) -> None:
        """Load graph and tokenizer from ``folder``; raises ModelError.

        Each of ``threads`` takes batches of its own: an eighth faster on two cores than sharing
        the work within a batch.
        """
        self.model = model
        self.dimension = facts.dimension
        self._facts = facts
        self._tokenizer = open_tokenizer(folder / TOKENIZER, facts.longest)
        self._session = open_session(folder / GRAPH, threads=1)
        self._threads = ThreadPoolExecutor(threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a passage: float32, shape (len(texts), dimension); raises ModelError for NaN."""
        tokens = self._tokenizer.encode_batch([self._facts.passage_prompt + text for text in texts])
        order = sorted(range(len(tokens)), key=lambda row: -len(tokens[row]))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        found = self._threads.map(lambda rows: self._run([tokens[row] for row in rows]), batches)
        for rows, each in zip(batches, found, strict=True):
            vectors[rows] = each
        return checked(vectors, self.model)

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question: float32, shape (dimension,); raises ModelError for NaN."""
        tokens = self._tokenizer.encode(self._facts.query_prompt + text)
        return checked(self._run([tokens])[0], self.model)

    def _run(self, texts: Sequence[Encoding]) -> Vectors:
        length = max(len(text) for text in texts)
        ids = np.zeros((len(texts), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text.ids
            mask[row, : len(text)] = 1
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)


def open_session(
    graph: Path, threads: int, more_outputs: Sequence[str] = ()
) -> onnxruntime.InferenceSession:
    """An ONNX graph ready to run on ``threads`` cores, which also gives these inner values.

    Raises ModelError.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        given = _with_outputs(graph, more_outputs) if more_outputs else str(graph)
        return onnxruntime.InferenceSession(given, options, ["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises kinds of its own that share no root
        raise ModelError(f"{graph} cannot be read by ONNX Runtime: {error}.") from error


def _with_outputs(graph: Path, names: Sequence[str]) -> bytes:
    """A graph with outputs added.

    Two messages of Protocol Buffers one after the other are read as one with the fields of both.
    """
    from onnx import ModelProto, helper

    more = ModelProto()
    more.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    return graph.read_bytes() + bytes(more.SerializeToString())


def open_tokenizer(file: Path, longest: int) -> Tokenizer:
    """A tokenizer that cuts a text short after ``longest`` word pieces; raises ModelError."""
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(f"{file} is not a tokenizer: {error}.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer
