"""One rival in a process of its own, in the rivals' environment: ``make rivals``.

Reads a JSON job on standard input (model folder, passages, questions) and writes one line of JSON:
rankings, times and memory. Uses nothing of ours, since it runs where we are not installed. Every
rival gets the same encoder and the same passages, and its own idea of hybrid search where it has
one.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from time import perf_counter

Retrieve = Callable[[str], list[str]]
Passages = list[tuple[str, str]]
DEPTH = 10


def txtai(model: str, passages: Passages) -> Retrieve:
    """Txtai's hybrid index (dense and BM25)."""
    from txtai import Embeddings

    index = Embeddings(path=model, hybrid=True, content=False)
    index.index([(name, text, None) for name, text in passages])
    return lambda question: [str(name) for name, _ in index.search(question, DEPTH)]


def haystack(model: str, passages: Passages) -> Retrieve:
    """Haystack's embedding and BM25 retrievers joined by reciprocal rank."""
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    options = {"model": model, "normalize_embeddings": True, "progress_bar": False}
    documents = SentenceTransformersDocumentEmbedder(**options)
    questions = SentenceTransformersTextEmbedder(**options)
    documents.warm_up()
    questions.warm_up()
    store = InMemoryDocumentStore()
    made = [Document(content=text, meta={"name": name}) for name, text in passages]
    store.write_documents(documents.run(made)["documents"])
    dense = InMemoryEmbeddingRetriever(store, top_k=DEPTH)
    words = InMemoryBM25Retriever(store, top_k=DEPTH)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH)

    def retrieve(question: str) -> list[str]:
        vector = questions.run(question)["embedding"]
        found = [
            dense.run(query_embedding=vector)["documents"],
            words.run(query=question)["documents"],
        ]
        return [document.meta["name"] for document in joiner.run(found)["documents"]]

    return retrieve


def llamaindex(model: str, passages: Passages) -> Retrieve:
    """LlamaIndex's vector store index (dense only, as it comes)."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    nodes = [TextNode(text=text, id_=name) for name, text in passages]
    index = VectorStoreIndex(nodes, embed_model=HuggingFaceEmbedding(model, device="cpu"))
    retriever = index.as_retriever(similarity_top_k=DEPTH)
    return lambda question: [found.node.node_id for found in retriever.retrieve(question)]


RIVALS = {"txtai": txtai, "haystack": haystack, "llamaindex": llamaindex}


def main() -> None:
    """Build, ask every question, report."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    job = json.load(sys.stdin)
    passages = [tuple(pair) for pair in job["passages"]]
    started = perf_counter()
    retrieve = RIVALS[sys.argv[1]](job["model"], passages)
    built = perf_counter() - started
    rankings, times = {}, []
    for name, question in job["questions"]:
        before = perf_counter()
        rankings[name] = retrieve(question)
        times.append((perf_counter() - before) * 1000)
    report = {
        "build": built,
        "first": times[0],
        "times": times[1:],
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rankings": rankings,
    }
    sys.stdout.write("\n" + json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
