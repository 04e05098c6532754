"""The JSON door for texts to be checked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from corpus.errors import InputError
from qa.check import Checked
from web.checked.report import MEDIA_TYPES, Format, report
from web.checking import CheckBody, Received
from web.state import state

TEXT = {"type": "string"}
FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "Any format that add takes"},
        "text": {**TEXT, "description": "The text itself, where there is no file"},
        "mode": {"type": "string", "enum": ["article", "draft"]},
        "to": {"type": "string", "enum": ["md", "docx"]},
    },
}
TEXT_FORM = {
    "type": "object",
    "properties": {name: one for name, one in FORM["properties"].items() if name != "file"},
}
DESCRIBED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": CheckBody.model_json_schema()},
            "multipart/form-data": {"schema": FORM},
            "application/x-www-form-urlencoded": {"schema": TEXT_FORM},
        },
    }
}

REPORTS: dict[str, Any] = {
    one: {"schema": {"type": "string", "format": "binary"}} for one in MEDIA_TYPES.values()
}

router = APIRouter(tags=["Check"])


@router.post(
    "/api/check",
    summary="Check a draft or an article",
    openapi_extra=DESCRIBED,
    response_model=Checked,
    responses={200: {"content": REPORTS, "description": "What was found, or a report of it"}},
)
def post_check(request: Request, given: Received) -> Any:
    """Every quotation of a text looked up and, of a draft, every sentence; nothing is kept."""
    if isinstance(given, InputError):
        raise given
    checked = state(request).checker.check(state(request).engine, given)
    return checked if given.to == "here" else attached(checked, given.to)


def attached(checked: Checked, to: Format) -> Response:
    """A report to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="checked.{to}"'}
    return Response(report(checked, to), media_type=MEDIA_TYPES[to], headers=headers)
