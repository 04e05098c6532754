"""The HTML door to evidence sheets: a page to be printed, and files to be saved."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from corpus.errors import InputError
from qa.exporting import Wanted, sheet
from web.export_api import attached
from web.exported import told
from web.exported.address import format_named, leaving_out, wanted
from web.state import state
from web.wire import http_status

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/sheet")
def show_sheet(
    request: Request, asked: Annotated[Wanted | InputError, Depends(wanted)], format: str = ""
) -> Any:
    """The sheet that its address holds, or a form for one; with ``format``, a file of it."""
    engine = state(request).engine
    page: dict[str, Any] = {"sheet": None, "problem": None, "told": told, "linked": True}
    status = 200
    try:
        if isinstance(asked, InputError):
            raise asked
        if asked != Wanted(None, None, asked.filters, asked.limit, None):
            found = sheet(engine, asked)
            if format:
                return attached(found, engine.store, format_named(format))
            page |= {"sheet": found, "leave_out": leaving_out(found, request.query_params)}
    except InputError as error:
        page["problem"] = str(error)
        status = http_status(error)
    return state(request).templates.TemplateResponse(
        request, "sheet.html", page, status_code=status
    )
