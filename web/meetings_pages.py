"""The pages of the meetings: their list, and the text of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus import Span
from corpus.errors import InputError
from qa import read_meeting
from qa.facets import Chosen
from web.compared import beside_it
from web.meetings_listed import listing
from web.state import state

MARK = re.compile(r"(\d{1,9})-(\d{1,9})")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/meetings")
def meetings(
    request: Request,
    year: Annotated[Sequence[str], Query()] = (),
    place: Annotated[Sequence[str], Query()] = (),
    kind: Annotated[Sequence[str], Query()] = (),
    body: Annotated[Sequence[str], Query()] = (),
    q: str = "",
    order: str = "",
    page: str = "1",
) -> HTMLResponse:
    """The meetings that fit what was chosen, a page of them."""
    store = state(request).engine.store
    chosen = Chosen(_given(year), _given(place), _given(kind), _given(body), q.strip())
    latest, problem = order == "latest", None
    try:
        listed = listing(store.meetings(), chosen, page, latest_first=latest)
    except InputError as error:
        listed = listing(store.meetings(), chosen, "1", latest_first=latest)
        problem = str(error)
    shown = {"collection": store.property("name"), "listed": listed, "problem": problem}
    return state(request).templates.TemplateResponse(
        request, "meetings.html", shown, status_code=400 if problem else 200
    )


@router.get("/meetings/{name}")
def meeting(request: Request, name: str, mark: str = "") -> HTMLResponse:
    """One meeting's text, with the characters ``mark`` marked."""
    store = state(request).engine.store
    read = read_meeting(store, name)
    before, after = beside_it(read.id, store.meetings())
    page = {"meeting": read, "mark": _span(mark), "before": before, "after": after}
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


def _given(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _span(mark: str) -> Span | None:
    if not mark:
        return None
    match = MARK.fullmatch(mark)
    if match is None or int(match[1]) > int(match[2]):
        raise InputError("The place to mark must be two numbers, such as mark=120-180.")
    return Span(int(match[1]), int(match[2]))
