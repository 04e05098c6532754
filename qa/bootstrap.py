"""The one place where objects are put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import faiss
from threadpoolctl import threadpool_limits

from corpus import Store, SyncReport, fingerprint, read_folder, sync
from corpus.database import FILE_NAME, is_of_older_format, open_for_writing, told_in_words
from corpus.errors import IndexDamaged, IndexMissing, IndexStale, SourceError
from corpus.lock import is_being_written, writing
from index import (
    Annotating,
    Dictionary,
    Encoder,
    ExportRefused,
    Fuse,
    Generation,
    Notice,
    OnnxEncoder,
    Progress,
    ScoreAlone,
    Searcher,
    SentenceTransformerEncoder,
    Speller,
    annotating_ahead,
    annotating_apart,
    build_generation,
    exported,
    find_model,
    is_current,
    open_generation,
    open_reranker,
    serving_revision,
    with_meeting,
)
from qa.engine import Engine
from qa.model_reader import ModelReader
from qa.parts import ALL_PARTS, Parts
from qa.reader import DEFAULT_READER, NO_READER, Reader
from qa.rule_reader import RuleReader
from qa.settings import Settings

if TYPE_CHECKING:
    from corpus.adding import Filer

REPAIRABLE = (IndexMissing, IndexStale, IndexDamaged)
ALL_CORES = os.cpu_count() or 1
PATIENCE = 600.0  # seconds to wait for another process that is building

MakeEncoder = Callable[[Settings, int, Notice], Encoder]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``generation`` is the name of the index that serves now."""

    documents: SyncReport
    generation: str
    paragraphs: int
    sentences: int


def load_encoder(settings: Settings, threads: int, notice: Notice) -> Encoder:
    """The encoder that the settings choose, on so many cores; raises ModelError.

    A model of which no fast form can be made runs by torch, and ``notice`` is told so.
    """
    model = find_model(settings.model)
    try:
        return OnnxEncoder(model, *exported(settings.data, model, notice), threads)
    except ExportRefused as refusal:
        notice(f"{refusal} It runs by torch: a first question takes seconds longer.")
        return SentenceTransformerEncoder(model)


def open_reader(name: str) -> Reader | None:
    """The reader of this name, None for ``none``; raises ModelError.

    One in a folder is a question-answering model of transformers, run by torch.
    """
    if name in (DEFAULT_READER, NO_READER):
        return None
    return ModelReader(Path(name))


def build(
    settings: Settings,
    progress: Progress,
    notice: Notice,
    make_encoder: MakeEncoder = load_encoder,
) -> BuildReport:
    """Read all source documents and build a new index, whatever there was before."""
    _require_collection(settings)
    encoder = make_encoder(settings, ALL_CORES, notice)
    with writing(settings.place):
        report = _sync(settings)
        with closing(Store(settings.place)) as store:
            with annotating_apart() as annotate:
                place = settings.place
                name = build_generation(place, store, encoder, progress, annotate, anew=True)
            manifest = open_generation(settings.place, store, encoder).manifest
    return BuildReport(report, name, manifest.paragraphs, manifest.sentences)


def open_store(settings: Settings) -> Store:
    """The store, brought in line with the source folder first where it is not.

    Raises SourceError when there is neither a store nor a source folder, or a source file is not
    the one its table describes.
    """
    sources = _watched(settings)
    if store := _store_of(settings, sources):
        return store
    _require_collection(settings)
    with writing(settings.place, PATIENCE):
        if store := _store_of(settings, sources):
            return store
        _sync(settings)
    return Store(settings.place)


def _require_collection(settings: Settings) -> None:
    """Raises SourceError where a collection of one's own is chosen that is not there."""
    if settings.collection and not (settings.place / FILE_NAME).is_file():
        raise SourceError(
            f"There is no collection {settings.collection!r} yet. Make it with: "
            f"communique add FILE… --collection {settings.collection}"
        )


def open_filer(settings: Settings) -> Filer:
    """What adds documents to the chosen collection, which is made where there is none."""
    from corpus.adding import Filer

    if settings.collection is None:
        open_store(settings).close()
    with told_in_words(settings.place):
        settings.place.mkdir(parents=True, exist_ok=True)
    filer = Filer(settings.place, follows_a_folder=settings.watched is not None)
    filer.name_collection(settings.collection or settings.place.name)
    return filer


@contextmanager
def index_upkeep(
    settings: Settings,
    make_encoder: MakeEncoder = load_encoder,
    annotating: Annotating = annotating_ahead,
) -> Iterator[Callable[[Progress], None]]:
    """What brings the index in line with the store; the models load while documents are read."""
    with ThreadPoolExecutor(1) as beside, annotating() as annotate:
        loading = beside.submit(make_encoder, settings, ALL_CORES, lambda _told_already: None)

        def bring_up_to_date(progress: Progress) -> None:
            encoder = loading.result()
            with writing(settings.place, PATIENCE), closing(Store(settings.place)) as store:
                if not is_current(settings.place, store, encoder):
                    place = settings.place
                    build_generation(place, store, encoder, progress, annotate, check=False)

        yield bring_up_to_date


