"""The JSON door to the service itself: whether it is well, what it runs, what it has."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version as program_version
from pathlib import Path

from fastapi import APIRouter, Request, Response

from web.collection import Collection, collection_of
from web.evaluation import ListedRun, ListedSuite, listed_runs, listed_suites
from web.paging import MOST_LISTED, Limit, Offset, page_of
from web.state import state

API = "1"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the service can answer, and how many meetings it has."""

    status: str
    meetings: int


@dataclass(frozen=True, slots=True)
class Version:
    """What answers: the program and its API, its models, the index and the collection it serves.

    ``revision`` counts the changes of the collection; ``index`` is the generation's name.
    """

    program: str
    api: str
    encoder: str
    reranker: str
    reader: str
    index: str
    collection: str
    revision: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The latest evaluation runs, oldest first, and what was measured beside questions."""

    runs: tuple[ListedRun, ...]
    suites: tuple[ListedSuite, ...]


@router.get("/healthz", summary="Is the service well?", tags=["Service"])
def get_health(request: Request) -> Health:
    """Answers when questions can be answered; it is not counted against the rate limit."""
    return Health("ok", len(state(request).engine.store.meetings()))


@router.get("/api/version", summary="What answers?", tags=["Service"])
def get_version(request: Request) -> Version:
    """The versions of the program and the API, the models, the index, the collection."""
    found = state(request)
    engine, settings = found.engine, found.settings
    generation = engine.searcher.generation
    return Version(
        program=program_version("communique"),
        api=API,
        encoder=generation.manifest.model,
        reranker=Path(settings.reranker).name,
        reader=Path(settings.reader).name,
        index=generation.name,
        collection=engine.store.property("name"),
        revision=engine.store.revision,
    )


@router.get("/api/collection", summary="What is there to ask about?", tags=["Service"])
def get_collection(request: Request) -> Collection:
    """The collection's name, its extent, its places and kinds of meetings, example questions."""
    return collection_of(state(request).engine.store)


@router.get("/api/eval", summary="Read the evaluation", tags=["Evaluation"])
def get_evaluation(request: Request) -> Evaluation:
    """The latest runs, and what was measured beside questions."""
    runs = state(request).runs
    return Evaluation(tuple(listed_runs(runs)), tuple(listed_suites(runs)))


@router.get("/api/eval/runs", summary="List the evaluation runs", tags=["Evaluation"])
def get_runs(
    request: Request, response: Response, limit: Limit = MOST_LISTED, offset: Offset = 0
) -> list[ListedRun]:
    """The latest evaluation runs with their totals, oldest first."""
    return page_of(request, response, listed_runs(state(request).runs), limit, offset)


@router.get(
    "/api/eval/suites", summary="List what was measured beside questions", tags=["Evaluation"]
)
def get_suites(request: Request) -> list[ListedSuite]:
    """Look-up, alignment and figures, each as a table."""
    return listed_suites(state(request).runs)
