"""One system measured in a process of its own: a job as JSON in, figures as JSON out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import faiss
import numpy as np

from corpus.errors import InputError
from eval.bench.around import AroundEncoder
from eval.bench.bare import BareEncoder, BareReranker, BareSearch
from eval.bench.filed import file_all
from eval.bench.memory_of import memory_of
from eval.bench.places import WARM_UP, Question, read_passages
from index import Encoder
from index.encoder import Vectors
from qa import Settings, build, open_engine
from qa.bootstrap import ALL_CORES, index_upkeep, load_encoder

Report = dict[str, Any]
DEPTH = 10
NAIVE_SENTENCES = 12


def ours(job: Report) -> Report:
    """Our engine with the settings of the environment."""
    engine = open_engine(Settings.read(), lambda _done, _total: None, _refuse)

    def ranking(question: str) -> list[str]:
        _, explanation = engine.explain(question)
        return [f"{one.document}#{one.paragraph}" for one in explanation.considered]

    return _asked(ranking, job["questions"])


def bare(job: Report) -> Report:
    """Encode and search: the least that retrieval can cost."""
    names = [name for name, _ in read_passages(Path(job["passages"]))]
    vectors = np.load(job["vectors"], allow_pickle=False)
    search = BareSearch(BareEncoder(Path(job["encoder"]), threads=1), vectors)
    return _asked(lambda q: [names[row] for row in search.search(q, DEPTH)], job["questions"])


def naive(job: Report) -> Report:
    """The twelve nearest sentences, all through the cross-encoder in one batch."""
    engine = open_engine(Settings.read(), lambda _done, _total: None, _refuse)
    names = dict(_names_of_sentences(engine.store.passages(), job["passages"]))
    encoder = BareEncoder(Path(job["encoder"]), threads=1)
    texts = list(names)
    search = BareSearch(encoder, encoder.encode_sorted(texts))
    reranker = BareReranker(threads=1)

    def ranking(question: str) -> list[str]:
        found = [texts[row] for row in search.search(question, NAIVE_SENTENCES)]
        order = np.argsort(-reranker.scores(question, found), kind="stable")
        return list(dict.fromkeys(names[found[row]] for row in order))

    return _asked(ranking, job["questions"])


def encoding(job: Report) -> Report:
    """The encoder inside our build and bare on the same texts, in turn: texts a second."""
    encoder = load_encoder(Settings.read(), ALL_CORES, _refuse)
    plain = BareEncoder(Path(job["encoder"]), threads=ALL_CORES)
    found: Report = {"ours": [], "bare": [], "build": []}
    for _ in range(int(job["rounds"])):
        watched = Watched(encoder)
        found["build"].append(_seconds_to_build(watched))
        found["ours"].append(len(watched.texts) / (watched.ended - watched.began))
        started = perf_counter()
        plain.encode_sorted(watched.texts)
        found["bare"].append(len(watched.texts) / (perf_counter() - started))
        found["texts"] = len(watched.texts)
    return found


def adding(job: Report) -> Report:
    """Documents added in one run, then the bare encoder on what the run encoded: seconds, MB."""
    settings = Settings.read()
    watched = Watched(load_encoder(settings, ALL_CORES, _refuse))
    loaded, _ = memory_of(os.getpid())
    started = perf_counter()
    with index_upkeep(settings, lambda *_: watched) as bring_up_to_date:
        file_all(settings, job["documents"])
        filed = perf_counter()
        bring_up_to_date(lambda _done, _total: None)
        indexed = perf_counter()
        _, peak = memory_of(os.getpid())
    plain = BareEncoder(Path(job["encoder"]), threads=ALL_CORES)
    before = perf_counter()
    plain.encode_sorted(watched.texts)
    return {
        "filed": filed - started,
        "indexed": indexed - filed,
        "bare": perf_counter() - before,
        "texts": len(watched.texts),
        "loaded": loaded,
        "peak": peak,
    }


class Watched(AroundEncoder):
    """An encoder, what it was given, and when it was first and last at work."""

    def __init__(self, encoder: Encoder) -> None:
        """Around ``encoder``, which does the work."""
        super().__init__(encoder)
        self.texts: list[str] = []
        self.began = self.ended = 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder inside."""
        self.began = self.began or perf_counter()
        vectors = self._encoder.encode(texts)
        self.texts += texts
        self.ended = perf_counter()
        return vectors


def _asked(ranking: Callable[[str], list[str]], questions: Sequence[Question]) -> Report:
    """Milliseconds a question, without those that only warm up; memory in MB; rankings."""
    for _, question in questions[:WARM_UP]:
        ranking(question)
    times, rankings = [], {}
    for name, question in questions[WARM_UP:]:
        before = perf_counter()
        rankings[name] = ranking(question)
        times.append((perf_counter() - before) * 1000)
    memory, peak = memory_of(os.getpid())
    return {"times": times, "rankings": rankings, "memory": memory, "peak": peak}


def _seconds_to_build(encoder: Encoder) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        settings = Settings.read(data=Path(folder))
        build(settings, lambda _done, _total: None, _refuse, lambda *_: encoder)
        return perf_counter() - started


def _names_of_sentences(passages: Any, file: str) -> list[tuple[str, str]]:
    """Each sentence with the name of a paragraph it stands in."""
    names = {text: name for name, text in read_passages(Path(file))}
    return [(text, names[one.text]) for one in passages for _, text in one.sentences]


def _refuse(notice: str) -> None:
    """An index that must first be built would spoil the times."""
    raise InputError(f"The index is not ready: {notice}")


JOBS: dict[str, Callable[[Report], Report]] = {
    "ours": ours,
    "bare": bare,
    "naive": naive,
    "encoding": encoding,
    "adding": adding,
}


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    faiss.omp_set_num_threads(1)
    report = JOBS[sys.argv[1]](job)
    sys.stdout.write("\n" + json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
