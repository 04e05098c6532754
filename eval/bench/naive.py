"""Reranking as most tutorials do it, beside ours: time and quality."""

from __future__ import annotations

from eval.bench.places import bundled, questions
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import ONE_THREAD, WORKER, run, settings_of
from eval.bench.table import Table, percentile, ratio
from eval.bundled import BUNDLED_SET
from eval.case_set import read_case_set
from eval.ranked import Rankings, means

OURS, NAIVE = "communique", "twelve sentences, one batch"
SYSTEMS = {OURS: "ours", NAIVE: "naive"}
MEASURES = ("paragraph first", "paragraph in first 5", "MRR@10")
ALL = 10_000
NOTES = (
    (
        "One thread each, in turn. The naive way encodes the question, takes the twelve "
        "nearest of all sentences and gives all pairs to the same cross-encoder in one "
        "padded batch; paragraphs are ranked by their best sentence."
    ),
    (
        "Quality on the answerable questions of the bundled set's development half, without "
        "those that only warm up."
    ),
    "To reach: at most 1/2 of the naive time at no less quality.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Ask both the same questions; score their rankings."""
    place = bundled(plan.home, advance)
    given = settings_of(place.data, place.sources, rerank=True) | ONE_THREAD
    times: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    found: dict[str, dict[str, float]] = {}
    total = plan.rounds * len(SYSTEMS)
    for turn in range(total):
        name = list(SYSTEMS)[turn % len(SYSTEMS)]
        report = run([*WORKER, SYSTEMS[name]], given, place.job(questions(ALL))).report
        times[name] += report["times"]
        found[name] = quality(report["rankings"])
        advance(turn + 1, total)
    naive = percentile(times[NAIVE], 50)
    rows = [
        (
            name,
            f"{percentile(taken, 50):.1f}",
            f"{percentile(taken, 95):.1f}",
            ratio(percentile(taken, 50), naive),
            *(f"{found[name][measure]:.3f}" for measure in MEASURES),
        )
        for name, taken in times.items()
    ]
    columns = ("", "p50 (ms)", "p95 (ms)", "ratio to naive", *MEASURES)
    return Table("Reranking sentences", now(), columns, tuple(rows), NOTES)


def quality(rankings: Rankings) -> dict[str, float]:
    """Mean measures of the cases that have a ranking."""
    cases = [case for case in read_case_set(BUNDLED_SET).cases if case.id in rankings]
    return means(cases, rankings)
