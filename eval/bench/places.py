"""The two collections that speed is measured on, made ready once and kept for the next time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus import BUNDLED
from corpus.errors import InputError
from eval.bench.synthetic import PieceEncoder, compose, pieces_of, thirds, write
from eval.bundled import BUNDLED_SET
from eval.case_set import read_case_set
from eval.rival_calls import Asked, Passages, ask_rival, build_rival, named_passages
from index import NO_RERANKER, Encoder, Notice, exported, find_model
from qa import Settings, open_engine
from qa.bootstrap import ALL_CORES, MakeEncoder, load_encoder

DOCUMENTS, PARAGRAPHS = 400, 50
WARM_UP = 5  # questions asked before the times count
TEXTS_A_STEP = 512

Progress = Callable[[int, int], None]
Question = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A collection, our data folder for it, the paragraphs as rivals get them, their indexes.

    ``passages`` is a JSON file of (name, text), ``vectors`` a NumPy file with a row for each;
    ``encoder`` is the folder of the exported encoder that bare loops use, ``model`` that of the
    original, which rivals use.
    """

    sources: Path
    data: Path
    passages: Path
    vectors: Path
    rivals: Path
    encoder: Path
    model: Path
    paragraphs: int

    def build_rival(self, name: str) -> None:
        """Let a rival build its index, where it is not there yet."""
        passages = read_passages(self.passages)
        build_rival(name, self.model, passages, self.rivals / name, self.vectors)

    def ask_rival(
        self,
        name: str,
        asked: Sequence[Question],
        *,
        threads: int = 0,
        environment: Mapping[str, str] | None = None,
    ) -> Asked:
        """Ask a rival; ``threads`` 0 leaves the number to it."""
        folder = self.rivals / name
        return ask_rival(name, self.model, folder, asked, threads=threads, environment=environment)

    def job(self, asked: Sequence[Question]) -> dict[str, Any]:
        """What a worker needs to ask here."""
        files = {"passages": self.passages, "vectors": self.vectors, "encoder": self.encoder}
        return {name: str(file) for name, file in files.items()} | {"questions": list(asked)}


def bundled(home: Path, progress: Progress) -> Place:
    """The bundled collection."""
    return _ready(home / "bundled", BUNDLED, load_encoder, progress)


def large(home: Path, progress: Progress) -> Place:
    """The synthetic collection of 20,000 paragraphs."""
    composed = compose(thirds(BUNDLED), DOCUMENTS, PARAGRAPHS)
    digest = hashlib.sha256(json.dumps(composed).encode()).hexdigest()
    folder = home / f"large-{digest[:12]}"
    if not (folder / "sources").exists():
        write(folder / "sources", composed)
    pieces = pieces_of(composed)

    def encoder(settings: Settings, threads: int, notice: Notice) -> Encoder:
        return PieceEncoder(load_encoder(settings, threads, notice), pieces)

    place = _ready(folder, folder / "sources", encoder, progress)
    if place.paragraphs != DOCUMENTS * PARAGRAPHS:
        raise InputError(f"The synthetic collection was cut into {place.paragraphs} paragraphs.")
    return place


def prepare_rivals(place: Place, names: Sequence[str], progress: Progress) -> None:
    """Let rivals build their indexes."""
    for number, name in enumerate(names, start=1):
        place.build_rival(name)
        progress(number, len(names))


def read_passages(file: Path) -> Passages:
    """The passages of a collection that was made ready, as (``document#ordinal``, text)."""
    return [(name, text) for name, text in json.loads(file.read_text("utf-8"))]


def questions(count: int) -> list[Question]:
    """Answerable questions of the bundled set's development half, a few of them for warming up."""
    cases = [case for case in read_case_set(BUNDLED_SET).cases if case.split == "dev"]
    found = [(case.id, case.question) for case in cases if case.answerable]
    return found[: count + WARM_UP]


def _ready(folder: Path, sources: Path, make_encoder: MakeEncoder, progress: Progress) -> Place:
    settings = Settings.read(data=folder / "data", sources=sources, reranker=NO_RERANKER)
    engine = open_engine(settings, progress, _silent, make_encoder)
    passages, vectors = folder / "passages.json", folder / "vectors.npy"
    found = named_passages(engine.store)
    if not vectors.exists() or read_passages(passages) != found:
        passages.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        encoder = make_encoder(settings, ALL_CORES, _silent)
        rows = [
            encoder.encode([text for _, text in found[start : start + TEXTS_A_STEP]])
            for start in range(0, len(found), TEXTS_A_STEP)
        ]
        np.save(vectors, np.vstack(rows), allow_pickle=False)
    model = find_model(settings.model)
    place, _ = exported(settings.data, model, _silent)
    return Place(
        sources=sources,
        data=folder / "data",
        passages=passages,
        vectors=vectors,
        rivals=folder / "rivals",
        encoder=place,
        model=model.folder,
        paragraphs=len(found),
    )


def _silent(_text: str) -> None:
    """What is built here is built in silence: the progress bar says enough."""
