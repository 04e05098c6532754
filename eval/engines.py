"""The systems that are measured: ours, and the same with parts switched off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import InputError
from eval.bundled import ABLATIONS, BASELINES, OURS
from index import NO_RERANKER, Column, Fuse, min_max_sum, reciprocal_rank, with_meeting
from qa import Engine, Settings, open_engine
from qa.bootstrap import MakeEncoder, load_encoder
from qa.parts import ALL_PARTS, Parts

BY_WORDS, BY_PARAGRAPH, BY_SENTENCE, BY_MEETING = range(4)
SEARCHES = (BY_WORDS, BY_PARAGRAPH, BY_SENTENCE)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which searches count, how they are fused, whether a reranker reads on, what else works."""

    searches: tuple[int, ...] = (*SEARCHES, BY_MEETING)
    fuse: Fuse = with_meeting
    reranked: bool = False
    parts: Parts = ALL_PARTS

    def __call__(self, columns: Sequence[Column]) -> Column:
        """The scores of the candidates in this arrangement."""
        return self.fuse([columns[search] for search in self.searches])


ENGINES = {
    OURS: Arrangement(reranked=True),
    "no-meeting": Arrangement(SEARCHES, min_max_sum, reranked=True),
    "no-reranking": Arrangement(),
    "min-max": Arrangement(SEARCHES, min_max_sum),
    "reciprocal-rank": Arrangement(SEARCHES, reciprocal_rank),
    "bm25+dense": Arrangement((BY_WORDS, BY_PARAGRAPH), min_max_sum),
    "bm25": Arrangement((BY_WORDS,), min_max_sum),
    "dense": Arrangement((BY_PARAGRAPH,), min_max_sum),
    "sentences": Arrangement((BY_SENTENCE,), min_max_sum),
    "no-scope": Arrangement(reranked=True, parts=Parts(scope=False)),
    "no-aliases": Arrangement(reranked=True, parts=Parts(aliases=False)),
    "no-short-answers": Arrangement(reranked=True, parts=Parts(short_answers=False)),
    "no-spans": Arrangement(reranked=True, parts=Parts(spans=False)),
    "one-meeting": Arrangement(reranked=True, parts=Parts(every_meeting=False)),
    "no-silence": Arrangement(reranked=True, parts=Parts(silence=False)),
}


def run_together(engine: str, baselines: bool, ablations: bool) -> list[str]:
    """The names of an engine and those to run beside it, each once."""
    beside = (*(BASELINES if baselines else ()), *((OURS, *ABLATIONS) if ablations else ()))
    return list(dict.fromkeys((engine, *beside)))


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
    arrangement = ENGINES[name]
    if not arrangement.reranked:
        settings = settings.model_copy(update={"reranker": NO_RERANKER})
    return open_engine(
        settings, progress, notice, make_encoder, arrangement, parts=arrangement.parts
    )
