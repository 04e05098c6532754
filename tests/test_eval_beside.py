"""Runs of several engines beside each other, in the terminal and in the report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from rich.console import Console

from eval import show
from eval.case import Case, CaseSet, Gold
from eval.figures import over_all, to_reach
from eval.gate import failures
from eval.report import write_report
from eval.run import Run, facts_of, newest_like, read_run, run, runs_of
from qa import Engine, Settings
from tests.conftest import MakeFolder, open_quietly

MET = "The Ministers met in Rome."


@pytest.fixture
def engine_(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(MET)))


@pytest.fixture
def case_set(engine_: Engine) -> CaseSet:
    (meeting,) = engine_.store.meetings()
    sha256 = engine_.store.document_of(meeting.id).sha256
    gold = (Gold("1.txt", 1, 0, len(MET), MET, ("Rome",)),)
    rome = "Did the Ministers meet in Rome?"
    cases = (
        Case("rome", rome, "fact", None, True, "one", gold, (), "rome", "dev", ""),
        Case("met", rome.upper(), "scoped", None, True, "one", gold, (), "met", "dev", ""),
        Case("none", "Who paid for Atlantis?", "unanswerable", None, False, "none", (), (),
             "none", "test", ""),
    )  # fmt: skip
    return CaseSet("made up", {"1.txt": sha256}, cases)


@pytest.fixture
def beside(case_set: CaseSet, engine_: Engine, tmp_path: Path) -> list[Run]:
    """A run of ours and one of an ablation, in one folder."""
    runs = []
    for name in ("communique", "no-short-answers"):
        facts = facts_of(case_set, name, engine_.store, None, ())
        folder = tmp_path / "runs" / name
        runs.append(run(folder, case_set, facts, engine_, lambda _done, _total: None))
    return runs


def test_totals_of_an_earlier_version_are_counted_anew(
    case_set: CaseSet, engine_: Engine, beside: list[Run]
) -> None:
    for one in beside:
        (one.folder / "totals.json").write_text('{"auroc": 0.5, "ece": 0.1}', encoding="utf-8")
    again = read_run(beside[0].folder, case_set, engine_.store)
    assert again.totals == beside[0].totals
    assert newest_like(again, runs_of(again.folder)) == [beside[1].folder]
    assert failures(again, beside[0]) == []


def test_a_report_shows_runs_beside_each_other(
    case_set: CaseSet, beside: list[Run], tmp_path: Path
) -> None:
    ours, *others = beside
    path = write_report(tmp_path / "report", case_set, ours, others)
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    everything, reached, kinds = html.document_fromstring(page).cssselect("table")
    for table in (everything, reached):
        (head,) = table.cssselect("thead tr")
        named = [cell.text for cell in head.cssselect("th")]
        assert named == ["Measure", "communique", "no-short-answers", "cases"]
    assert {len(row) for row in kinds.cssselect("tr")} == {len(ours.totals.means) + 1}
    text = path.with_suffix(".md").read_text(encoding="utf-8")
    for table, read in ((everything, over_all), (reached, to_reach)):
        shown = {row[0].text: row for row in table.cssselect("tbody tr")}
        for figure in read(ours.totals):
            if figure.total is None:
                assert figure.name not in shown
                continue
            assert shown[figure.name][1].text_content() == f"{figure.value} {figure.spread}"
            assert f"| {figure.name} | {figure.value} ({figure.spread}) | " in text


def test_runs_beside_each_other_in_a_narrow_terminal(beside: list[Run]) -> None:
    out = io.StringIO()
    show.beside(Console(file=out, width=80), [beside[0], *[beside[1]] * 5])
    text = out.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    (declined,) = [line for line in text.splitlines() if line.startswith("unanswerable declined")]
    assert declined.split()[2:] == ["1.000"] * 6
    assert "…" not in text
    assert text.count("1.00–1.00") >= 6


def test_a_run_in_words(case_set: CaseSet, beside: list[Run]) -> None:
    out = io.StringIO()
    show.ran(Console(file=out, width=200), beside[0])
    lines = out.getvalue().splitlines()
    assert "unanswerable declined: 1.000 [1.00–1.00] n=1" in lines
    assert f"quote exact: 1.000 [1.00–1.00] n={len(case_set.cases)}" in lines
