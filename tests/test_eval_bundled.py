"""The bundled evaluation set: it can be trusted, and today's answers pass the gate."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from corpus.errors import InputError
from eval.agreement import agreement, second_opinions
from eval.bundled import BUNDLED_SET
from eval.case import CaseSet
from eval.case_set import read_case_set
from eval.check import check, shortcuts
from eval.engines import ENGINES, engine_named
from eval.gate import REFERENCE, failures
from eval.report import misses, write_report
from eval.run import Run, facts_of, read_run, run
from qa import Engine, Settings

NEEDED = {
    "fact": 80, "descriptive": 45, "paraphrase": 40, "scoped": 40, "several": 30,
    "quotation": 30, "unanswerable": 60, "hostile": 15,
}  # fmt: skip


@pytest.fixture(scope="module")
def case_set() -> CaseSet:
    return read_case_set(BUNDLED_SET)


@pytest.fixture(scope="module")
def today(case_set: CaseSet, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Run:
    facts = facts_of(case_set, "communique", engine.store, None, ())
    folder = tmp_path_factory.mktemp("run")
    return run(folder, case_set, facts, engine, lambda _done, _total: None)


def test_the_set_can_be_trusted(case_set: CaseSet, engine: Engine) -> None:
    assert check(case_set, engine.store) == []
    found = shortcuts(case_set, engine.store)
    assert found.length is not None
    assert found.length < 0.6
    assert found.question_word is not None
    assert found.question_word < 0.6


def test_the_set_has_every_kind_in_both_halves(case_set: CaseSet) -> None:
    counts = Counter(case.kind for case in case_set.cases)
    assert all(counts[kind] >= count for kind, count in NEEDED.items())
    for kind, count in counts.items():
        dev = sum(case.kind == kind and case.split == "dev" for case in case_set.cases)
        assert 0.4 < dev / count < 0.6


def test_a_second_annotator_agrees(case_set: CaseSet) -> None:
    found = agreement(case_set, second_opinions(BUNDLED_SET))
    assert found.count == 60
    assert found.kappa > 0.8
    assert found.sentence_f1 > 0.8


def test_the_gate_is_open(case_set: CaseSet, engine: Engine, today: Run) -> None:
    reference = read_run(REFERENCE, case_set, engine.store)
    assert failures(reference, today) == []


def test_a_report_is_whole(case_set: CaseSet, today: Run, tmp_path: Path) -> None:
    page = write_report(tmp_path, case_set, today, [today])
    text = page.read_text(encoding="utf-8")
    assert "http://" not in text.replace("http://www.w3.org", "").replace("http://get.adobe", "")
    tree = html.document_fromstring(text)
    assert len(tree.cssselect("figure svg")) == 4
    shown = {row.get("data-kind") for row in tree.cssselect(".miss")}
    assert "unanswerable" in shown
    for case in case_set.cases:
        assert case.split == "dev" or case.question not in text
    figures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert figures[0]["totals"]["means"]["all"]["quote exact"]["value"] == 1
    assert "| quote exact | 1.000" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_misses_are_of_the_development_half_and_sorted(case_set: CaseSet, today: Run) -> None:
    found = misses(case_set.cases, today)
    assert {miss.case.split for miss in found} == {"dev"}
    confidences = [miss.outcome.confidence for miss in found]
    assert confidences == sorted(confidences, reverse=True)


def test_charts_are_well_formed(case_set: CaseSet, today: Run, tmp_path: Path) -> None:
    text = write_report(tmp_path, case_set, today, []).read_text(encoding="utf-8")
    for part in text.split("<svg")[1:]:
        root = ET.fromstring("<svg" + part[: part.index("</svg>")] + "</svg>")  # noqa: S314
        assert root.get("aria-label")


def test_baselines_search_with_less(engine: Engine, real_data: Path) -> None:
    del engine  # only there so that the index is built
    settings = Settings.read(data=real_data)
    for name in ENGINES:
        built = engine_named(name, settings, lambda _done, _total: None, lambda _text: None)
        _, explanation = built.explain("Which new members joined?")
        scores = explanation.considered[0].scores
        assert name != "bm25" or scores.fused <= 1
        assert name != "communique" or scores.fused > 1
    with pytest.raises(InputError, match="There is no engine 'google'"):
        engine_named("google", settings, lambda _done, _total: None, lambda _text: None)
