"""Sets, checks, runs, comparisons and the gate on a small made-up collection."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.errors import BusyError, InputError
from eval.case import Case, CaseSet, Explained, Gold
from eval.case_set import read_case_set, select, write_case_set
from eval.check import check, shortcuts
from eval.compare import compare
from eval.gate import failures
from eval.run import Run, facts_of, newest_like, read_outcomes, read_run, run, runs_of
from qa import Engine, Settings
from tests.conftest import MakeFolder, open_quietly

TEXTS = (
    "The Ministers met in Rome. They agreed on aid for displaced families.",
    "In Brussels the talks went on. They agreed on aid for displaced families.",
)


@pytest.fixture
def engine_(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


def place(document: str, text: str) -> tuple[str, int, int, int, str]:
    start = TEXTS[int(document[0]) - 1].index(text)
    return document, 1, start, start + len(text), text


def gold(document: str, text: str, *short: str) -> Gold:
    return Gold(*place(document, text), short)


ROME = gold("1.txt", "The Ministers met in Rome.", "Rome")
AID = "They agreed on aid for displaced families."


def answerable(name: str, question: str, *golds: Gold, split: str = "dev") -> Case:
    return Case(
        name, question, "fact", None, True, "one", golds, (), name,
        "test" if split == "test" else "dev", "",
    )  # fmt: skip


@pytest.fixture
def case_set(engine_: Engine) -> CaseSet:
    documents = {}
    for meeting in engine_.store.meetings():
        document = engine_.store.document_of(meeting.id)
        documents[document.name] = document.sha256
    return CaseSet(
        "made up",
        documents,
        (
            answerable("rome", "Did the Ministers meet in Rome?", ROME),
            answerable("aid", "They agreed on what aid?", gold("1.txt", AID), gold("2.txt", AID)),
            Case("none", "Who paid for Atlantis?", "unanswerable", "near-miss", False, "none",
                 (), (), "none", "test", ""),
        ),
    )  # fmt: skip


def test_a_set_is_read_as_it_was_written(case_set: CaseSet, tmp_path: Path) -> None:
    write_case_set(tmp_path / "set.json", case_set)
    assert read_case_set(tmp_path / "set.json") == case_set
    lines = (tmp_path / "set.json").read_text(encoding="utf-8").splitlines()
    assert sum('"question"' in line for line in lines) == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.pop("name"), "'name' is a required property"),
        (lambda data: data.update(cases=[]), "cases: .*non-empty"),
        (lambda data: data["cases"][0].pop("gold"), "cases/0: 'gold' is a required"),
        (lambda data: data["cases"][0].update(gold=[]), "cases/0/gold"),
        (lambda data: data["cases"][2].update(need="all"), "cases/2/need"),
        (lambda data: data["cases"][0].update(split="train"), "cases/0/split"),
        (lambda data: data["cases"][0].update(id="none"), "more than one case has the id none"),
        (lambda data: data["documents"].update(x="y"), "documents/x"),
    ],
)
def test_a_set_that_does_not_follow_the_schema(
    case_set: CaseSet, tmp_path: Path, change: Callable[[dict[str, object]], None], sentence: str
) -> None:
    path = tmp_path / "set.json"
    write_case_set(path, case_set)
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=sentence):
        read_case_set(path)


@pytest.mark.parametrize("text", ["", "not json", "[]"])
def test_a_file_that_is_no_set(tmp_path: Path, text: str) -> None:
    (tmp_path / "set.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_case_set(tmp_path / "set.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_case_set(tmp_path / "nowhere.json")


def test_select(case_set: CaseSet) -> None:
    assert [case.id for case in select(case_set, "dev", ()).cases] == ["rome", "aid"]
    assert [case.id for case in select(case_set, None, ["unanswerable"]).cases] == ["none"]
    with pytest.raises(InputError, match="Its kinds are: fact, unanswerable"):
        select(case_set, "dev", ["list"])


def problems(case_set: CaseSet, engine: Engine, **changes: object) -> list[str]:
    first, *others = case_set.cases
    case = dataclasses.replace(first, **changes)  # type: ignore[arg-type]
    changed = dataclasses.replace(case_set, cases=(case, *others))
    return [problem.text for problem in check(changed, engine.store)]


def test_a_good_set_has_no_problem(case_set: CaseSet, engine_: Engine) -> None:
    assert check(case_set, engine_.store) == []
    assert shortcuts(case_set, engine_.store).length is None


def test_gold_that_is_not_verbatim(case_set: CaseSet, engine_: Engine) -> None:
    forged = dataclasses.replace(ROME, text="The Ministers met in Oslo.")
    assert "does not stand at 1.txt 0" in problems(case_set, engine_, gold=(forged,))[0]
    moved = dataclasses.replace(ROME, paragraph=2)
    assert "is not in paragraph 2" in problems(case_set, engine_, gold=(moved,))[0]
    short = dataclasses.replace(ROME, short=("Oslo",))
    assert "does not stand in its sentence" in problems(case_set, engine_, gold=(short,))[0]


def test_near_identical_sentences_must_be_gold_or_explained(
    case_set: CaseSet, engine_: Engine
) -> None:
    alone = gold("1.txt", AID)
    assert "nearly equals its gold (100 %)" in problems(case_set, engine_, gold=(alone,))[0]
    why = Explained(*place("2.txt", AID), "another meeting")
    assert problems(case_set, engine_, gold=(alone,), explained=(why,)) == []


def test_a_fact_in_both_halves(case_set: CaseSet, engine_: Engine) -> None:
    assert "the fact none is in both halves" in problems(case_set, engine_, fact="none")
    both = problems(case_set, engine_, gold=(gold("1.txt", AID), gold("2.txt", AID)), split="test")
    assert any("gold sentence at 1.txt" in text for text in both)


def test_questions_that_give_themselves_away(case_set: CaseSet, engine_: Engine) -> None:
    cases = [answerable(f"a{n}", f"Who met in Rome on day {n}?", ROME) for n in range(20)]
    cases += [
        dataclasses.replace(case_set.cases[2], id=f"n{n}", question="Why?", fact=f"n{n}")
        for n in range(20)
    ]
    given_away = dataclasses.replace(case_set, cases=tuple(cases))
    found = shortcuts(given_away, engine_.store)
    assert found.length == 1
    assert found.question_word == 1
    texts = [problem.text for problem in check(given_away, engine_.store)]
    assert any("length alone tells" in text for text in texts)


def test_another_version_of_a_document_is_named_and_the_rest_is_scored(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    older = dataclasses.replace(case_set, documents=case_set.documents | {"2.txt": "0" * 64})
    facts = facts_of(older, "communique", engine_.store, None, ())
    assert facts.skipped == {"aid": "its document 2.txt is another version here"}
    result = run(tmp_path / "run", older, facts, engine_, lambda _done, _total: None)
    assert set(result.outcomes) == {"rome", "none"}


def run_in(folder: Path, case_set: CaseSet, engine: Engine) -> object:
    facts = facts_of(case_set, "communique", engine.store, None, ())
    return run(folder, case_set, facts, engine, lambda _done, _total: None)


def test_a_run_is_scored_written_and_read_back(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    facts = facts_of(case_set, "communique", engine_.store, None, ())
    seen: list[tuple[int, int]] = []
    result = run(tmp_path / "run", case_set, facts, engine_, lambda *step: seen.append(step))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert result.scores["rome"]["sentence first"] == 1
    assert result.scores["none"]["silent when it should be"] == 1
    assert result.totals.means["all"]["quote exact"].value == 1
    again = read_run(tmp_path / "run", case_set, engine_.store)
    assert (again.outcomes, again.scores, again.totals) == (
        result.outcomes, result.scores, result.totals,
    )  # fmt: skip
    written = json.loads((tmp_path / "run" / "totals.json").read_text(encoding="utf-8"))
    assert written["means"]["all"]["quote exact"]["value"] == 1


def test_an_interrupted_run_goes_on_where_it_stopped(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    run_in(tmp_path / "run", case_set, engine_)
    path = tmp_path / "run" / "outcomes.jsonl"
    first, second, _ = path.read_text(encoding="utf-8").splitlines()
    kept = json.loads(first) | {"latency_ms": 12345.0}
    path.write_text(json.dumps(kept) + "\n" + second[:40], encoding="utf-8")
    run_in(tmp_path / "run", case_set, engine_)
    outcomes = read_outcomes(tmp_path / "run")
    assert list(outcomes) == ["rome", "aid", "none"]
    assert outcomes["rome"].latency_ms == 12345.0


def test_two_runs_in_one_folder_at_once(case_set: CaseSet, engine_: Engine, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with FileLock(tmp_path / "run" / "lock"), pytest.raises(BusyError):
        run_in(tmp_path / "run", case_set, engine_)


def test_a_run_does_not_go_on_with_another_ones_folder(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    run_in(tmp_path / "run", case_set, engine_)
    facts = facts_of(case_set, "bm25", engine_.store, None, ())
    with pytest.raises(InputError, match=r"another engine \(communique\)"):
        run(tmp_path / "run", case_set, facts, engine_, lambda _done, _total: None)


def test_the_newest_runs_of_other_engines_stand_beside(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    def run_as(name: str, engine: str, questions: CaseSet) -> Run:
        facts = facts_of(questions, engine, engine_.store, None, ())
        return run(tmp_path / name, questions, facts, engine_, lambda _done, _total: None)

    ours = run_as("3", "communique", case_set)
    for name, engine in (("1", "bm25"), ("2", "bm25"), ("4", "dense"), ("5", "communique")):
        run_as(name, engine, case_set)
    run_as("6", "dense", dataclasses.replace(case_set, name="another"))
    found = newest_like(ours, runs_of(ours.folder))
    assert [place.name for place in found] == ["2", "4"]


def test_a_folder_that_is_no_run(case_set: CaseSet, engine_: Engine, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not an evaluation run"):
        read_run(tmp_path, case_set, engine_.store)


def test_a_refused_question_is_an_outcome(
    case_set: CaseSet, engine_: Engine, tmp_path: Path
) -> None:
    odd = dataclasses.replace(case_set.cases[2], question="?!")
    facts = facts_of(case_set, "communique", engine_.store, None, ())
    one = dataclasses.replace(case_set, cases=(odd,))
    result = run(tmp_path / "run", one, facts, engine_, lambda _done, _total: None)
    assert result.outcomes["none"].error == (
        "The question is empty. Type a question about the meetings."
    )


def test_compare_and_gate(case_set: CaseSet, engine_: Engine, tmp_path: Path) -> None:
    many = [
        answerable(f"rome-{n}", f"Did the Ministers meet in Rome {'again ' * n}?", ROME)
        for n in range(8)
    ]
    large = dataclasses.replace(case_set, cases=tuple(many))
    facts = facts_of(large, "communique", engine_.store, None, ())
    good = run(tmp_path / "good", large, facts, engine_, lambda _done, _total: None)
    assert failures(good, good) == []

    bad_scores = {name: scores | {"sentence first": 0.0} for name, scores in good.scores.items()}
    bad = dataclasses.replace(good, scores=bad_scores)
    change = next(c for c in compare(good, bad) if c.measure == "sentence first")
    assert (change.first, change.second, change.count) == (1, 0, 8)
    assert change.p == pytest.approx(2 / 2**8)
    assert len(change.fell) == 8
    assert failures(good, bad) == ["sentence first fell from 1.000 to 0.000 over 8 cases."]
    assert failures(bad, good) == []

    other = dataclasses.replace(good, scores={"else": {}})
    with pytest.raises(InputError, match="no case in common"):
        compare(good, other)
