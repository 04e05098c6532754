"""One rival in a process of its own, in the rivals' environment; see ``eval.rival_calls``.

``rival_process.py NAME build`` reads a job (model folder, passages, a file of their vectors or
none) and leaves the rival's own index in a folder; ``rival_process.py NAME ask`` opens that folder
as the rival would after a restart, asks, and prints one line of JSON: rankings, times, memory.
Uses nothing of ours, since it runs where we are not installed. Every rival gets the same encoder
and passages, and keeps its own idea of hybrid search where it has one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

Retrieve = Callable[[str], list[str]]
DEPTH = 10
CANDIDATES = 50  # of each of Haystack's two searches before they are joined; ours takes as many


@dataclass(frozen=True)
class Job:
    """Passages as (name, text), and their vectors where they are known beforehand."""

    model: str
    folder: Path
    passages: Sequence[tuple[str, str]]
    vectors: Any  # NumPy array or None


class Rival(Protocol):
    """How a rival builds and saves its index, and opens it again."""

    def build(self, job: Job) -> None:
        """Index the passages and save the index in the job's folder."""

    def open(self, model: str, folder: Path) -> Retrieve:
        """Open the saved index; what comes back finds the best passages' names."""


class Txtai:
    """Txtai's hybrid index (dense and BM25), as its documentation makes one."""

    def build(self, job: Job) -> None:
        """Index and save; known vectors come in through its external transform."""
        from txtai import Embeddings

        if job.vectors is None:
            index = Embeddings(path=job.model, hybrid=True, content=False)
        else:
            rows = {text: row for (_, text), row in zip(job.passages, job.vectors, strict=True)}
            look_up = lambda texts: [rows[text] for text in texts]  # noqa: E731 - it wants a function
            index = Embeddings(method="external", transform=look_up, hybrid=True, content=False)
        index.index([(name, text, None) for name, text in job.passages])
        index.config.pop("transform", None)
        index.save(str(job.folder))

    def open(self, model: str, folder: Path) -> Retrieve:
        """Load the index, with the model for questions."""
        from txtai import Embeddings

        index = Embeddings()
        index.load(str(folder), config={"path": model, "method": "transformers"})
        return lambda question: [str(name) for name, _ in index.search(question, DEPTH)]


class Haystack:
    """Haystack's embedding and BM25 retrievers joined by reciprocal rank."""

    def build(self, job: Job) -> None:
        """Write the documents with their vectors to its store on disk."""
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        made = [Document(content=text, meta={"name": name}) for name, text in job.passages]
        if job.vectors is None:
            embedder = SentenceTransformersDocumentEmbedder(**_options(job.model))
            embedder.warm_up()
            made = embedder.run(made)["documents"]
        else:
            for document, row in zip(made, job.vectors.tolist(), strict=True):
                document.embedding = row
        store = InMemoryDocumentStore()
        store.write_documents(made)
        store.save_to_disk(str(job.folder / "store.json"))

    def open(self, model: str, folder: Path) -> Retrieve:
        """Load the store and join its two retrievers."""
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import (
            InMemoryBM25Retriever,
            InMemoryEmbeddingRetriever,
        )
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        questions = SentenceTransformersTextEmbedder(**_options(model))
        questions.warm_up()
        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        dense = InMemoryEmbeddingRetriever(store, top_k=CANDIDATES)
        words = InMemoryBM25Retriever(store, top_k=CANDIDATES)
        joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH)

        def retrieve(question: str) -> list[str]:
            vector = questions.run(question)["embedding"]
            found = [
                dense.run(query_embedding=vector)["documents"],
                words.run(query=question)["documents"],
            ]
            return [document.meta["name"] for document in joiner.run(found)["documents"]]

        return retrieve


class LlamaIndex:
    """LlamaIndex's vector store index (dense only, as it comes)."""

    def build(self, job: Job) -> None:
        """Index the nodes and persist the storage context."""
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        known = [None] * len(job.passages) if job.vectors is None else job.vectors.tolist()
        nodes = [
            TextNode(text=text, id_=name, embedding=row)
            for (name, text), row in zip(job.passages, known, strict=True)
        ]
        index = VectorStoreIndex(nodes, embed_model=HuggingFaceEmbedding(job.model, device="cpu"))
        index.storage_context.persist(str(job.folder))

    def open(self, model: str, folder: Path) -> Retrieve:
        """Load the index from its storage context."""
        from llama_index.core import StorageContext, load_index_from_storage
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        stored = StorageContext.from_defaults(persist_dir=str(folder))
        embedding = HuggingFaceEmbedding(model, device="cpu")
        index = load_index_from_storage(stored, embed_model=embedding)
        retriever = index.as_retriever(similarity_top_k=DEPTH)
        return lambda question: [found.node.node_id for found in retriever.retrieve(question)]


RIVALS: dict[str, Rival] = {"txtai": Txtai(), "haystack": Haystack(), "llamaindex": LlamaIndex()}


def build(rival: Rival, job: dict[str, Any]) -> dict[str, Any]:
    """Build and save; how long it took, in seconds."""
    started = perf_counter()
    vectors = None
    if job["vectors"] is not None:
        import numpy as np

        vectors = np.load(job["vectors"], allow_pickle=False)
    passages = [tuple(pair) for pair in job["passages"]]
    rival.build(Job(job["model"], Path(job["folder"]), passages, vectors))
    return {"seconds": perf_counter() - started}


def ask(rival: Rival, job: dict[str, Any]) -> dict[str, Any]:
    """Open and ask: seconds to open, milliseconds a question, MB of memory, rankings."""
    started = perf_counter()
    retrieve = rival.open(job["model"], Path(job["folder"]))
    opened = perf_counter() - started
    rankings, times = {}, []
    for name, question in job["questions"]:
        before = perf_counter()
        rankings[name] = retrieve(question)
        times.append((perf_counter() - before) * 1000)
    return {"open": opened, "times": times, "rankings": rankings, **_memory()}


def _options(model: str) -> dict[str, Any]:
    return {"model": model, "normalize_embeddings": True, "progress_bar": False}


def _memory() -> dict[str, float]:
    """Memory in use now and at its peak, in MB, as Linux counts it."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = dict(line.split(":", 1) for line in lines)
    names = {"memory": "VmRSS", "peak": "VmHWM"}
    return {name: int(found[field].split()[0]) / 1024 for name, field in names.items()}


def main() -> None:
    """Do one job from standard input."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    job = json.load(sys.stdin)
    if threads := job["threads"]:
        import torch

        torch.set_num_threads(threads)
    rival = RIVALS[sys.argv[1]]
    report = build(rival, job) if sys.argv[2] == "build" else ask(rival, job)
    sys.stdout.write("\n" + json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
