"""The figures that runs are judged by, by name, as tables show them beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.resampling import Total
from eval.totals import EVERYTHING, SILENT_RIGHTLY, SILENT_WRONGLY, Totals

DECLINED = {SILENT_RIGHTLY: "unanswerable declined", SILENT_WRONGLY: "answerable declined"}
MISSING = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its name, with its digits behind the point; ``total`` is None if not measured."""

    name: str
    total: Total | None
    digits: int = 3

    @property
    def value(self) -> str:
        """The value in words."""
        return MISSING if self.total is None else f"{self.total.value:.{self.digits}f}"

    @property
    def spread(self) -> str:
        """The interval in words, a digit shorter; empty where nothing was measured."""
        if self.total is None:
            return ""
        digits = max(0, self.digits - 1)
        return f"{self.total.low:.{digits}f}–{self.total.high:.{digits}f}"

    @property
    def count(self) -> str:
        """The number of cases in words; empty where there were none."""
        return "" if self.total is None else str(self.total.count)


Row = tuple[Figure, ...]
"""One figure of several runs."""


def over_all(totals: Totals) -> list[Figure]:
    """The means over all kinds and what is measured on a whole run."""
    means = totals.means[EVERYTHING]
    return [
        *(Figure(name, total) for name, total in means.items() if name not in DECLINED),
        *_silence(totals),
        Figure("silence, precision", totals.silence_precision),
        Figure("latency p50, ms", totals.latency_p50, 0),
        Figure("latency p95, ms", totals.latency_p95, 0),
    ]


def to_reach(totals: Totals) -> list[Figure]:
    """What answers are held to: right sentences, all meetings, short answers, silence, speed."""
    return [
        _mean(totals, "sentence first", EVERYTHING),
        _mean(totals, "sentence first", "scoped"),
        _mean(totals, "sentence first", "quotation"),
        _mean(totals, "meeting F1", "several"),
        _mean(totals, "short F1", "fact"),
        *_silence(totals),
        Figure("latency p95, ms", totals.latency_p95, 0),
    ]


def rows(runs: Sequence[Totals], read: Callable[[Totals], list[Figure]]) -> list[Row]:
    """Each figure that any of the runs has, of all of them."""
    columns = [{figure.name: figure for figure in read(totals)} for totals in runs]
    names = dict.fromkeys(name for column in columns for name in column)
    table = [tuple(column.get(name, Figure(name, None)) for column in columns) for name in names]
    return [row for row in table if any(figure.total is not None for figure in row)]


def _silence(totals: Totals) -> list[Figure]:
    return [
        Figure("answerable or not, AUROC", totals.auroc),
        Figure(DECLINED[SILENT_RIGHTLY], totals.silence_recall),
        Figure(DECLINED[SILENT_WRONGLY], totals.answerable_declined),
        Figure("expected calibration error", totals.ece),
    ]


def _mean(totals: Totals, measure: str, kind: str) -> Figure:
    return Figure(f"{measure}, {kind}", totals.means.get(kind, {}).get(measure))
