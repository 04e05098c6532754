"""Quotations looked up in a large collection, beside a plain scan with rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from corpus import BUNDLED, read_folder
from eval.bench.large import make_ready
from eval.bench.places import bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.prose import WordsEncoder, write_prose
from eval.bench.table import Table
from eval.look_up_case import LookUpCase
from eval.look_up_made import made_cases
from qa import Engine, Settings, open_engine

COLLECTION = "prose"
DOCUMENTS, PARAGRAPHS = 3_000, 50
EACH = 25  # cases of a kind
SCANNED = 24  # of them, by rapidfuzz: a scan takes seconds
NOTES = (
    (
        "Phrases made from the collection's own sentences: as they are, in capitals, cut short, "
        "misspelt, with another word, number or name, without a negation, stitched, put down to a "
        "meeting, never said. The scan is `process.extractOne` with `fuzz.partial_ratio` over the "
        "texts of all paragraphs, in memory, on one thread, as ours; it finds one paragraph and "
        "tells nothing of how it differs."
    ),
    "To reach: p95 < 30 ms.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Make the collection where it is not there yet, and look phrases up."""
    place = bundled(plan.home, advance)
    settings = Settings.read(
        data=place.data, sources=place.sources, collection=COLLECTION, reranker="none"
    )
    sources = plan.home / COLLECTION / "sources"
    make_ready(
        settings,
        sources,
        lambda: write_prose(sources, _bundled_sentences(), DOCUMENTS, PARAGRAPHS),
        WordsEncoder,
        advance,
    )
    engine = open_engine(settings, advance, lambda _text: None)
    cases = made_cases(engine.store, EACH, engine.names)
    rows = []
    texts = list(engine.store.paragraph_texts(engine.store.current_paragraph_ids()))
    _look_up(engine, cases)
    ours = [one for _ in range(plan.rounds) for one in _look_up(engine, cases)]
    scan = _timed(cases[:: max(1, len(cases) // SCANNED)], lambda phrase: _scan(phrase, texts))
    for name, times in (("communique find", ours), ("rapidfuzz scan", scan)):
        p50, p95 = np.percentile(times, (50, 95))
        rows.append((name, f"{p50:.1f}", f"{p95:.1f}", str(len(times))))
    title = f"A quotation looked up in {len(texts):,} paragraphs"
    return Table(title, now(), ("", "p50, ms", "p95, ms", "look-ups"), tuple(rows), NOTES)


def _bundled_sentences() -> list[str]:
    documents = [document for _, document in read_folder(BUNDLED).meetings]
    return [
        span.of(document.text)
        for document in documents
        for spans in document.sentences
        for span in spans
    ]


def _look_up(engine: Engine, cases: Sequence[LookUpCase]) -> list[float]:
    return _timed(cases, engine.find)


def _timed(cases: Sequence[LookUpCase], find: Callable[[str], object]) -> list[float]:
    """Milliseconds for each case."""
    times = []
    for case in cases:
        started = perf_counter()
        find(case.text)
        times.append((perf_counter() - started) * 1000)
    return times


def _scan(phrase: str, texts: Sequence[str]) -> object:
    return process.extractOne(phrase, texts, scorer=fuzz.partial_ratio)
