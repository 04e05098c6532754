"""Train the network of ``index/spans.py`` on other people's questions, none of them ours.

    python -m eval.span_training FOLDER

FOLDER holds ``*.jsonl.gz`` with a question a line: ``{"title", "context", "question", "answers":
[{"text", "start"}]}``, no answers where the context has none. The weights that ship were trained on
half of SQuAD 2.0's development set (CC BY-SA 4.0) and COVID-QA (Apache-2.0); PolicyQA beside them
made the stretches too long. Each question is paired with the sentence that answers it and with the
one beside it that is most like it in words; the network learns to tell the stretch, or that there
is none. A fifth of the titles is held back to measure; then all are trained on. Takes ten minutes
and 6 GB on two cores.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.metrics import roc_auc_score

from corpus import Span
from corpus.sentences import sentences
from eval.measures import token_f1
from index.model import DEFAULT_RERANKER, find_reranker
from index.reranker import OnnxCrossEncoder
from index.spans import WEIGHTS, SpanNetwork, save_network

MOST_OF_A_FILE = 5_500
AROUND = 700  # characters of a long context on either side of the answer
SHORTEST = 20
INNER = 64
EPOCHS = 4
BATCH = 32
RATE, DECAY, DROPOUT = 1e-3, 0.1, 0.3
INSIDE_WEIGHT = 3.0
EVERY_FIFTH = 5
SEED = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A question beside a sentence: the states of its pieces, and where the answer stands.

    ``first`` and ``last`` count from 1, 0 where the sentence has no answer.
    """

    title: str
    text: str
    golds: tuple[str, ...]
    pieces: tuple[Span, ...]
    states: NDArray[np.float16]
    first: int
    last: int


def examples(folder: Path, reader: OnnxCrossEncoder) -> Iterator[Example]:
    """The examples of all files in a folder, in a fixed order."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.Random(SEED).shuffle(rows)  # noqa: S311 - a sample, no secret
        for row in track(rows[:MOST_OF_A_FILE], file.name, console=Console(stderr=True)):
            yield from _examples(f"{file.name} {row['title']}", row, reader)


def _examples(title: str, row: dict[str, Any], reader: OnnxCrossEncoder) -> Iterator[Example]:
    answers = row["answers"]
    begin = max(0, answers[0]["start"] - AROUND) if answers else 0
    text = row["context"][begin : begin + 2 * AROUND]
    spans = [span for span in sentences(text) if span.end - span.start > SHORTEST]
    gold = None
    if answers:
        start = answers[0]["start"] - begin
        gold = Span(start, start + len(answers[0]["text"]))
    holding = [span for span in spans if gold and gold.within(span)]
    if gold and not holding:
        return
    asked = set(row["question"].lower().split())
    others = [span for span in spans if not _holds_an_answer(span, begin, answers)]
    others.sort(key=lambda span: -len(asked & set(span.of(text).lower().split())))
    for span in [*holding, *others[: 1 if holding else 2]]:
        _, pieces, states = reader.states(row["question"], span.of(text))
        inside = [
            n
            for n, one in enumerate(pieces, start=1)
            if gold and span in holding
            if gold.overlaps(Span(span.start + one.start, span.start + one.end))
        ]
        golds = tuple(answer["text"] for answer in answers) if inside else ()
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        half = states.astype(np.float16)
        yield Example(title, span.of(text), golds, pieces, half, first, last)


def _holds_an_answer(span: Span, begin: int, answers: Sequence[dict[str, Any]]) -> bool:
    return any(span.start <= answer["start"] - begin < span.end for answer in answers)


def train(chosen: Sequence[Example], file: Path) -> SpanNetwork:
    """Train on examples and write the weights to a file."""
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    sample = np.concatenate([one.states for one in chosen[::7]]).astype(np.float32)
    mean, scale = sample.mean(axis=0), sample.std(axis=0) + 1e-6
    inner = torch.nn.Linear(len(mean), INNER)
    outer = torch.nn.Linear(INNER, 3)  # begins here, ends here, is inside
    parameters = [*inner.parameters(), *outer.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(chosen) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (steps + 1))
    for epoch in range(EPOCHS):
        order = np.random.default_rng(SEED + epoch).permutation(len(chosen))
        for start in track(range(0, len(order), BATCH), f"Epoch {epoch + 1}"):
            batch = [chosen[place] for place in order[start : start + BATCH]]
            states = np.concatenate([one.states for one in batch]).astype(np.float32)
            given = functional.dropout(torch.from_numpy((states - mean) / scale), DROPOUT)
            logits = outer(functional.dropout(functional.relu(inner(given)), DROPOUT))
            loss = _loss(logits, batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    weights = inner.weight.detach().numpy().T / scale[:, None]
    bias = inner.bias.detach().numpy() - mean @ weights
    save_network(file, weights, bias, outer.weight.detach().numpy().T, outer.bias.detach().numpy())
    return SpanNetwork(file)


def _loss(logits: Any, batch: Sequence[Example]) -> Any:
    """Cross-entropy of the first and the last piece, and of each piece being inside."""
    import torch
    from torch.nn import functional

    counts = [len(one.states) for one in batch]
    padded = torch.full((len(batch), max(counts), 3), -1e4)
    at = 0
    for row, count in enumerate(counts):
        padded[row, :count] = logits[at : at + count]
        at += count
    first = torch.tensor([one.first for one in batch])
    last = torch.tensor([one.last for one in batch])
    places = torch.arange(max(counts))
    inside = (places >= first[:, None]) & (places <= last[:, None]) & (places > 0)
    real = (places < torch.tensor(counts)[:, None]) & (places > 0)
    each = functional.binary_cross_entropy_with_logits(
        padded[..., 2].clamp(min=-30.0), inside.float(), reduction="none"
    )
    begins = functional.cross_entropy(padded[..., 0], first)
    ends = functional.cross_entropy(padded[..., 1], last)
    return begins + ends + INSIDE_WEIGHT * (each * real).sum() / real.sum()


def measured(network: SpanNetwork, chosen: Sequence[Example]) -> tuple[float, float]:
    """Token F1 of the likeliest stretch, and the ROC area of the margin as a sign of an answer."""
    read = [network.score(one.text, one.pieces, one.states.astype(np.float32)) for one in chosen]
    f1 = [
        max(token_f1(scores.likeliest(1)[0].of(one.text), gold) for gold in one.golds)
        for one, scores in zip(chosen, read, strict=True)
        if one.golds
    ]
    area = roc_auc_score([bool(one.golds) for one in chosen], [scores.margin for scores in read])
    return float(np.mean(f1)), float(area)


def main(folder: Path) -> None:
    """Measure on titles that were held back, then train on all and write the weights."""
    reader = OnnxCrossEncoder(find_reranker(DEFAULT_RERANKER), threads=2)
    found = list(examples(folder, reader))
    held = set(sorted({one.title for one in found})[::EVERY_FIFTH])
    kept = train([one for one in found if one.title not in held], WEIGHTS)
    f1, area = measured(kept, [one for one in found if one.title in held])
    Console().print(f"{len(found):,} examples; held back: token F1 {f1:.3f}, ROC area {area:.3f}")
    train(found, WEIGHTS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
