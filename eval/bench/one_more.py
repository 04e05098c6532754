"""One document more in a large collection: from the command's start until it can be found."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from statistics import median
from time import sleep, time
from urllib.request import urlopen
from uuid import uuid4

from corpus import BUNDLED, Store
from eval.bench.large import make_ready
from eval.bench.places import Place, bundled
from eval.bench.plan import Advance, Plan, now
from eval.bench.process import ADD, SERVE, run, serving, settings_of
from eval.bench.synthetic import PieceEncoder, compose, pieces_of, thirds, write_described
from eval.bench.table import Table
from index.generation import CURRENT
from qa import Settings

COLLECTION = "hundred-thousand"
DOCUMENTS, PARAGRAPHS = 2_000, 50
NOTES = (
    (
        f"{DOCUMENTS * PARAGRAPHS:,} paragraphs put together from thirds of the bundled ones; "
        "their vectors are means of their thirds', and mentions are not looked for. Seconds from "
        "the start of `communique add` until a search can find the document, until the command "
        "ends, and until a server that was running lists it (it looks once a second); medians of "
        "as many documents as there are rounds, each another."
    ),
    "To reach: in the index ≤ 2 s.",
)


def measure(plan: Plan, advance: Advance) -> Table:
    """Make the collection where it is not there yet, and add to it."""
    place = bundled(plan.home, advance)
    composed = compose(thirds(BUNDLED), DOCUMENTS, PARAGRAPHS)
    pieces = pieces_of(composed)
    sources = plan.home / COLLECTION / "sources"
    make_ready(
        _settings(place),
        sources,
        lambda: write_described(sources, composed),
        lambda encoder: PieceEncoder(encoder, pieces),
        advance,
    )
    given = settings_of(place.data, place.sources, rerank=False, collection=COLLECTION)
    current = _settings(place).place / CURRENT
    indexed, ended, served = [], [], []
    with serving(SERVE, given) as server:
        for turn in range(plan.rounds):
            file, name = _statement(plan.home / COLLECTION, turn)
            started = time()
            ended.append(run([*ADD, str(file)], given).seconds)
            indexed.append(current.stat().st_mtime - started)
            _wait_for(f"http://127.0.0.1:{server.port}/api/meetings", name)
            served.append(time() - started)
            advance(turn + 1, plan.rounds)
    with closing(Store(_settings(place).place)) as store:
        paragraphs = len(store.current_paragraph_ids())
    times = {"in the index": indexed, "command ended": ended, "answered by a server": served}
    rows = tuple((name, f"{median(found):.2f}") for name, found in times.items())
    title = f"One document more among {paragraphs:,} paragraphs"
    return Table(title, now(), ("", "s"), rows, (f"Rounds: {plan.rounds}.", *NOTES))


def _statement(folder: Path, turn: int) -> tuple[Path, str]:
    """A new document's file, and the title of its meeting."""
    name = f"Statement {os.getpid()}-{turn}"
    file = folder / f"one-more-{os.getpid()}-{turn}.txt"
    only_here = " ".join(uuid4().hex for _ in range(9))  # else it would be a version of another
    file.write_text(
        f"---\ntitle: {name}\ndate: 2021-06-{turn % 28 + 1:02}\n---\n\n"
        f"{name} was made in Rome.\n\nThe Ministers spoke of {only_here} and thanked Italy.\n",
        encoding="utf-8",
    )
    return file, name


def _wait_for(address: str, title: str) -> None:
    """Ask a server again and again until it lists a meeting of this title."""
    while True:
        with urlopen(address) as answer:  # noqa: S310 - our own server
            if any(one["title"] == title for one in json.load(answer)):
                return
        sleep(0.02)


def _settings(place: Place) -> Settings:
    return Settings.read(data=place.data, sources=place.sources, collection=COLLECTION)
