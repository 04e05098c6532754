"""Paragraphs encoded and searched for mentions, part by part in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from corpus import Passage
from index.annotate import Annotate
from index.encoder import Encoder, Vectors
from index.part import Part

TEXTS_A_PART = 8_192  # a few minutes' work: what a kill may undo
TEXTS_A_STEP = 256

Progress = Callable[[int, int], None]


def parts_of(
    passages: Iterable[Passage],
    total: int,
    encoder: Encoder,
    annotate: Annotate,
    progress: Progress,
) -> Iterator[Part]:
    """Parts with all these passages; ``progress`` is told (paragraphs done, ``total``)."""
    done = 0
    progress(done, total)
    for some in _some_at_a_time(passages):
        yield _part(some, encoder, annotate, _within(progress, done, len(some), total))
        done += len(some)
        progress(done, total)


def _some_at_a_time(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Passages in order, with about TEXTS_A_PART texts to encode at a time."""
    some: list[Passage] = []
    texts = 0
    for passage in passages:
        some.append(passage)
        texts += 1 + len(passage.sentences)
        if texts >= TEXTS_A_PART:
            yield some
            some, texts = [], 0
    if some:
        yield some


def _within(progress: Progress, done: int, here: int, total: int) -> Progress:
    """Progress in a part's texts, told as progress in all paragraphs."""
    return lambda texts, of: progress(done + here * texts // max(1, of), total)


def _part(
    passages: Sequence[Passage], encoder: Encoder, annotate: Annotate, progress: Progress
) -> Part:
    sentences = [pair for passage in passages for pair in passage.sentences]
    mentions = annotate([text for _, text in sentences])  # goes on beside the encoding
    texts = [passage.text for passage in passages]
    in_context = [text for passage in passages for text in passage.in_context]
    vectors = _encode(encoder, [*texts, *in_context], progress)
    numbers = [number for number, _ in sentences]
    return Part.of(
        paragraphs=([one.paragraph_id for one in passages], vectors[: len(texts)]),
        sentences=(numbers, vectors[len(texts) :]),
        pairs=[(number, one.paragraph_id) for one in passages for number, _ in one.sentences],
        mentioned=list(zip(numbers, mentions, strict=True)),
    )


def _encode(encoder: Encoder, texts: Sequence[str], progress: Progress) -> Vectors:
    """Encode, longest texts first so that batches are even; rows are in the order given."""
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for start in range(0, len(order), TEXTS_A_STEP):
        rows = order[start : start + TEXTS_A_STEP]
        vectors[rows] = encoder.encode([texts[row] for row in rows])
        progress(min(start + TEXTS_A_STEP, len(texts)), len(texts))
    return vectors
