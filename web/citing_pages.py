"""The HTML door to citations: the address of a quotation, and the box to check one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.errors import InputError
from qa.citing import FORMATS, FormatName, cited, verify_citation
from qa.permalink import PLACE
from web.state import state
from web.wire import http_status

NOT_HERE = 404

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/quotes")
def quotes(request: Request, link: str = "") -> HTMLResponse:
    """The box for a permalink and, when one is in the address, what became of its quotation."""
    return _page(request, link)


@router.get("/quotes/{rest:path}")
def quote(request: Request, rest: str) -> HTMLResponse:
    """A permalink: the quotation, whether it holds, and how to cite it."""
    return _page(request, f"{PLACE}{rest}")


def _page(request: Request, link: str) -> HTMLResponse:
    engine = state(request).engine
    page: dict[str, Any] = {"link": link, "verdict": None, "files": [], "problem": None}
    status = 200
    try:
        if link:
            page["verdict"] = verify_citation(link, engine.store, engine.find)
            status = NOT_HERE if page["verdict"].outcome == "not here" else status
            if page["verdict"].holds:
                page["files"] = _files(request, link)
    except InputError as error:
        page["problem"] = str(error)
        status = http_status(error)
    return state(request).templates.TemplateResponse(request, "cite.html", page, status_code=status)


def _files(request: Request, link: str) -> list[tuple[FormatName, str, str, str]]:
    """The citation in each format: its name, what people call it, its file's name, its text."""
    one = cited(link, state(request).engine.store)
    return [
        (name, form.label, f"{one.key}.{form.ending}", form.write([one]).strip())
        for name, form in FORMATS.items()
    ]
