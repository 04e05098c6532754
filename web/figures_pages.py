"""The doors to figures: page, API and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.datastructures import URL

from corpus.errors import InputError
from qa.figures import KINDS, FigureTable, kind_named
from web import figure_words
from web.described import MEETING
from web.figures_csv import as_csv
from web.state import state
from web.wire import http_status

SUBJECT = "What is counted or measured; without it, all figures of the latest meetings"
KIND = f"One of: {', '.join(KINDS)}"

AS_CSV = {"text/csv": {"schema": {"type": "string"}}}

router = APIRouter()


@router.get("/api/figures", summary="Figures by meeting and subject", tags=["Figures"])
def get_figures(
    request: Request,
    subject: Annotated[str, Query(description=SUBJECT)] = "",
    meeting: Annotated[Sequence[str], Query(description=MEETING)] = (),
    kind: Annotated[str, Query(description=KIND)] = "",
) -> FigureTable:
    """Numbers, money, head-counts, members and percentages, each cited, with what changed."""
    return _table(request, subject, meeting, kind)


@router.get(
    "/api/figures.csv",
    summary="The same for spreadsheets",
    tags=["Figures"],
    response_class=PlainTextResponse,
    responses={200: {"content": AS_CSV, "description": "A table"}},
)
def get_figures_csv(
    request: Request,
    subject: Annotated[str, Query(description=SUBJECT)] = "",
    meeting: Annotated[Sequence[str], Query(description=MEETING)] = (),
    kind: Annotated[str, Query(description=KIND)] = "",
) -> PlainTextResponse:
    """One line for each figure."""
    text = as_csv(_table(request, subject, meeting, kind))
    named = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return PlainTextResponse(text, headers=named, media_type="text/csv")


@router.get("/figures", include_in_schema=False)
def figures(
    request: Request,
    subject: str = "",
    meeting: Annotated[Sequence[str], Query()] = (),
    kind: str = "",
) -> HTMLResponse:
    """The figures of the latest meetings, or those asked for."""
    here = state(request)
    page: dict[str, Any] = {"subject": subject, "chosen": meeting, "kind": kind, "kinds": KINDS}
    page |= {"known": here.engine.store.meetings(), "table": None, "problem": None}
    page |= {"words": figure_words, "csv": _csv_of(request.url)}
    status = 200
    try:
        page["table"] = _table(request, subject, meeting, kind)
    except InputError as error:
        page["problem"] = str(error)
        status = http_status(error)
    return here.templates.TemplateResponse(request, "figures.html", page, status_code=status)


def _table(request: Request, subject: str, meetings: Sequence[str], kind: str) -> FigureTable:
    named = [one.strip() for one in meetings if one.strip()]
    return state(request).engine.figures.table(subject, named, kind_named(kind))


def _csv_of(address: URL) -> str:
    return f"/api/figures.csv?{address.query}"