def open_engine(
    settings: Settings,
    progress: Progress,
    notice: Notice,
    make_encoder: MakeEncoder = load_encoder,
    fuse: Fuse = with_meeting,
    annotating: Annotating = annotating_apart,
    parts: Parts = ALL_PARTS,
) -> Engine:
    """An engine that is ready to answer.

    An index that is missing, stale or damaged is built anew, and ``notice`` is told why. Raises
    any error of the tree that stands in the way.
    """
    faiss.omp_set_num_threads(1)  # a search is too short to share, and threads fight over cores
    threadpool_limits(1, "blas")  # so are numpy's products, of which the reranker has many
    store = open_store(settings)
    with ThreadPoolExecutor(1) as beside:  # both models take a tenth of a second to load
        loading = beside.submit(open_reranker, settings.reranker, 1)
        opening = beside.submit(open_reader, settings.reader)
        encoder = make_encoder(settings, 1, notice)
        store, generation = _open_generation(settings, store, encoder, notice)
        reranker, reader = loading.result(), opening.result()
    if reranker and not parts.spans:
        reranker = ScoreAlone(reranker)
    if generation is None:
        generation = _build_generation(settings, store, make_encoder, annotating, progress)
    searcher = Searcher(generation, store, encoder, reranker, fuse)
    return _engine(settings, store, searcher, reader, parts)


def renewed(last: Engine, settings: Settings) -> Engine:
    """An engine on the index that serves now, with the models and what is open of the ``last``.

    Raises IndexProblem when that index cannot serve, or another took its place meanwhile.
    """
    store = Store(settings.place, serving_revision(settings.place))
    before = last.searcher
    generation = open_generation(settings.place, store, before.encoder, before.generation)
    searcher = Searcher(generation, store, before.encoder, before.reranker)
    return _engine(settings, store, searcher, last.reader)


def _engine(
    settings: Settings,
    store: Store,
    searcher: Searcher,
    reader: Reader | None,
    parts: Parts = ALL_PARTS,
) -> Engine:
    speller = Speller(searcher.generation.vocabulary, Dictionary())
    if settings.reader == DEFAULT_READER:
        reader = RuleReader(searcher)
    return Engine(store, searcher, speller, reader, parts)


def _open_generation(
    settings: Settings, store: Store, encoder: Encoder, notice: Notice
) -> tuple[Store, Generation | None]:
    """The generation that serves, with the store as it was then if another process is building.

    None where it has to be built here. Of both ``notice`` is told.
    """
    try:
        return store, open_generation(settings.place, store, encoder)
    except REPAIRABLE as problem:
        if earlier := _earlier(settings, encoder):
            notice("Documents are just being added: answering from those that were there before.")
            return earlier
        notice(f"{problem} Building it now.")
        return store, None


def _earlier(settings: Settings, encoder: Encoder) -> tuple[Store, Generation] | None:
    """The last generation with its store, where another process is busy with the next one."""
    if not is_being_written(settings.place):
        return None
    try:
        store = Store(settings.place, serving_revision(settings.place))
        return store, open_generation(settings.place, store, encoder)
    except REPAIRABLE:
        return None


def _build_generation(
    settings: Settings,
    store: Store,
    make_encoder: MakeEncoder,
    annotating: Annotating,
    progress: Progress,
) -> Generation:
    """Build with all cores; another process may have done so while this one waited."""
    encoder = make_encoder(settings, ALL_CORES, lambda _told_already: None)
    with writing(settings.place, PATIENCE), annotating() as annotate:
        try:
            return open_generation(settings.place, store, encoder)
        except REPAIRABLE as problem:
            damaged = isinstance(problem, IndexDamaged)
            build_generation(settings.place, store, encoder, progress, annotate, check=damaged)
    return open_generation(settings.place, store, encoder)


def _store_of(settings: Settings, sources: str | None) -> Store | None:
    """The store, if there is one and it holds these sources (or there are none to compare)."""
    with told_in_words(settings.place):
        if not (settings.place / FILE_NAME).is_file() or is_of_older_format(settings.place):
            return None
    store = Store(settings.place)
    if sources is None or store.property("sources") == sources:
        return store
    store.close()
    return None


def _sync(settings: Settings) -> SyncReport:
    sources = _watched(settings)
    if settings.watched is None:
        with closing(open_for_writing(settings.place)):
            return SyncReport(0, 0, 0)
    if sources is None:
        raise SourceError(
            f"There is no folder {settings.sources} to read documents from. "
            "Set COMMUNIQUE_SOURCES to the folder of your documents."
        )
    return sync(settings.place, read_folder(settings.watched), sources)


def _watched(settings: Settings) -> str | None:
    """The fingerprint of the folder that is followed; None where there is none."""
    return None if settings.watched is None else fingerprint(settings.watched)
