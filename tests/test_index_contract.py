"""One suite that every engine passes: FAISS and tantivy beside plain reference engines."""

from __future__ import annotations

import errno
import resource
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexDamaged, ModelError
from index.encoder import Vectors
from index.lexical import LexicalIndex, TantivyIndex
from index.vectors import FaissIndex, Scored, VectorIndex
from tests.brute_force import BruteForceVectors, BruteForceWords

DIMENSION = 16
IDS = [3, 1, 4, 15, 9, 26, 5, 35]

VectorEngine = tuple[Callable[[], VectorIndex], Callable[[Path], VectorIndex]]
VECTOR_ENGINES: dict[str, VectorEngine] = {
    "faiss": (lambda: FaissIndex.empty(DIMENSION), FaissIndex.open),
    "brute force": (BruteForceVectors, BruteForceVectors.open),
}


@pytest.fixture(params=VECTOR_ENGINES)
def vector_engine(request: pytest.FixtureRequest) -> VectorEngine:
    return VECTOR_ENGINES[request.param]


def unit_vectors(count: int, seed: int = 7) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def filled(engine: VectorEngine) -> VectorIndex:
    index = engine[0]()
    index.add(IDS, unit_vectors(len(IDS)))
    return index


def same(found: list[Scored], expected: list[Scored]) -> bool:
    return [hit.id for hit in found] == [hit.id for hit in expected] and np.allclose(
        [hit.score for hit in found], [hit.score for hit in expected], rtol=1e-4, atol=1e-6
    )


@pytest.mark.parametrize("allowed", [None, [4, 9, 35], [26], [1000], []])
@pytest.mark.parametrize("k", [0, 1, 3, 100])
def test_vectors_like_the_reference(
    vector_engine: VectorEngine, k: int, allowed: list[int] | None
) -> None:
    reference = filled(VECTOR_ENGINES["brute force"])
    for query in unit_vectors(5, seed=11):
        found = filled(vector_engine).search(query, k, allowed)
        assert same(found, reference.search(query, k, allowed))


@pytest.mark.parametrize("wanted", [IDS, [26, 1000, 4], [1000], []])
def test_vectors_are_kept_as_they_came(vector_engine: VectorEngine, wanted: list[int]) -> None:
    came = dict(zip(IDS, unit_vectors(len(IDS)), strict=True))
    stored = filled(vector_engine).stored(wanted)
    assert stored.keys() == came.keys() & set(wanted)
    assert all(np.array_equal(row, came[number]) for number, row in stored.items())
    assert vector_engine[0]().stored(wanted) == {}


