"""The plain script to compare with: sentence-transformers and NumPy, nothing kept or checked.

It encodes the same paragraphs and sentences with the same model and finds the best by dot
product, as most tutorials do.
"""

from __future__ import annotations

import os
from time import perf_counter

from corpus import BUNDLED, read_folder
from eval.timed import report
from index import DEFAULT_MODEL, find_model


def main() -> None:
    """Encode everything, then ask."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_model(DEFAULT_MODEL).folder), device="cpu")
    texts = []
    for _, document in read_folder(BUNDLED).meetings:
        texts += [paragraph.span.of(document.text) for paragraph in document.paragraphs]
        texts += [span.of(document.text) for spans in document.sentences for span in spans]
    started = perf_counter()
    vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    seconds = perf_counter() - started

    def ask(question: str) -> str:
        query = model.encode(question, normalize_embeddings=True, show_progress_bar=False)
        return texts[int((vectors @ query).argmax())]

    report(ask, seconds)


if __name__ == "__main__":
    main()
