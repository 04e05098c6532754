"""Parts of an index: put together, left out of, taken up again after a kill."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from corpus import Store, read_folder, sync
from index import Searcher, annotate_here, build_generation
from index.encoder import Vectors
from index.generation import Generation, open_generation
from index.part import Part, PartFacts
from index.pool import MOST_VECTORS, PARTS, Pool, Pooled, grouped
from index.vectors import Ids
from tests.conftest import MakeFolder
from tests.hashing import DIMENSION, HashingEncoder

ENCODER = HashingEncoder()
TEXTS = [
    f"Statement {number} of the Council on trade. It met in town {number}." for number in range(9)
]


def quiet(_done: int, _total: int) -> None: ...


def part(ids: Sequence[int]) -> Part:
    """A part with a paragraph of two sentences for each of these ids."""
    pairs = [(100 + 2 * number + half, number) for number in ids for half in (0, 1)]
    texts = [f"paragraph {number}" for number in ids]
    vectors = ENCODER.encode(texts)
    return Part.of(
        paragraphs=(ids, vectors),
        sentences=([sentence for sentence, _ in pairs], np.repeat(vectors, 2, axis=0)),
        pairs=pairs,
        mentioned=[],
    )


def pool(folder: Path, weights: str = "weights") -> Pool:
    return Pool(folder, "store", weights, DIMENSION)


def ids(*numbers: int) -> Ids:
    return np.array(numbers, dtype=np.int64)


def test_parts_are_found_with_what_is_gone(tmp_path: Path) -> None:
    first = pool(tmp_path).write(part([1, 2, 3]))
    second = pool(tmp_path).write(part([4, 5]))
    found = pool(tmp_path).usable(ids(1, 3, 4, 5), check=True)
    assert [(one.name, one.gone, one.paragraphs, one.sentences) for one in found] == [
        (first.name, (2,), 2, 4),
        (second.name, (), 2, 4),
    ]
    assert sorted(pool(tmp_path).ids(found).tolist()) == [1, 3, 4, 5]


def test_of_parts_that_share_paragraphs_the_larger_is_used(tmp_path: Path) -> None:
    """As after a kill between writing a part made of others and forgetting those."""
    pool(tmp_path).write(part([1]))
    both = pool(tmp_path).write(part([1, 2]))
    assert [one.name for one in pool(tmp_path).usable(ids(1, 2), check=True)] == [both.name]


def test_parts_of_another_model_or_without_wanted_paragraphs_are_not_used(tmp_path: Path) -> None:
    pool(tmp_path).write(part([1]))
    assert pool(tmp_path, "other weights").usable(ids(1), check=True) == []
    assert pool(tmp_path).usable(ids(2), check=True) == []


@pytest.mark.parametrize("name", ["sentences.faiss", "mentions.npy", "manifest.json"])
def test_a_damaged_part_is_not_used(tmp_path: Path, name: str) -> None:
    damaged = tmp_path / PARTS / pool(tmp_path).write(part([1, 2])).name / name
    pool(tmp_path).write(part([3]))
    damaged.write_bytes(damaged.read_bytes()[:-3])
    assert [one.paragraphs for one in pool(tmp_path).usable(ids(1, 2, 3), check=True)] == [1]


def test_a_part_that_is_mostly_gone_is_written_again(tmp_path: Path) -> None:
    pool(tmp_path).write(part([1, 2, 3]))
    (few,) = pool(tmp_path).made_few(pool(tmp_path).usable(ids(2), check=True))
    assert (few.gone, few.facts.paragraphs, few.facts.sentences) == ((), 1, 2)
    opened = Part.open(tmp_path / PARTS / few.name)
    assert (opened.paragraphs.ids.tolist(), opened.table.of_paragraph(2)) == ([2], [104, 105])


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([5], [[5]]),
        ([5, 5], [[5, 5]]),
        ([5, 1000], [[5], [1000]]),
        ([5, 20], [[5], [20]]),
        ([5, 19], [[5, 19]]),
        ([8, 8, 8, 90], [[8, 8, 8, 90]]),
        ([MOST_VECTORS, MOST_VECTORS], [[MOST_VECTORS], [MOST_VECTORS]]),
        ([MOST_VECTORS // 2] * 3, [[MOST_VECTORS // 2] * 2, [MOST_VECTORS // 2]]),
    ],
)
def test_which_parts_become_one(sizes: list[int], expected: list[list[int]]) -> None:
    parts = [Pooled(str(n), PartFacts(0, "", "", 0, size, 0, {})) for n, size in enumerate(sizes)]
    groups = [[one.facts.vectors for one in group] for group in grouped(parts)]
    assert groups == expected


def test_single_additions_seldom_write_a_large_part_again() -> None:
    numbers = count()
    parts, written = [], 0
    for _ in range(1000):
        parts.append(Pooled(str(next(numbers)), PartFacts(0, "", "", 0, 10, 0, {})))
        together = []
        for group in grouped(parts):
            size = sum(one.facts.vectors for one in group)
            together.append(Pooled(str(next(numbers)), PartFacts(0, "", "", 0, size, 0, {})))
            written += size if len(group) > 1 else 0
        parts = together
    assert len(parts) <= 8
    assert written <= 10 * 1000 * 10


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.fill.TEXTS_A_PART", 5)
    monkeypatch.setattr("index.pool.MOST_VECTORS", 8)


def opened(data: Path, last: Generation | None = None) -> tuple[Store, Generation]:
    store = Store(data)
    return store, open_generation(data, store, ENCODER, last)


def build(data: Path, encoder: HashingEncoder = ENCODER) -> None:
    build_generation(data, Store(data), encoder, quiet, annotate_here)


def test_many_parts_answer_as_one_does(
    make_folder: MakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS)), "v1")
    answers = []
    for texts_a_part in (1000, 5):
        monkeypatch.setattr("index.fill.TEXTS_A_PART", texts_a_part)
        monkeypatch.setattr("index.pool.MOST_VECTORS", texts_a_part)
        build_generation(
            tmp_path / "data", Store(tmp_path / "data"), ENCODER, quiet, annotate_here, anew=True
        )
        store, generation = opened(tmp_path / "data")
        answers.append(
            (len(generation.parts), Searcher(generation, store, ENCODER).search("town 7 trade", 5))
        )
    (one, whole), (several, together) = answers
    assert (one, several) == (1, 5)
    assert together == whole


class Killed(HashingEncoder):
    """Stops in the middle, after so many texts."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return super().encode(texts)


