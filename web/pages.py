"""The HTML door."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus import Span
from corpus.errors import InputError
from qa import Engine, read_meeting
from web.evaluation import SHOWN, like_the_last, listed_runs, trend
from web.filters import filters
from web.state import state
from web.wire import http_status
from web.words import day, facts, marked, spelling, where

TEMPLATES = Path(__file__).parent / "templates"
MARK = re.compile(r"(\d{1,9})-(\d{1,9})")


def templates() -> Jinja2Templates:
    """The page templates: everything is escaped, and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {"day": day, "where": where, "spelling": spelling}
    environment.globals |= {"marked": marked, "facts": facts}
    return Jinja2Templates(env=environment)


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
) -> HTMLResponse:
    """The question box and, when a question is in the address, its answer."""
    engine = state(request).engine
    known = engine.store.meetings()
    page: dict[str, Any] = _collection(engine) | {
        "q": q or "",
        "chosen": {
            "meetings": [*filter(None, meeting)],
            "from": start,
            "to": end,
            "place": place,
            "kind": kind,
        },
        "meetings": known,
        "places": sorted({one.place for one in known if one.place}),
        "kinds": sorted({one.kind for one in known if one.kind}),
        "answer": None,
        "explanation": None,
        "problem": None,
    }
    status = 200
    if q is not None:
        try:
            chosen = filters(meeting, start, end, place, kind)
            page["chosen"]["meetings"] = [engine.store.meeting(m).id for m in chosen.meetings]
            found = engine.explain(q, chosen)
            page |= {"answer": found[0], "explanation": found[1]}
        except InputError as error:
            page["problem"] = str(error)
            status = http_status(error)
    return state(request).templates.TemplateResponse(request, "ask.html", page, status_code=status)


@router.get("/meetings")
def meetings(request: Request) -> HTMLResponse:
    """All meetings in date order."""
    engine = state(request).engine
    page = _collection(engine) | {"meetings": engine.store.meetings()}
    return state(request).templates.TemplateResponse(request, "meetings.html", page)


@router.get("/evaluation")
def evaluation(request: Request) -> HTMLResponse:
    """The evaluation runs and their trend."""
    listed = listed_runs(state(request).runs)
    alike = like_the_last(listed)
    trends = {name: trend(alike, name) for name in SHOWN}
    page = {"runs": listed, "shown": SHOWN, "trends": trends, "like": len(alike)}
    return state(request).templates.TemplateResponse(request, "evaluation.html", page)


@router.get("/meetings/{name}")
def meeting(request: Request, name: str, mark: str = "") -> HTMLResponse:
    """One meeting's text, with the characters ``mark`` marked."""
    engine = state(request).engine
    page = _collection(engine) | {"meeting": read_meeting(engine.store, name), "mark": _span(mark)}
    return state(request).templates.TemplateResponse(request, "meeting.html", page)


@router.get("/meetings/{name}/p{number}")
def paragraph(request: Request, name: str, number: int, mark: str = "") -> RedirectResponse:
    """The address of a citation: leads to its paragraph in the meeting's page."""
    read = read_meeting(state(request).engine.store, name)
    if not 1 <= number <= len(read.paragraphs):
        raise InputError(f"{read.id} has paragraphs 1 to {len(read.paragraphs)}.")
    span = _span(mark)
    query = f"?mark={span.start}-{span.end}" if span else ""
    return RedirectResponse(f"{read.url}{query}#p{number}", status_code=302)


def _collection(engine: Engine) -> dict[str, Any]:
    """The collection's name and the examples it offers."""
    return {
        "collection": engine.store.property("name"),
        "examples": json.loads(engine.store.property("examples")),
    }


def _span(mark: str) -> Span | None:
    if not mark:
        return None
    match = MARK.fullmatch(mark)
    if match is None or int(match[1]) > int(match[2]):
        raise InputError("The place to mark must be two numbers, such as mark=120-180.")
    return Span(int(match[1]), int(match[2]))
