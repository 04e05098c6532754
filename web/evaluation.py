"""The evaluation runs that lie in the data folder, read as data for the page and the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

MEANS = ("paragraph first", "sentence first", "answered rightly", "silent when it should be")
OF_THE_RUN = {"answerable or not (AUROC)": "auroc"}
SHOWN = (*MEANS, *OF_THE_RUN)
EVERY_CASE = ("silent when it should be", "silent when it should not be")  # one or the other
LATEST = 50


@dataclass(frozen=True, slots=True)
class ListedRun:
    """An evaluation run and its most telling totals (0..1, None where not measured).

    ``intervals`` bound them (95 %); None where a run has no interval.
    """

    name: str
    started: str
    set_name: str
    half: str
    engine: str
    cases: int
    totals: dict[str, float | None]
    intervals: dict[str, tuple[float, float] | None]
    latency_p50: float


@dataclass(frozen=True, slots=True)
class ListedSuite:
    """What was measured beside questions, as a table; the first column says what."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def listed_suites(folder: Path) -> list[ListedSuite]:
    """The suites that lie beside the runs; what cannot be read is passed over."""
    found: list[ListedSuite] = []
    for file in sorted(folder.glob("suites/*.json")):
        try:
            found += TypeAdapter(list[ListedSuite]).validate_json(file.read_bytes())
        except (OSError, ValueError):
            continue
    return found


def listed_runs(folder: Path) -> list[ListedRun]:
    """The latest finished runs in ``folder``, oldest first; what cannot be read is passed over."""
    found = []
    for place in sorted(folder.glob("*/totals.json")):
        try:
            facts = json.loads((place.parent / "run.json").read_text(encoding="utf-8"))
            totals = json.loads(place.read_text(encoding="utf-8"))
            found.append(_run(place.parent.name, facts, totals))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found[-LATEST:]


def like_the_last(runs: Sequence[ListedRun]) -> list[ListedRun]:
    """The runs of the same engine on the same half of the same set as the newest."""
    kinds = [(run.engine, run.set_name, run.half) for run in runs]
    return [run for run, kind in zip(runs, kinds, strict=True) if kind == kinds[-1]]


def trend(runs: Sequence[ListedRun], measure: str) -> str:
    """Points of an SVG polyline, 100 wide and 100 high: a measure over runs of the same kind."""
    values = [value for run in runs if (value := run.totals[measure]) is not None]
    step = 100 / max(1, len(values) - 1)
    return " ".join(f"{n * step:.1f},{100 - value * 100:.1f}" for n, value in enumerate(values))


def _run(name: str, facts: dict[str, Any], totals: dict[str, Any]) -> ListedRun:
    means = totals["means"]["all"]
    found = {shown: means.get(shown) for shown in MEANS}
    found |= {shown: totals.get(name) for shown, name in OF_THE_RUN.items()}
    return ListedRun(
        name=name,
        started=facts["started"],
        set_name=facts["set_name"],
        half=", ".join([facts["split"] or "both halves", *facts["only"]]),
        engine=facts["engine"],
        cases=sum(total["count"] for name, total in means.items() if name in EVERY_CASE),
        totals={shown: None if total is None else _value(total) for shown, total in found.items()},
        intervals={shown: _interval(total) for shown, total in found.items()},
        latency_p50=_value(totals["latency_p50"]),
    )


def _value(total: Any) -> float:
    """The value of a total; earlier versions wrote figures of a whole run as plain numbers."""
    return float(total["value"] if isinstance(total, dict) else total)


def _interval(total: Any) -> tuple[float, float] | None:
    """The interval of a total; None where nothing was measured or a plain number was written."""
    return (float(total["low"]), float(total["high"])) if isinstance(total, dict) else None
