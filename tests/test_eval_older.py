"""Totals as earlier versions wrote them: the page lists them, reports and the gate do not mind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from eval.gate import REFERENCE
from qa import Settings
from tests.conftest import MakeFolder, open_quietly
from web.app import create_app
from web.evaluation import listed_runs

NEWER = ("auroc", "ece", "silence_precision", "silence_recall", "latency_p50", "latency_p95")


def written(folder: Path, name: str, **changes: Any) -> dict[str, Any]:
    """Write a copy of the reference run with other totals and return them."""
    shutil.copytree(REFERENCE, folder / name)
    totals = json.loads((REFERENCE / "totals.json").read_text(encoding="utf-8")) | changes
    kept = {key: value for key, value in totals.items() if value != "left out"}
    (folder / name / "totals.json").write_text(json.dumps(kept), encoding="utf-8")
    return kept


def older(folder: Path, name: str) -> dict[str, Any]:
    """As the first version wrote them: plain numbers, and nothing on answerable ones declined."""
    totals = json.loads((REFERENCE / "totals.json").read_text(encoding="utf-8"))
    plain = {key: totals[key]["value"] for key in NEWER}
    return written(folder, name, **plain, answerable_declined="left out")


def test_the_reference_has_an_interval_for_every_figure() -> None:
    totals = json.loads((REFERENCE / "totals.json").read_text(encoding="utf-8"))
    for name in (*NEWER, "answerable_declined"):
        one = totals[name]
        assert one["low"] <= one["value"] <= one["high"], name
        assert one["count"] > 0, name


def test_plain_numbers_are_values_without_an_interval(tmp_path: Path) -> None:
    today, before = written(tmp_path, "2"), older(tmp_path, "1")
    first, second = listed_runs(tmp_path)
    assert first.totals == second.totals
    assert first.latency_p50 == second.latency_p50 == before["latency_p50"]
    auroc = today["auroc"]
    assert first.intervals["answerable or not (AUROC)"] is None
    assert second.intervals["answerable or not (AUROC)"] == (auroc["low"], auroc["high"])
    assert first.intervals["sentence first"] == second.intervals["sentence first"] is not None


def test_a_figure_that_was_not_measured(tmp_path: Path) -> None:
    written(tmp_path, "1", auroc=None)
    (run,) = listed_runs(tmp_path)
    assert run.totals["answerable or not (AUROC)"] is None
    assert run.intervals["answerable or not (AUROC)"] is None


@pytest.mark.parametrize("broken", ["61 ms", {"low": 1}, [61.5], None])
def test_totals_of_another_shape_are_passed_over(tmp_path: Path, broken: object) -> None:
    written(tmp_path, "1", latency_p50=broken)
    assert listed_runs(tmp_path) == []


def test_the_page_shows_old_and_new_runs(make_folder: MakeFolder, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path, sources=make_folder("A text."))
    older(tmp_path / "runs", "1")
    today = written(tmp_path / "runs", "2")
    with TestClient(create_app(open_quietly(settings), settings)) as client:
        page = client.get("/evaluation").text
        listed = client.get("/api/eval/runs").json()
    auroc = "{low:.2f}–{high:.2f}".format(**today["auroc"])
    assert page.count(f"<small>{auroc}</small>") == 1
    assert page.count("{value:.2f}<meter".format(**today["auroc"])) == 2
    assert [run["intervals"]["answerable or not (AUROC)"] is None for run in listed] == [
        True,
        False,
    ]
