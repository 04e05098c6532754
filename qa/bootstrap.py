"""The one place where objects are put together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import faiss

from corpus import Store, SyncReport, fingerprint, read_folder, sync
from corpus.database import FILE_NAME, told_in_words
from corpus.errors import IndexDamaged, IndexMissing, IndexStale, SourceError
from corpus.lock import writing
from index import (
    Dictionary,
    Encoder,
    Fuse,
    Generation,
    Progress,
    Searcher,
    SentenceTransformerEncoder,
    Speller,
    build_generation,
    find_model,
    min_max_sum,
    open_generation,
)
from qa.engine import Engine
from qa.settings import Settings

Notice = Callable[[str], None]
REPAIRABLE = (IndexMissing, IndexStale, IndexDamaged)
PATIENCE = 600.0  # seconds to wait for another process that is building

MakeEncoder = Callable[[Settings], Encoder]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``generation`` is the name of the index that serves now."""

    documents: SyncReport
    generation: str
    paragraphs: int
    sentences: int


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings choose; raises ModelError."""
    return SentenceTransformerEncoder(find_model(settings.model))


def build(
    settings: Settings, progress: Progress, make_encoder: MakeEncoder = load_encoder
) -> BuildReport:
    """Read all source documents and build a new index, whatever there was before."""
    encoder = make_encoder(settings)
    with writing(settings.data):
        report = _sync(settings)
        with closing(Store(settings.data)) as store:
            name = build_generation(settings.data, store, encoder, progress)
            manifest = open_generation(settings.data, store, encoder.model).manifest
    return BuildReport(report, name, manifest.paragraphs, manifest.sentences)


def open_store(settings: Settings) -> Store:
    """The store, brought in line with the source folder first where it is not.

    Raises SourceError when there is neither a store nor a source folder, or a source file is not
    the one its table describes.
    """
    sources = fingerprint(settings.sources)
    if store := _store_of(settings, sources):
        return store
    with writing(settings.data, PATIENCE):
        if store := _store_of(settings, sources):
            return store
        _sync(settings)
    return Store(settings.data)


def open_engine(
    settings: Settings,
    progress: Progress,
    notice: Notice,
    make_encoder: MakeEncoder = load_encoder,
    fuse: Fuse = min_max_sum,
) -> Engine:
    """An engine that is ready to answer.

    An index that is missing, stale or damaged is built anew, and ``notice`` is told why. Raises
    any error of the tree that stands in the way.
    """
    faiss.omp_set_num_threads(1)  # a search is too short to share, and threads fight over cores
    store = open_store(settings)
    encoder = make_encoder(settings)
    generation = _open_or_build(settings, store, encoder, progress, notice)
    speller = Speller(generation.vocabulary, Dictionary())
    return Engine(store, Searcher(generation, encoder, fuse), speller)


def _open_or_build(
    settings: Settings, store: Store, encoder: Encoder, progress: Progress, notice: Notice
) -> Generation:
    try:
        return open_generation(settings.data, store, encoder.model)
    except REPAIRABLE:
        pass
    with writing(settings.data, PATIENCE):
        try:
            return open_generation(settings.data, store, encoder.model)
        except REPAIRABLE as problem:
            notice(f"{problem} Building it now.")
        build_generation(settings.data, store, encoder, progress)
    return open_generation(settings.data, store, encoder.model)


def _store_of(settings: Settings, sources: str | None) -> Store | None:
    """The store, if there is one and it holds these sources (or there are none to compare)."""
    with told_in_words(settings.data):
        if not (settings.data / FILE_NAME).is_file():
            return None
    store = Store(settings.data)
    if sources is None or store.property("sources") == sources:
        return store
    store.close()
    return None


def _sync(settings: Settings) -> SyncReport:
    sources = fingerprint(settings.sources)
    if sources is None:
        raise SourceError(
            f"There is no folder {settings.sources} to read documents from. "
            "Set COMMUNIQUE_SOURCES to the folder of your documents."
        )
    return sync(settings.data, read_folder(settings.sources), sources)