@pytest.mark.parametrize("allowed", [IDS, [1000, *IDS, 4, 4], [26]])
def test_vectors_with_a_long_filter(
    vector_engine: VectorEngine, allowed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = filled(VECTOR_ENGINES["brute force"])
    index, query = filled(vector_engine), unit_vectors(1, seed=3)[0]
    few = index.search(query, 100, allowed)
    monkeypatch.setattr("index.vectors.FEW", 0)
    assert same(few, reference.search(query, 100, allowed))
    assert same(index.search(query, 100, allowed), few)


def test_vectors_know_their_ids(vector_engine: VectorEngine) -> None:
    assert sorted(filled(vector_engine).ids.tolist()) == sorted(IDS)


def test_vectors_that_are_not_numbers(vector_engine: VectorEngine) -> None:
    index = filled(vector_engine)
    with pytest.raises(ModelError, match="not numbers"):
        index.add([77], np.full((1, DIMENSION), np.nan, dtype=np.float32))
    assert 77 not in index.ids


def test_vectors_removed_are_not_found(vector_engine: VectorEngine) -> None:
    index = filled(vector_engine)
    index.remove([4, 777])
    found = index.search(unit_vectors(1)[0], 100, None)
    assert sorted(hit.id for hit in found) == sorted(set(IDS) - {4})


def test_vectors_added_later_are_found(vector_engine: VectorEngine) -> None:
    index = filled(vector_engine)
    new = unit_vectors(1, seed=99)
    index.add([500], new)
    assert index.search(new[0], 1, None)[0].id == 500


def test_vectors_saved_and_opened(vector_engine: VectorEngine, tmp_path: Path) -> None:
    index = filled(vector_engine)
    index.save(tmp_path / "vectors")
    query = unit_vectors(1, seed=5)[0]
    opened = vector_engine[1](tmp_path / "vectors")
    assert same(opened.search(query, 9, None), index.search(query, 9, None))


def test_no_vectors_at_all(vector_engine: VectorEngine) -> None:
    assert vector_engine[0]().search(unit_vectors(1)[0], 5, None) == []


def test_a_file_that_is_no_vector_index(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_bytes(b"nothing")
    with pytest.raises(IndexDamaged, match="vectors cannot be read"):
        FaissIndex.open(tmp_path / "vectors")


TEXTS = {
    7: "The Ministers welcomed new members joining the Coalition.",
    2: "The Coalition liberates areas; liberated areas need stabilization of areas.",
    8: "INTERPOL channels share information on terrorists.",
    3: "Wilmès and Blinken hosted the meeting.",
    4: "Oﬃcials came to the cafe\u0301.",
}


@pytest.fixture(params=["tantivy", "brute force"])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    (tmp_path / "words").mkdir()
    tantivy = TantivyIndex(tmp_path / "words")
    index = tantivy if request.param == "tantivy" else BruteForceWords(tantivy.terms)
    index.add(list(TEXTS), list(TEXTS.values()))
    return index


@pytest.mark.parametrize(
    ("query", "allowed", "expected"),
    [
        ("member", None, [7]),
        ("liberating an area", None, [2]),
        ("coalition members", None, [7, 2]),
        ("coalition members", [2], [2]),
        ("coalition members", [], []),
        ("coalition members", [99], []),
        ("Interpol?", None, [8]),
        ("wilmes", None, [3]),
        ("wilme\u0300s", None, [3]),
        ("official", None, [4]),
        ("café", None, [4]),
        ("who was the", None, []),
        ("", None, []),
        ('"field:x AND (( *', None, []),
        ("nothing known here", None, []),
    ],
)
def test_words(
    words: LexicalIndex, query: str, allowed: list[int] | None, expected: list[int]
) -> None:
    assert [hit.id for hit in words.search(query, 10, allowed)] == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["new", "members"], [7]),
        (["member", "joining"], [7]),
        (["members", "new"], []),
        (["coalition"], [2, 7]),
        (["liberated", "areas", "need"], [2]),
        (["the", "coalition", "liberates"], [2]),
        (["the", "of"], []),
        ([], []),
    ],
)
def test_phrases(words: LexicalIndex, asked: list[str], expected: list[int]) -> None:
    assert words.having_phrase(asked, 10) == expected


def test_words_score_like_the_reference(tmp_path: Path) -> None:
    tantivy = TantivyIndex(tmp_path)
    reference = BruteForceWords(tantivy.terms)
    for index in (tantivy, reference):
        index.add(list(TEXTS), list(TEXTS.values()))
    for query in ("coalition areas", "ministers of the coalition", "liberated members"):
        assert same(tantivy.search(query, 9, None), reference.search(query, 9, None))


def test_at_most_k_texts(words: LexicalIndex) -> None:
    assert len(words.search("coalition", 1, None)) == 1
    assert words.search("coalition", 0, None) == []


def test_texts_removed_are_not_found(words: LexicalIndex) -> None:
    words.remove([7, 777])
    assert [hit.id for hit in words.search("coalition", 9, None)] == [2]
    assert len(words) == 4


def test_frequency_counts_texts(words: LexicalIndex) -> None:
    (term,) = words.terms("Coalition")
    assert words.frequency(term) == 2
    assert words.frequency("zzz") == 0


def test_words_saved_and_opened(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.add(list(TEXTS), list(TEXTS.values()))
    index.save()
    assert same(
        TantivyIndex.open(tmp_path).search("coalition members", 9, None),
        index.search("coalition members", 9, None),
    )


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large") as raised:
            index.add(range(3000), [f"word{n} other{n * 7}" for n in range(3000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert raised.value.errno == errno.EFBIG


def test_a_folder_without_a_word_index(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="no word index"):
        TantivyIndex.open(tmp_path)
