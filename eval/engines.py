"""The systems that are measured: ours, and the same with parts of its search switched off."""

from __future__ import annotations

from collections.abc import Callable

from corpus.errors import InputError
from index import Fuse, Scored, min_max_sum
from index.fusion import Rankings
from qa import Engine, Settings, open_engine
from qa.bootstrap import MakeEncoder, load_encoder

BY_WORDS, BY_PARAGRAPH, BY_SENTENCE = range(3)
OURS = "communique"


def _only(*parts: int) -> Fuse:
    def fuse(rankings: Rankings) -> list[Scored]:
        return min_max_sum([rankings[part] for part in parts])

    return fuse


ENGINES: dict[str, Fuse] = {
    OURS: min_max_sum,
    "bm25": _only(BY_WORDS),
    "dense": _only(BY_PARAGRAPH),
    "bm25+dense": _only(BY_WORDS, BY_PARAGRAPH),
}


def engine_named(
    name: str,
    settings: Settings,
    progress: Callable[[int, int], None],
    notice: Callable[[str], None],
    make_encoder: MakeEncoder = load_encoder,
) -> Engine:
    """An engine by its name in ENGINES; raises InputError for another name."""
    if name not in ENGINES:
        raise InputError(f"There is no engine {name!r}. Choose one of: {', '.join(ENGINES)}.")
    return open_engine(settings, progress, notice, make_encoder, ENGINES[name])
