"""Other people's formats, on small made-up samples of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from corpus import Store, sync
from corpus.errors import InputError
from eval.check import check
from eval.imported import Imported, read_imported
from eval.run import facts_of, run
from eval.trec import read_trec, write_trec
from qa import Engine, Settings
from tests.conftest import open_quietly

CONTEXT = "The mill burned in 1843. It was rebuilt by Anna Berg, who lived nearby."
OTHER = "The river floods each spring. Boats carry grain."
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Mill",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "q1",
                            "question": "Who rebuilt the mill?",
                            "is_impossible": False,
                            "answers": [
                                {"text": "Anna Berg", "answer_start": 43},
                                {"text": "Berg", "answer_start": 48},
                            ],
                        },
                        {"id": "q2", "question": "Who sold it?", "is_impossible": True,
                         "answers": []},
                    ],
                },
                {"context": OTHER, "qas": []},
            ],
        }
    ],
}  # fmt: skip
ROWS: list[dict[str, object]] = [
    {"id": "r1", "title": "Mill", "context": CONTEXT, "question": "When did the mill burn?",
     "answers": [{"text": "1843", "start": 19}]},
    {"id": "r2", "title": "Mill", "context": OTHER, "question": "What do boats carry?",
     "answers": [{"text": "grain", "start": 42}]},
]  # fmt: skip
QMSUM = {
    "meeting_transcripts": [
        {"speaker": "Chair", "content": "Let us begin with the budget."},
        {"speaker": "Clerk", "content": "We spent 40 on paper."},
        {"speaker": "Chair", "content": "Thank you all."},
    ],
    "specific_query_list": [
        {"query": "What was spent?", "answer": "40 on paper.", "relevant_text_span": [["0", "1"]]}
    ],
}


def lines(rows: Sequence[Mapping[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def imported(path: Path) -> Imported:
    found = read_imported(path)
    assert found is not None
    return found


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    (tmp_path / "squad.json").write_text(json.dumps(SQUAD), encoding="utf-8")
    return tmp_path / "squad.json"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    folder = tmp_path / "mills"
    folder.mkdir()
    docs = lines([{"id": "d1", "text": CONTEXT}, {"id": "d2", "text": OTHER},
                  {"id": "d3", "text": ""}])  # fmt: skip
    (folder / "mills.docs.jsonl.gz").write_bytes(gzip.compress(docs.encode()))
    queries = lines([{"id": "1", "text": "boats and grain"}, {"id": "2", "text": "nobody judged"}])
    (folder / "mills.queries.jsonl").write_text(queries, encoding="utf-8")
    judged = lines([{"query": "1", "doc": "d2", "rel": 2}, {"query": "1", "doc": "d1", "rel": 0},
                    {"query": "1", "doc": "d3", "rel": 1}])  # fmt: skip
    (folder / "mills.qrels.jsonl").write_text(judged, encoding="utf-8")
    return folder


def test_squad(squad: Path) -> None:
    found = imported(squad)
    ((meeting, document),) = found.collection.meetings
    assert meeting.title == "Mill"
    assert len(document.paragraphs) == 2
    first, second = found.case_set.cases
    (gold,) = first.gold
    assert gold.text == "It was rebuilt by Anna Berg, who lived nearby."
    assert gold.short == ("Anna Berg", "Berg")
    assert document.text[gold.start : gold.end] == gold.text
    assert (second.answerable, second.kind) == (False, "unanswerable")


def test_squad_one_question_a_line(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines(ROWS), encoding="utf-8")
    found = imported(tmp_path / "rows.jsonl")
    golds = [case.gold[0] for case in found.case_set.cases]
    assert [(gold.paragraph, gold.text) for gold in golds] == [
        (1, "The mill burned in 1843."),
        (2, "Boats carry grain."),
    ]


def test_qmsum(tmp_path: Path) -> None:
    (tmp_path / "meeting.json").write_text(json.dumps(QMSUM), encoding="utf-8")
    found = imported(tmp_path / "meeting.json")
    (case,) = found.case_set.cases
    assert [gold.text for gold in case.gold] == [
        "Chair: Let us begin with the budget.",
        "Clerk: We spent 40 on paper.",
    ]


def test_retrieval_collection(collection: Path) -> None:
    found = imported(collection)
    assert [document.name for _, document in found.collection.meetings] == ["d1", "d2"]
    (case,) = found.case_set.cases
    assert (case.id, case.gold[0].text, case.gold[0].short) == ("1", OTHER, ())


def test_a_set_named_by_how_its_files_begin(collection: Path) -> None:
    found = imported(collection / "mills")
    assert found.case_set == imported(collection).case_set


def engine_of(found: Imported, folder: Path) -> Engine:
    sync(folder, found.collection, "imported")
    return open_quietly(Settings.read(data=folder, sources=folder / "none"))


def test_an_imported_set_is_checked_run_and_exported(squad: Path, tmp_path: Path) -> None:
    found = imported(squad)
    engine = engine_of(found, tmp_path / "data")
    assert check(found.case_set, engine.store) == []
    facts = facts_of(found.case_set, "communique", engine.store, None, ())
    result = run(tmp_path / "run", found.case_set, facts, engine, lambda _done, _total: None)
    assert result.scores["q1"]["paragraph first"] == 1
    assert result.totals.means["all"]["quote exact"].value == 1
    run_file, qrels, topics = write_trec(tmp_path / "run", found.case_set, result)
    assert qrels.read_text(encoding="utf-8") == "q1 0 Mill#1 1\n"
    assert topics.read_text(encoding="utf-8").splitlines()[0] == "q1\tWho rebuilt the mill?"
    again = read_trec(topics, qrels, engine.store)
    assert [(case.id, case.gold[0].paragraph) for case in again.cases] == [("q1", 1)]
    first = run_file.read_text(encoding="utf-8").splitlines()[0].split()
    assert first[:4] == ["q1", "Q0", "Mill#1", "1"]
    assert first[5] == "communique"


def test_trec_topics_and_qrels(squad: Path, tmp_path: Path) -> None:
    store = engine_of(imported(squad), tmp_path / "data").store
    qrels = tmp_path / "qrels.txt"
    qrels.write_text("7 0 Mill#2 1\n7 0 Mill#1 0\n8 0 Mill#1 0\n", encoding="utf-8")
    tagged = tmp_path / "topics.sgml"
    tagged.write_text(
        "<top>\n<num> Number: 7\n<title> boats and\ngrain\n<desc> x\n</top>", encoding="utf-8"
    )
    plain = tmp_path / "topics.tsv"
    plain.write_text("7\tboats and grain\n8\tnobody\n", encoding="utf-8")
    for topics in (tagged, plain):
        found = read_trec(topics, qrels, store)
        (case,) = found.cases
        assert (case.id, case.question) == ("7", "boats and grain")
        assert [gold.text for gold in case.gold] == [OTHER]
        assert check(found, store) == []
    qrels.write_text("7 0 Mill#9 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="no paragraph 'Mill#9'"):
        read_trec(plain, qrels, store)
    for bad in ("q/1\ttext\n", "q1\t\n"):
        plain.write_text(bad, encoding="utf-8")
        with pytest.raises(InputError, match="needs a text, and an id"):
            read_trec(plain, qrels, store)
    tagged.write_text("<top><num>7</num><title>a &amp; b</title></top>", encoding="utf-8")
    qrels.write_text("7 0 Mill#2 1\n", encoding="utf-8")
    assert read_trec(tagged, qrels, store).cases[0].question == "a & b"
    plain.write_text("no tab here", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_trec(plain, qrels, store)


def test_an_imported_store_keeps_every_character(squad: Path, tmp_path: Path) -> None:
    engine_of(imported(squad), tmp_path / "data")
    store = Store(tmp_path / "data")
    assert [passage.text for passage in store.passages()] == [CONTEXT, OTHER]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", "not json"),
        ("a.jsonl", '{"id": "x"}'),
        ("a.json", '{"data": [3]}'),
        ("a.json", "not json"),
        ("a.json", '{"meeting_transcripts": [{}]}'),
        ("a.jsonl", lines([ROWS[0] | {"answers": [{"text": "1843", "start": 3}]}])),
    ],
)
def test_what_cannot_be_imported(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_imported(tmp_path / name)


def test_a_folder_without_the_three_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="one file each"):
        read_imported(tmp_path)


def test_our_own_sets_are_not_imported(tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text('{"name": "x", "cases": []}', encoding="utf-8")
    assert read_imported(tmp_path / "set.json") is None
