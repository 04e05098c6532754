"""A run as a report: one self-contained HTML page, the same in Markdown, the figures in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from eval import charts
from eval.case import Case, CaseSet
from eval.figures import over_all, rows, to_reach
from eval.measures import is_right
from eval.outcome import Outcome
from eval.run import Run
from eval.suite import Suite

TEMPLATES = Path(__file__).parent / "templates"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that went wrong, with what was shown and what should have been."""

    case: Case
    outcome: Outcome
    what: str


def write_report(
    folder: Path, case_set: CaseSet, run: Run, others: Sequence[Run], suites: Sequence[Suite] = ()
) -> Path:
    """Write ``report.html``, ``report.md`` and ``report.json`` into ``folder``.

    ``others`` are runs to set beside it, such as baselines; ``suites`` what was measured beside
    questions. Cases of the test half are counted in totals and never shown.
    """
    page = _page(case_set, run, others, suites)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("report.html", "report.md"):
        text = environment.get_template(name).render(page)
        (folder / name).write_text(text, encoding="utf-8")
    figures = [{"facts": asdict(one.facts), "totals": asdict(one.totals)} for one in (run, *others)]
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    return folder / "report.html"


def _page(
    case_set: CaseSet, run: Run, others: Sequence[Run], suites: Sequence[Suite]
) -> dict[str, object]:
    """What the templates show."""
    cases = [case for case in case_set.cases if case.id in run.scores]
    return {
        "run": run,
        "others": others,
        "engines": [one.facts.engine for one in (run, *others)],
        "figures": rows([one.totals for one in (run, *others)], over_all),
        "to_reach": rows([one.totals for one in (run, *others)], to_reach),
        "misses": misses(cases, run),
        "suites": suites,
        "charts": _charts(cases, run),
        "meetings": {
            shown.document: shown.meeting_id
            for outcome in run.outcomes.values()
            for shown in outcome.shown
        },
        "hidden": sum(case.split == "test" for case in cases),
    }


def misses(cases: Sequence[Case], run: Run) -> list[Miss]:
    """What went wrong in the development half, the surest mistakes first."""
    found = []
    for case in cases:
        outcome = run.outcomes[case.id]
        if case.split == "test":
            continue
        if not case.answerable and outcome.answered:
            found.append(Miss(case, outcome, "answered, though the record does not say"))
        elif case.answerable and not is_right(case, outcome):
            what = "wrong sentence" if outcome.answered else "silent, though the record says"
            found.append(Miss(case, outcome, what))
        elif case.answerable and not outcome.answered:
            found.append(Miss(case, outcome, "silent, though the right sentence was found"))
    return sorted(found, key=lambda miss: -miss.outcome.confidence)


def _charts(cases: Sequence[Case], run: Run) -> dict[str, str]:
    outcomes = [run.outcomes[case.id] for case in cases]
    confidence = np.array([outcome.confidence for outcome in outcomes])
    right = np.array(
        [is_right(case, outcome) for case, outcome in zip(cases, outcomes, strict=True)]
    )
    ranks = [_first_rank(case, run.outcomes[case.id]) for case in cases if case.answerable]
    return {
        "A gold paragraph among the first k": charts.recall_curve(ranks, DEPTH),
        "Is the confidence what it says?": charts.reliability(confidence, right),
        "Wrong answers as more is answered": charts.risk_coverage(confidence, right),
        "Time for one question": charts.latencies([outcome.latency_ms for outcome in outcomes]),
    }


def _first_rank(case: Case, outcome: Outcome) -> int | None:
    wanted = {(gold.document, gold.paragraph) for gold in case.gold}
    places = ((found.document, found.paragraph) for found in outcome.ranking)
    return next((rank for rank, place in enumerate(places, start=1) if place in wanted), None)
