"""The look-up suite: what was said is found where it stands, what was not is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import InputError
from eval.bundled import BUNDLED_CASES
from eval.look_up import look_up, suite
from eval.look_up_case import LookUpCase, read_cases
from eval.look_up_made import MAKERS, NEVER_SAID, made_cases
from eval.suite import Suite, keep, kept
from qa import Engine
from web.evaluation import listed_suites

EACH = 8


@pytest.fixture(scope="module")
def made(engine: Engine) -> list[LookUpCase]:
    return made_cases(engine.store, EACH, engine.names)


def test_cases_are_made_the_same_every_time(engine: Engine, made: list[LookUpCase]) -> None:
    assert made_cases(engine.store, EACH, engine.names) == made
    counted = Counter(case.change for case in made)
    assert counted["never said"] == len(NEVER_SAID)
    assert set(counted) == {"never said", *MAKERS}
    assert all(counted[change] == EACH for change in MAKERS if change != "negation dropped")


def test_made_cases_are_told_rightly(engine: Engine, made: list[LookUpCase]) -> None:
    wrong = [(one.case.id, one.wrong) for one in look_up(engine, made) if one.wrong]
    assert wrong == []


def test_cases_by_hand(engine: Engine) -> None:
    cases = read_cases(BUNDLED_CASES)
    assert Counter(case.change for case in cases).most_common()[-1][1] >= 4
    assert len(cases) == 92
    known = {meeting.id for meeting in engine.store.meetings()}
    assert all(set(case.meetings) <= known for case in cases)
    looked_up = look_up(engine, [case for case in cases if case.split == "dev"])
    assert [(one.case.id, one.wrong) for one in looked_up if one.wrong] == []
    figures = {row[0]: row[1] for row in suite("by hand", looked_up).rows}
    assert figures["altered ones called verbatim"] == "0.000"


def test_figures_are_kept_beside_the_runs(tmp_path: Path, client: TestClient) -> None:
    one = Suite("Quotations", ("Cases", "right"), (("exact", "1.000"),), ("a note",))
    keep(tmp_path, "look-up", [one])
    keep(tmp_path, "look-up", [one])
    assert kept(tmp_path) == [one]
    (told,) = listed_suites(tmp_path)
    assert (told.title, told.rows) == (one.title, one.rows)
    (tmp_path / "suites" / "broken.json").write_text("{")
    assert listed_suites(tmp_path) == [told]
    assert client.get("/api/eval/suites").json() == []


def test_a_wrong_label_counts(engine: Engine) -> None:
    case = LookUpCase(
        "x", "dev", "exact", "Penguins inherited the observatory", "verbatim", ("a",), (), None
    )
    (one,) = look_up(engine, [case])
    assert one.wrong == ("not found, not verbatim", "in [], not ['a']")


@pytest.mark.parametrize("text", ["", "{}", '{"cases": [{"id": 1}]}'])
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(text)
    with pytest.raises(InputError, match="cannot be read as look-up cases"):
        read_cases(path)
