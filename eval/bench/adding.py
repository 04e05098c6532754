"""Many documents added in one run with the real model, beside the bare encoder on their texts."""

from __future__ import annotations

import shutil

from corpus import BUNDLED
from corpus.places import COLLECTIONS
from eval.bench.places import bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import WORKER, run, settings_of
from eval.bench.synthetic import compose, thirds, write_described
from eval.bench.table import Table, ratio

COLLECTION = "adding"
DOCUMENTS, PARAGRAPHS = 300, 8
NOTES = (
    (
        f"{DOCUMENTS} documents of {PARAGRAPHS} paragraphs of four sentences, put together from "
        "thirds of the bundled ones, added to an empty collection in one run: read in two "
        "processes, filed, encoded, searched for mentions in a further process, written."
    ),
    (
        "The bare loop encodes exactly the texts that the run encoded, sorted by length, on all "
        "cores, afterwards in the same process. Memory in MB, as Linux counts it: of the process "
        "when its models are loaded, and at its peak."
    ),
    "To reach: ≤ 1.15 of the bare encoder for the index; less than 1 GiB above the model.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Add once: a run takes minutes."""
    place = bundled(plan.home, advance)
    sources = plan.home / COLLECTION / "sources"
    write_described(sources, compose(thirds(BUNDLED), DOCUMENTS, PARAGRAPHS))
    shutil.rmtree(place.data / COLLECTIONS / COLLECTION, ignore_errors=True)
    given = settings_of(place.data, sources, rerank=False, collection=COLLECTION)
    job = {"documents": str(sources), "encoder": str(place.encoder)}
    found = run([*WORKER, "adding"], given, job).report
    bare = found["bare"]
    rows = (
        ("documents read and filed", f"{found['filed']:.1f}", ratio(found["filed"], bare)),
        ("index brought up to date", f"{found['indexed']:.1f}", ratio(found["indexed"], bare)),
        (f"bare encoder, {found['texts']} texts", f"{bare:.1f}", ratio(bare, bare)),
    )
    memory = f"Memory: {found['loaded']:.0f} MB with the model, at most {found['peak']:.0f} MB."
    return Table("Adding documents", now(), ("", "s", "ratio"), rows, (memory, *NOTES))
