"""The report's charts, each as one SVG that needs nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.resampling import BINS, bin_of

SIZE = (4.6, 3.2)
INK, LINE, QUIET = "#1d2229", "#1f4e79", "#9aa3ad"


def recall_curve(first_ranks: Sequence[int | None], depth: int) -> str:
    """Share of cases with a gold paragraph among the first k; None is a gold never found."""
    ks = range(1, depth + 1)
    shares = [np.mean([rank is not None and rank <= k for rank in first_ranks]) for k in ks]
    figure, axes = _axes("paragraphs looked at (k)", "cases with a gold paragraph")
    axes.plot(ks, shares, color=LINE, marker="o", markersize=4)
    axes.set_ylim(0, 1.02)
    return _svg(figure, "Recall at k")


def reliability(confidence: np.ndarray, right: np.ndarray) -> str:
    """How often the first quotation was right, by confidence, in ten equal bins."""
    bins = bin_of(confidence)
    figure, axes = _axes("confidence", "first quotation right")
    axes.plot([0, 1], [0, 1], color=QUIET, linestyle="--", linewidth=1)
    for one in np.unique(bins):
        inside = bins == one
        axes.bar((one + 0.5) / BINS, right[inside].mean(), 0.09, color=LINE, alpha=0.85)
        axes.text((one + 0.5) / BINS, 0.02, str(inside.sum()), ha="center", fontsize=7, color="w")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return _svg(figure, "Reliability")


def risk_coverage(confidence: np.ndarray, right: np.ndarray) -> str:
    """Share of wrong answers among those given, as less and less sure ones are given too."""
    order = np.argsort(-confidence, kind="stable")
    counts = np.arange(1, len(order) + 1)
    risk = np.cumsum(~right[order]) / counts
    figure, axes = _axes("cases answered", "wrong among them")
    axes.plot(counts / len(order), risk, color=LINE)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, max(0.05, float(risk.max()) * 1.05))
    return _svg(figure, "Risk and coverage")


def latencies(milliseconds: Sequence[float]) -> str:
    """How long the questions took."""
    figure, axes = _axes("milliseconds", "questions")
    axes.hist(milliseconds, bins=30, color=LINE, alpha=0.85)
    return _svg(figure, "Latency")


def _axes(across: str, up: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(across, color=INK)
    axes.set_ylabel(up, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e4e1da", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: Figure, title: str) -> str:
    """The figure as an <svg> element with an accessible name."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    return svg.replace("<svg", f'<svg role="img" aria-label="{title}"', 1)
