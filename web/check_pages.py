"""The HTML door for texts to be checked: a form, and the result on the same page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.errors import CommuniqueError, InputError
from web.check_api import attached
from web.checked.laid_out import laid_out
from web.checked.told import LEGEND, figures, footnote, shortened, source, tag
from web.checking import MOST_LOOKED_UP, PARAGRAPHS, Received
from web.state import state
from web.wire import http_status

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
TOLD = {
    "figures": figures,
    "footnote": footnote,
    "shortened": shortened,
    "source": source,
    "tag": tag,
}


FORM: dict[str, Any] = {
    "pasted": "", "mode": None, "problem": None, "checked": None, "most": MOST_LOOKED_UP,
    "legend": LEGEND,
}  # fmt: skip


@router.get("/check")
def form(request: Request) -> HTMLResponse:
    """The form."""
    return _page(request, {})


@router.post("/check")
def result(request: Request, given: Received) -> Any:
    """The form with the result under it, or the result as a file."""
    found = state(request)
    if isinstance(given, InputError):
        return _page(request, {"problem": str(given)}, http_status(given))
    sent = {"pasted": given.pasted, "mode": given.mode}
    try:
        checked = found.checker.check(found.engine, given)
    except CommuniqueError as error:
        return _page(request, {**sent, "problem": str(error)}, http_status(error))
    if given.to != "here":
        return attached(checked, given.to)
    read = PARAGRAPHS.dump_json(checked.text).decode()
    return _page(request, {**sent, "checked": checked, "laid": laid_out(checked), "read": read})


def _page(request: Request, found: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    page = {**FORM, **TOLD, **found}
    return state(request).templates.TemplateResponse(
        request, "check.html", page, status_code=status
    )
