"""The HTML door to the comparison of two meetings."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.errors import InputError
from qa.compare import compare
from web import compared
from web.state import state
from web.wire import http_status

PAIR = 2
TOO_FEW = "The collection has fewer than two meetings: there is nothing to compare."
CHOOSE = "Choose two meetings to compare."
WORDS = ("KINDS", "LEGEND", "beside", "flagged", "moved", "summed")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/compare")
def comparison(request: Request, a: str = "", b: str = "") -> HTMLResponse:
    """The choice of two meetings and, when they are in the address, how they differ."""
    engine = state(request).engine
    meetings = engine.store.meetings()
    page: dict[str, Any] = {name: getattr(compared, name) for name in WORDS}
    page |= {"a": a, "b": b, "meetings": meetings, "compared": None, "problem": None}
    status = 200
    if a and b:
        try:
            found = compare(engine, a, b)
            page |= {"compared": found, "a": found.first.id, "b": found.second.id}
        except InputError as error:
            page["problem"] = str(error)
            status = http_status(error)
    elif a or b:
        page["problem"] = CHOOSE
        status = HTTPStatus.BAD_REQUEST
    elif len(meetings) < PAIR:
        page["problem"] = TOO_FEW
    else:
        page |= {"a": meetings[-2].id, "b": meetings[-1].id}
    return state(request).templates.TemplateResponse(
        request, "compare.html", page, status_code=status
    )
