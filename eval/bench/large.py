"""Large collections for measuring, filed as `add` files them and kept for the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from corpus.database import FILE_NAME
from eval.bench.filed import file_all
from eval.bench.plan import Advance
from index import Encoder, Mention, Notice
from qa import Settings
from qa.bootstrap import index_upkeep, load_encoder

Around = Callable[[Encoder], Encoder]


def make_ready(
    settings: Settings, sources: Path, write: Callable[[], None], around: Around, advance: Advance
) -> None:
    """Make the collection of the settings where it is not there yet, without mentions.

    ``write`` fills ``sources``; ``around`` makes an encoder that is fast for what it wrote.
    """
    if (settings.place / FILE_NAME).exists():
        return
    write()

    def encoder(settings: Settings, threads: int, notice: Notice) -> Encoder:
        return around(load_encoder(settings, threads, notice))

    with index_upkeep(settings, encoder, lambda: nullcontext(_nothing)) as bring_up_to_date:
        file_all(settings, str(sources))
        bring_up_to_date(advance)


def _nothing(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    return ([] for _ in sentences)
