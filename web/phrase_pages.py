"""The HTML door to the history of wording: quotations looked up."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.errors import InputError
from web.state import state
from web.wire import http_status

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/find")
def find(request: Request, q: str = "") -> HTMLResponse:
    """The box for a quotation and, when one is in the address, every place where it stands."""
    page: dict[str, Any] = {"q": q, "found": None, "problem": None}
    status = 200
    if q:
        try:
            page["found"] = state(request).engine.find(q)
        except InputError as error:
            page["problem"] = str(error)
            status = http_status(error)
    return state(request).templates.TemplateResponse(request, "find.html", page, status_code=status)
