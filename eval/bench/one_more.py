"""One document more in a large collection: from the command's start until it can be found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from statistics import median

from corpus import BUNDLED, Store
from corpus.database import FILE_NAME
from eval.bench.filed import file_all
from eval.bench.places import Place, bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import ADD, run, settings_of
from eval.bench.synthetic import PieceEncoder, compose, pieces_of, thirds, write_described
from eval.bench.table import Table
from index import Encoder, Mention, Notice
from qa import Settings
from qa.bootstrap import index_upkeep, load_encoder

COLLECTION = "hundred-thousand"
DOCUMENTS, PARAGRAPHS = 2_000, 50
NOTES = (
    (
        f"{DOCUMENTS * PARAGRAPHS:,} paragraphs put together from thirds of the bundled ones; "
        "their vectors are means of their thirds', and mentions are not looked for. Seconds from "
        "the start of `communique add` to its end, by when a search finds the document; the "
        "median of as many documents as there are rounds, each another."
    ),
    "To reach: ≤ 2 s.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Make the collection where it is not there yet, and add to it."""
    place = bundled(plan.home, advance)
    _make_ready(plan, place, advance)
    given = settings_of(place.data, place.sources, rerank=False, collection=COLLECTION)
    taken = []
    for turn in range(plan.rounds):
        file = plan.home / COLLECTION / f"one-more-{os.getpid()}-{turn}.txt"
        file.write_text(_statement(turn), encoding="utf-8")
        taken.append(run([*ADD, str(file)], given).seconds)
        advance(turn + 1, plan.rounds)
    with closing(Store(_settings(place).place)) as store:
        paragraphs = len(store.current_paragraph_ids())
    rows = ((f"one document among {paragraphs:,} paragraphs", f"{median(taken):.2f}"),)
    return Table("One document more", now(), ("", "s"), rows, (f"Rounds: {plan.rounds}.", *NOTES))


def _statement(turn: int) -> str:
    name = f"Statement {os.getpid()}-{turn}"
    return (
        f"---\ntitle: {name}\ndate: 2021-06-{turn % 28 + 1:02}\n---\n\n"
        f"{name} was made in Rome.\n\nThe Ministers spoke of {name} and thanked Italy.\n"
    )


def _settings(place: Place) -> Settings:
    return Settings.read(data=place.data, sources=place.sources, collection=COLLECTION)


def _make_ready(plan: Plan, place: Place, advance: Advance) -> None:
    settings = _settings(place)
    if (settings.place / FILE_NAME).exists():
        return
    composed = compose(thirds(BUNDLED), DOCUMENTS, PARAGRAPHS)
    sources = plan.home / COLLECTION / "sources"
    write_described(sources, composed)
    pieces = pieces_of(composed)

    def encoder(settings: Settings, threads: int, notice: Notice) -> Encoder:
        return PieceEncoder(load_encoder(settings, threads, notice), pieces)

    with index_upkeep(settings, encoder, lambda: nullcontext(_nothing)) as bring_up_to_date:
        file_all(settings, str(sources))
        bring_up_to_date(advance)


def _nothing(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    return ([] for _ in sentences)
