"""The pages of the meetings: their list, and the text of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import InputError
from qa import read_meeting, read_paragraph
from web.compared import beside_it, most_alike_before
from web.marks import marked_span
from web.meetings_listed import Order, listing, narrowed
from web.paging import Offset
from web.state import state

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/meetings")
def meetings(
    request: Request,
    year: Annotated[Sequence[str], Query()] = (),
    place: Annotated[Sequence[str], Query()] = (),
    kind: Annotated[Sequence[str], Query()] = (),
    body: Annotated[Sequence[str], Query()] = (),
    q: str = "",
    order: Order = "date",
    offset: Offset = 0,
) -> HTMLResponse:
    """The meetings that fit what was chosen, a page of them."""
    store = state(request).engine.store
    chosen = narrowed(year, place, kind, body, q)
    latest, problem = order == "latest", None
    try:
        listed = listing(store.meetings(), chosen, offset, latest_first=latest)
    except InputError as error:
        listed = listing(store.meetings(), chosen, 0, latest_first=latest)
        problem = str(error)
    shown = {"collection": store.property("name"), "listed": listed, "problem": problem}
    return state(request).templates.TemplateResponse(
        request, "meetings.html", shown, status_code=400 if problem else 200
    )


@router.get("/meetings/{id}")
def meeting(request: Request, id: str, mark: str = "") -> HTMLResponse:
    """One meeting's text, with the characters ``mark`` marked."""
    store = state(request).engine.store
    read = read_meeting(store, id)
    before, after = beside_it(read.id, store.meetings())
    page = {
        "meeting": read,
        "mark": marked_span(mark),
        "before": before,
        "after": after,
        "alike": most_alike_before(read.id, store.meetings()),
    }
    return state(request).templates.TemplateResponse(request, "meeting.html", page)


@router.get("/meetings/{id}/p{number}")
def paragraph(request: Request, id: str, number: int, mark: str = "") -> RedirectResponse:
    """The address of a citation: leads to its paragraph in the meeting's page."""
    span = marked_span(mark)
    cited = read_paragraph(state(request).engine.store, id, number, span).citation
    query = f"?mark={span.start}-{span.end}" if span else ""
    return RedirectResponse(f"/meetings/{cited.meeting_id}{query}#p{number}", status_code=302)
