"""The benchmark's own parts, on tiny inputs and without any time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from corpus import BUNDLED, Store, read_folder
from eval.bench.bare import BareEncoder, BareSearch
from eval.bench.document import keep, kept, write_document
from eval.bench.memory_of import memory_of
from eval.bench.process import settings_of
from eval.bench.synthetic import PieceEncoder, compose, pieces_of, thirds, write
from eval.bench.table import Table, markdown, percentile, ratio, show
from index.encoder import Vectors
from qa import Settings, build, open_engine
from tests.hashing import HashingEncoder

TABLE = Table("Cold", "2026-11-22", ("", "s"), (("ours", "0.5"), ("theirs", "4.0")), ("A note.",))


def quiet(*_: object) -> None:
    pass


def test_a_synthetic_collection_is_cut_as_it_was_composed(tmp_path: Path) -> None:
    composed = compose(thirds(BUNDLED), documents=2, paragraphs=5)
    write(tmp_path / "sources", composed)
    known = pieces_of(composed)
    collection = read_folder(tmp_path / "sources")
    assert len(collection.meetings) == 2
    for _, document in collection.meetings:
        assert len(document.paragraphs) == 5
        for paragraph, sentences in zip(document.paragraphs, document.sentences, strict=True):
            assert paragraph.span.of(document.text) in known
            assert all(span.of(document.text) in known for span in sentences)
            assert len(sentences) == 4


def test_composing_twice_gives_the_same_collection() -> None:
    sources = thirds(BUNDLED)
    assert len(sources) > 50
    assert compose(sources, 2, 3) == compose(sources, 2, 3)


def test_each_piece_is_encoded_once_and_vectors_have_length_1() -> None:
    asked: list[str] = []

    class Counting(HashingEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().encode(texts)

    encoder = PieceEncoder(Counting(), {"a b c": ("a", "b", "c"), "a b": ("a", "b")})
    vectors = encoder.encode(["a b c", "a b", "other"])
    assert sorted(asked) == ["a", "b", "c", "other"]
    assert vectors.shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(vectors[2], HashingEncoder().encode(["other"])[0])
    assert np.allclose(encoder.encode_query("a"), HashingEncoder().encode(["a"])[0])


def test_our_engine_answers_from_a_synthetic_collection(tmp_path: Path) -> None:
    composed = compose(thirds(BUNDLED), documents=2, paragraphs=3)
    write(tmp_path / "sources", composed)
    given = {"data": tmp_path / "data", "sources": tmp_path / "sources", "reranker": "none"}
    settings = Settings.read(**given)
    encoder = PieceEncoder(HashingEncoder(), pieces_of(composed))
    build(settings, quiet, quiet, lambda *_: encoder)
    engine = open_engine(settings, quiet, pytest.fail, lambda *_: encoder)
    _, explanation = engine.explain(" ".join(composed[1][2][0]))
    best = explanation.considered[0]
    assert (best.document, best.paragraph) == ("0002.txt", 3)
    assert len(list(Store(settings.data).passages())) == 6


def test_a_table_is_drawn_and_written() -> None:
    drawn = StringIO()
    show(Console(file=drawn, width=80), TABLE)
    assert "theirs" in drawn.getvalue()
    text = markdown(TABLE)
    assert "| ours | 0.5 |" in text
    assert "| --- | ---: |" in text
    assert "- A note." in text


def test_the_document_holds_what_was_kept(tmp_path: Path) -> None:
    keep(tmp_path, "cold", TABLE)
    tables = kept(tmp_path, ["cold", "never measured"])
    assert tables == [TABLE]
    write_document(tmp_path / "docs" / "BENCHMARKS.md", tables, "txtai 1.0")
    text = (tmp_path / "docs" / "BENCHMARKS.md").read_text(encoding="utf-8")
    assert "## Cold" in text
    assert "txtai 1.0" in text
    assert "cores" in text


def test_percentiles_and_ratios() -> None:
    assert percentile([1, 2, 3], 50) == 2
    assert np.isnan(percentile([], 50))
    assert ratio(3, 2) == "1.50"
    assert not ratio(3, 0)


def test_memory_of_this_process() -> None:
    now, peak = memory_of(os.getpid())
    assert 0 < now <= peak


def test_settings_go_to_a_process_as_environment_variables(tmp_path: Path) -> None:
    given = settings_of(tmp_path, BUNDLED, rerank=True)
    assert given == {"COMMUNIQUE_DATA": str(tmp_path), "COMMUNIQUE_SOURCES": str(BUNDLED)}
    off = settings_of(tmp_path, BUNDLED, rerank=False)
    assert off == given | {"COMMUNIQUE_RERANKER": "none"}


def test_the_bare_loop_finds_the_nearest_vector() -> None:
    class Hashing(BareEncoder):
        def __init__(self) -> None:
            pass

        def encode(self, texts: Sequence[str]) -> Vectors:
            return HashingEncoder().encode(texts)

    texts = ["a", "a longer text than others", "two words"]
    encoder = Hashing()
    vectors = encoder.encode_sorted(texts)
    assert np.allclose(vectors, encoder.encode(texts))
    assert BareSearch(encoder, vectors).search("two words", 2)[0] == 2
