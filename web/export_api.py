"""The API's door to evidence sheets, in every format."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from corpus import Store
from corpus.errors import InputError
from qa.engine import DEFAULT_ANSWERS, MOST_ANSWERS
from qa.exporting import Sheet, Wanted, picks_of, sheet
from web.accepted import accepted
from web.described import DAY, KIND, MEETING, PLACE, QUESTION, SET_ASIDE
from web.exported.address import FIND, PICK, wanted
from web.exported.formats import EXPORTS
from web.exported.names import ExportFormat
from web.exported.told import file_name
from web.filters import filters
from web.state import state

EXPORT_AS = "What to give; without it, what the header Accept asks for, else JSON"
BY_MEDIA_TYPE: dict[str, ExportFormat] = {
    form.media_type.partition(";")[0]: name
    for name, form in EXPORTS.items()
    if name not in ("chicago", "apa", "oscola")
}
GIVEN: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The sheet",
        "content": {
            media_type: {"schema": {"type": "string"}}
            for media_type in BY_MEDIA_TYPE
            if media_type != "application/json"
        },
    }
}


class ExportBody(BaseModel):
    """A question or a phrase to look up, or neither, and the quotations to export."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    q: str | None = Field(None, description=QUESTION, examples=["Which new members joined?"])
    find: str | None = Field(None, description=FIND)
    pick: list[str] | None = Field(None, description=PICK)
    meeting: list[str] = Field([], description=MEETING)
    start: str | None = Field(None, alias="from", description=DAY)
    end: str | None = Field(None, alias="to", description=DAY)
    place: str | None = Field(None, description=PLACE)
    kind: str | None = Field(None, description=KIND)
    set_aside: list[str] = Field([], description=SET_ASIDE)
    limit: int = Field(DEFAULT_ANSWERS, ge=1, le=MOST_ANSWERS, description="Most quotations")
    format: ExportFormat | None = Field(None, description=EXPORT_AS)


router = APIRouter()


@router.get(
    "/api/export", summary="Export quotations", responses=GIVEN, response_model=Sheet, tags=["Cite"]
)
def get_export(
    request: Request,
    asked: Annotated[Wanted | InputError, Depends(wanted)],
    format: Annotated[ExportFormat | None, Query(description=EXPORT_AS)] = None,
) -> Any:
    """An evidence sheet: quotations verified anew, with all that cites and checks them."""
    if isinstance(asked, InputError):
        raise asked
    return _exported(request, asked, format)


@router.post(
    "/api/export", summary="Export quotations", responses=GIVEN, response_model=Sheet, tags=["Cite"]
)
def post_export(request: Request, body: ExportBody) -> Any:
    """The same as GET, for selections too long for an address."""
    chosen = filters(body.meeting, body.start, body.end, body.place, body.kind, body.set_aside)
    picks = picks_of(body.pick)
    asked = Wanted(body.q or None, body.find or None, chosen, body.limit, picks)
    return _exported(request, asked, body.format)


def attached(found: Sheet, store: Store, name: ExportFormat) -> Response:
    """A sheet to be saved, under a name of small letters, digits and hyphens."""
    form = EXPORTS[name]
    content = form.write(found, store)
    named = f'attachment; filename="{file_name(found, form.ending)}"'
    return Response(content, media_type=form.media_type, headers={"Content-Disposition": named})


def _exported(request: Request, asked: Wanted, name: ExportFormat | None) -> Response:
    engine = state(request).engine
    chosen = name or accepted(request.headers.get("accept"), BY_MEDIA_TYPE, "json")
    response = attached(sheet(engine, asked), engine.store, chosen)
    if name is None:
        response.headers["Vary"] = "Accept"
    return response
