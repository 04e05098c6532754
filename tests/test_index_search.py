"""The search as a whole: what counts, and collections of hardly any size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import Collection, Store, read_folder, sync
from index import Judgement, Searcher, annotate_here, build_generation, min_max_sum, open_generation
from index.fusion import reciprocal_rank, scaled
from index.model import Model
from index.particulars import Particulars
from index.sentences import SentenceTable
from tests.conftest import MakeFolder
from tests.hashing import HashingEncoder

ENCODER = HashingEncoder()
TEXTS = (
    "The Ministers met in Rome. They agreed on aid.",
    "The Ministers met again. Daesh has lost its last town.",
)


class Longest:
    """A reranker that takes the longest text for the answer."""

    model = Model("longest", Path(), "")
    likely = 1_000.0

    def judge(self, _query: str, text: str) -> Judgement:
        return Judgement(float(len(text)))


def searcher(folder: Path, texts: tuple[str, ...], make_folder: MakeFolder) -> Searcher:
    sync(folder, read_folder(make_folder(*texts)), "v1")
    store = Store(folder)
    build_generation(folder, store, ENCODER, lambda _done, _total: None, annotate_here)
    return Searcher(open_generation(folder, store, ENCODER), store, ENCODER, Longest())


def test_the_reranker_decides_for_questions_alone(make_folder: MakeFolder, tmp_path: Path) -> None:
    last = "Daesh has lost the very last town of all that it once held."
    texts = ("The Ministers met in Rome. The aid was agreed on.", f"The Ministers met. {last}")
    found = searcher(tmp_path / "data", texts, make_folder)
    assert found.search("who met in Rome", 2, reread=False)[0].paragraph_id == 1
    first, second = found.search("who met", 2)
    assert (first.paragraph_id, second.paragraph_id) == (2, 1)
    assert first.scores.rerank == len(last)
    assert first.scores.total == pytest.approx(first.scores.fused + 3)
    assert found.search("who met", 2, reread=False)[0].scores.rerank is None


def test_a_sentence_that_points_back_is_read_with_the_one_before(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    found = searcher(tmp_path / "data", ("Aid was pledged. It will help.",), make_folder)
    (first,) = found.search("what will help", 1)
    assert first.scores.rerank == len("Aid was pledged. It will help.")


@pytest.mark.parametrize("query", ["who", "of the and", "???", "zzzzz", "town " * 500])
@pytest.mark.parametrize("k", [1, 5, 10_000])
def test_one_paragraph(make_folder: MakeFolder, tmp_path: Path, query: str, k: int) -> None:
    found = searcher(tmp_path / "data", ("One town.",), make_folder).search(query, k)
    assert [hit.paragraph_id for hit in found] == [1]
    assert all(np.isfinite(found[0].scores.total) for _ in found)


def test_a_filter_that_leaves_nothing(make_folder: MakeFolder, tmp_path: Path) -> None:
    found = searcher(tmp_path / "data", TEXTS, make_folder)
    assert found.search("town", 5, []) == []
    assert found.search("town", 5, [999]) == []
    assert [hit.paragraph_id for hit in found.search("town", 5, [1, 999])] == [1]


def test_no_paragraph_at_all(make_folder: MakeFolder, tmp_path: Path) -> None:
    found = searcher(tmp_path / "data", TEXTS, make_folder)
    sync(tmp_path / "data", Collection("Empty", (), (), ()), "v2")
    store = Store(tmp_path / "data")
    build_generation(tmp_path / "data", store, ENCODER, lambda _done, _total: None, annotate_here)
    empty = Searcher(open_generation(tmp_path / "data", store, ENCODER), store, ENCODER, Longest())
    assert empty.search("town", 5) == []
    assert len(found.search("town", 5)) == 2


def test_fusion() -> None:
    first, second = np.array([9.0, 4.0, -1.0, 0.0]), np.array([0.1, 0.3, 0.5, 0.3])
    assert min_max_sum([first, second]).tolist() == pytest.approx([1.0, 1.0, 1.0, 0.6])
    assert np.argmax(reciprocal_rank([first, first, second])) == 0
    assert scaled(np.array([2.0, 2.0])).tolist() == [1.0, 1.0]
    assert scaled(np.array([])).tolist() == []


def test_what_a_query_shares_with_meetings(make_folder: MakeFolder) -> None:
    meetings = [meeting for meeting, _ in read_folder(make_folder(*TEXTS)).meetings]
    particulars = Particulars(meetings, str.split)
    one, other = (meeting.id for meeting in meetings)
    year = str(meetings[0].date.year)
    assert meetings[1].date.year != meetings[0].date.year
    assert particulars.shared([year]) == {one: 1.0, other: 0.0}
    assert particulars.shared(["1", "nothing"]) == {}
    assert Particulars(meetings[:1], str.split).shared([year]) == {}


def test_sentences_of_paragraphs(tmp_path: Path) -> None:
    table = SentenceTable.of([(5, 2), (4, 2), (9, 1)])
    assert (table.of_paragraph(2), table.of_paragraph(1), table.of_paragraph(3)) == (
        [4, 5],
        [9],
        [],
    )
    smaller = table.without([2]).plus(SentenceTable.of([(7, 3)]))
    smaller.save(tmp_path / "table.npy")
    opened = SentenceTable.open(tmp_path / "table.npy")
    assert (len(opened), opened.of_paragraph(3), opened.of_paragraph(2)) == (2, [7], [])
