"""Large collections of documents put together from the bundled ones, filed as `add` files them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from corpus import BUNDLED
from corpus.database import FILE_NAME
from eval.bench.filed import file_all
from eval.bench.plan import Advance
from eval.bench.synthetic import PieceEncoder, compose, pieces_of, thirds, write_described
from index import Encoder, Mention, Notice
from qa import Settings
from qa.bootstrap import index_upkeep, load_encoder

PARAGRAPHS = 50  # a document


def make_ready(settings: Settings, sources: Path, documents: int, advance: Advance) -> None:
    """Make the collection of the settings where it is not there yet, without mentions."""
    if (settings.place / FILE_NAME).exists():
        return
    composed = compose(thirds(BUNDLED), documents, PARAGRAPHS)
    write_described(sources, composed)
    pieces = pieces_of(composed)

    def encoder(settings: Settings, threads: int, notice: Notice) -> Encoder:
        return PieceEncoder(load_encoder(settings, threads, notice), pieces)

    with index_upkeep(settings, encoder, lambda: nullcontext(_nothing)) as bring_up_to_date:
        file_all(settings, str(sources))
        bring_up_to_date(advance)


def _nothing(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    return ([] for _ in sentences)
