"""Encoding while an index is built, beside the bare encoder on the same texts."""

from __future__ import annotations

from statistics import median

from eval.bench.places import bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import WORKER, run, settings_of
from eval.bench.table import Table, ratio

NOTES = (
    (
        "Texts a second between the first call of the encoder and the last while the "
        "bundled collection is built, beside a bare loop over ONNX Runtime on exactly the "
        "texts that the build encoded, sorted by length, in batches of 8, on all cores. In "
        "turn, medians."
    ),
    "To reach: ≥ 0.9 of the bare encoder.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Build and encode in turn, in one process that has loaded both encoders."""
    place = bundled(plan.home, advance)
    given = settings_of(place.data, place.sources, rerank=False)
    job = {"rounds": plan.rounds, "encoder": str(place.encoder)}
    report = run([*WORKER, "encoding"], given, job).report
    ours, bare = median(report["ours"]), median(report["bare"])
    rows = (
        ("communique, encoding", f"{ours:.1f}", ratio(ours, bare)),
        ("bare encoder", f"{bare:.1f}", ratio(bare, bare)),
        (f"whole build, {report['texts']} texts", f"{median(report['build']):.1f} s", ""),
    )
    notes = (f"Rounds: {plan.rounds}.", *NOTES)
    return Table("Encoding while building", now(), ("", "texts/s", "ratio"), rows, notes)
