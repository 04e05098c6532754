"""The doors to histories and silences: JSON and pages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from corpus.errors import InputError
from qa.history import FEWEST_MEETINGS, MOST_ROWS, History, Silences, follow, silences
from web import history_words
from web.paging import Offset, tell_pages
from web.state import state
from web.timeline import timeline
from web.wire import http_status

PHRASE = "A phrase or a topic"
LEAST = "In how many meetings at least the wording stood"
SAID = {
    "said": history_words,
    "timeline": timeline,
    "MOST_ROWS": MOST_ROWS,
}

router = APIRouter()


@router.get("/api/history", summary="Follow a phrase or a topic", tags=["Find"])
def get_history(
    request: Request,
    response: Response,
    q: Annotated[str, Query(description=PHRASE)],
    offset: Offset = 0,
) -> History:
    """How it stands in every meeting, in date order: wordings, gaps, silence, passages.

    At most 200 ``rows`` are given at once; ``offset`` leaves out the first of them.
    """
    found = follow(state(request).engine, q, offset)
    tell_pages(request, response, found.rows_in_all, MOST_ROWS, offset)
    return found


@router.get("/api/silences", summary="Find wording that fell silent", tags=["Find"])
def get_silences(
    request: Request, least: Annotated[int, Query(description=LEAST)] = FEWEST_MEETINGS
) -> Silences:
    """Wording that stood in several meetings and is missing from the latest, strongest first."""
    return silences(state(request).engine, least)


@router.get("/history", include_in_schema=False)
def history_page(request: Request, q: str = "", offset: str = "0") -> HTMLResponse:
    """The box for a phrase or a topic and, when one is in the address, its history."""
    page: dict[str, Any] = {"q": q, "history": None, "problem": None} | SAID
    status = 200
    if q:
        try:
            page["history"] = follow(state(request).engine, q, _number("offset", offset))
        except InputError as error:
            page["problem"] = str(error)
            status = http_status(error)
    return _rendered(request, "history.html", page, status)


@router.get("/history/silences", include_in_schema=False)
def silences_page(request: Request, least: str = str(FEWEST_MEETINGS)) -> HTMLResponse:
    """Wording that stood in several meetings and is missing from the latest."""
    page: dict[str, Any] = {"least": least, "found": None, "problem": None} | SAID
    status = 200
    try:
        page["found"] = silences(state(request).engine, _number("least", least))
    except InputError as error:
        page["problem"] = str(error)
        status = http_status(error)
    return _rendered(request, "silences.html", page, status)


def _rendered(request: Request, name: str, page: dict[str, Any], status: int) -> HTMLResponse:
    return state(request).templates.TemplateResponse(request, name, page, status_code=status)


def _number(name: str, text: str) -> int:
    """A number out of an address, in which a person may have typed anything."""
    if not text.isdecimal() or len(text) > len(str(10**9)):
        raise InputError(f"{name} must be a whole number, such as {name}=2.")
    return int(text)