@pytest.mark.usefixtures("small_parts")
def test_what_was_encoded_before_a_kill_is_taken_up_again(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS)), "v1")
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "data", Killed(after=20))
    assert len(list((tmp_path / "data" / PARTS).iterdir())) == 3
    build(tmp_path / "data", Killed(after=3 * 9 - 18))
    _, generation = opened(tmp_path / "data")
    assert (generation.manifest.paragraphs, generation.manifest.sentences) == (9, 18)


@pytest.mark.usefixtures("small_parts")
def test_what_is_removed_is_not_found_and_its_parts_are_forgotten(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS)), "v1")
    build(tmp_path / "data")
    for left in (TEXTS[:7], TEXTS[:6], TEXTS[:1]):
        sync(tmp_path / "data", read_folder(make_folder(*left)), str(len(left)))
        build(tmp_path / "data")
        store, generation = opened(tmp_path / "data")
        searcher = Searcher(generation, store, ENCODER)
        found = {hit.paragraph_id for hit in searcher.search("Statement of the Council", 50)}
        assert found == set(store.current_paragraph_ids())
        assert len(found) == len(left) == generation.manifest.paragraphs
        assert len(generation.words) == len(left)
    assert len(list((tmp_path / "data" / PARTS).iterdir())) <= 4


@pytest.mark.usefixtures("small_parts")
def test_parts_that_are_open_are_not_read_again(make_folder: MakeFolder, tmp_path: Path) -> None:
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS[:6])), "v1")
    build(tmp_path / "data")
    _, before = opened(tmp_path / "data")
    sync(tmp_path / "data", read_folder(make_folder(*TEXTS[:7])), "v2")
    build(tmp_path / "data")
    store, after = opened(tmp_path / "data", before)
    kept = before.parts.keys() & after.parts.keys()
    assert kept
    assert all(after.parts[one] is before.parts[one] for one in kept)
    assert Searcher(after, store, ENCODER).search("town 6", 1)[0].paragraph_id == 7
