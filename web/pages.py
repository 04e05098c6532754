"""The HTML door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.errors import InputError
from qa import Engine, Filters, all_scores
from qa.permalink import permalink
from web import words
from web.chips import Chosen, aside_in, chips, filter_chips, without_missing
from web.collection import collection_of
from web.compared import most_alike_before
from web.door.twins import json_address
from web.evaluation import SHOWN, like_the_last, listed_runs, listed_suites, trend
from web.exported.fold import SAVED, fold_of_answer, fold_of_look_up
from web.filters import filters
from web.meeting_text import contents, laid_out
from web.meetings_listed import choices
from web.rows import has_rows, rows, summary
from web.state import state
from web.why import SCORES, understood, weighed
from web.wire import http_status

TEMPLATES = Path(__file__).parent / "templates"
MOST_LISTED = 60  # meetings in the list of the question's form; of more, one is typed
SWAP_MAIN = 'select:#main target:#main swap:"outerHTML show:top showTarget:window"'  # hx-boost
GLOBALS = ("facts", "is_shown", "marked", "those")
FILTERS = (
    "answering",
    "day",
    "difference",
    "differing",
    "found_in_words",
    "heard",
    "label",
    "match",
    "moment",
    "named",
    "otherwise",
    "outcomes",
    "paragraph",
    "quiet",
    "spelling",
    "state",
    "where",
    "without_turning",
)


def templates() -> Jinja2Templates:
    """The page templates: everything is escaped, and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {name: getattr(words, name) for name in FILTERS}
    environment.globals |= {name: getattr(words, name) for name in GLOBALS}
    environment.globals |= {"SCORES": SCORES, "all_scores": all_scores, "rows": rows}
    environment.globals |= {"has_rows": has_rows, "summary": summary, "chips": chips}
    environment.globals |= {"understood": understood, "weighed": weighed}
    environment.globals |= {"without_missing": without_missing, "laid_out": laid_out}
    environment.globals |= {"filter_chips": filter_chips, "most_alike_before": most_alike_before}
    environment.globals |= {"SWAP_MAIN": SWAP_MAIN, "MOST_LISTED": MOST_LISTED}
    environment.globals |= {"choices": choices, "contents": contents}
    environment.globals |= {"permalink": permalink, "OUTCOMES": words.OUTCOMES}
    environment.globals |= {"json_address": json_address}
    environment.globals |= {"fold_of_answer": fold_of_answer, "fold_of_look_up": fold_of_look_up}
    environment.globals |= {"SAVED": SAVED}
    environment.globals |= {"READ_OFF_A_PICTURE": words.READ_OFF_A_PICTURE}
    return Jinja2Templates(env=environment, context_processors=[_retrieved])


def _retrieved(_request: Request) -> dict[str, Any]:
    """The time of the response, which is printed with it."""
    return {"retrieved": datetime.now(UTC)}


router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def ask(
    request: Request,
    q: str | None = None,
    meeting: Annotated[Sequence[str], Query()] = (),
    start: Annotated[str, Query(alias="from")] = "",
    end: Annotated[str, Query(alias="to")] = "",
    place: str = "",
    kind: str = "",
    set_aside: Annotated[Sequence[str], Query()] = (),
) -> HTMLResponse:
    """The question box and, when a question is in the address, its answer."""
    chosen: Chosen = {
        "meeting": [*filter(None, meeting)],
        "from": start,
        "to": end,
        "place": place,
        "kind": kind,
        "set_aside": [*filter(None, set_aside)],
        "pick": [*filter(None, request.query_params.getlist("pick"))],
    }
    engine = state(request).engine
    page = _form(engine, q or "", chosen)
    status = 200
    if q is not None:
        try:
            page |= _answered(
                engine, q, chosen, filters(meeting, start, end, place, kind, set_aside)
            )
        except InputError as error:
            page["problem"] = str(error)
            status = http_status(error)
    return state(request).templates.TemplateResponse(request, "ask.html", page, status_code=status)


@router.get("/evaluation")
def evaluation(request: Request) -> HTMLResponse:
    """The evaluation runs and their trend."""
    listed = listed_runs(state(request).runs)
    alike = like_the_last(listed)
    trends = {name: trend(alike, name) for name in SHOWN}
    page = {"runs": listed, "shown": SHOWN, "trends": trends, "like": len(alike)}
    page["suites"] = listed_suites(state(request).runs)
    return state(request).templates.TemplateResponse(request, "evaluation.html", page)


def _form(engine: Engine, q: str, chosen: Chosen) -> dict[str, Any]:
    """The page with its question box, before there is an answer."""
    collection = collection_of(engine.store)
    return {
        "collection": collection.name,
        "examples": collection.examples,
        "q": q,
        "chosen": chosen,
        "meetings": engine.store.meetings(),
        "places": collection.places,
        "kinds": collection.kinds,
        "answer": None,
        "explanation": None,
        "problem": None,
    }


def _answered(engine: Engine, q: str, chosen: Chosen, within: Filters) -> dict[str, Any]:
    """The answer, and what of the choice still holds: ids of meetings, words that were there."""
    answer, explanation = engine.explain(q, within)
    ids = [engine.store.meeting(name).id for name in within.meetings]
    left = {**chosen, "meeting": ids, "set_aside": aside_in(answer)}
    return {"answer": answer, "explanation": explanation, "chosen": left}
