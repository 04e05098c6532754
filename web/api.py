"""The JSON door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as PathParameter
from pydantic import BaseModel, ConfigDict, Field

from corpus import Meeting
from qa import Answer, Engine, QuotedParagraph, ReadMeeting, read_meeting, read_paragraph
from qa.compare import Comparison, compare
from qa.engine import DEFAULT_ANSWERS, MOST_ANSWERS
from qa.facets import faceted
from qa.phrase import FoundPhrase
from web.described import DAY, KIND, MEETING, PLACE, QUESTION, SET_ASIDE
from web.filters import filters
from web.marks import MARKED, marked_span
from web.meetings_listed import Order, narrowed
from web.paging import MOST_LISTED, Limit, Offset, page_of, tell_pages
from web.state import state

ID = "Id, or how it begins"


class AskBody(BaseModel):
    """A question with what it is restricted to."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    q: str = Field(description=QUESTION, examples=["Which new members joined?"])
    meeting: str | list[str] = Field([], description=MEETING)
    start: str | None = Field(None, alias="from", description=DAY)
    end: str | None = Field(None, alias="to", description=DAY)
    place: str | None = Field(None, description=PLACE)
    kind: str | None = Field(None, description=KIND)
    set_aside: str | list[str] = Field([], description=SET_ASIDE)
    limit: int = Field(
        DEFAULT_ANSWERS, ge=1, le=MOST_ANSWERS, description="Most quotations to return"
    )


class FindBody(BaseModel):
    """A quotation to look up."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(description="A phrase, a sentence or a paragraph")


router = APIRouter()


@router.get("/api/ask", summary="Ask a question", tags=["Ask"])
def get_ask(
    request: Request,
    q: Annotated[str, Query(description=QUESTION, examples=["Which new members joined?"])],
    meeting: Annotated[Sequence[str], Query(description=MEETING)] = (),
    start: Annotated[str, Query(alias="from", description=DAY)] = "",
    end: Annotated[str, Query(alias="to", description=DAY)] = "",
    place: Annotated[str, Query(description=PLACE)] = "",
    kind: Annotated[str, Query(description=KIND)] = "",
    set_aside: Annotated[Sequence[str], Query(description=SET_ASIDE)] = (),
    limit: Annotated[int, Query(ge=1, le=MOST_ANSWERS, description="Most quotations")] = (
        DEFAULT_ANSWERS
    ),
) -> Answer:
    """Verified quotations that answer the question, or the reason why there is none."""
    chosen = filters(meeting, start, end, place, kind, set_aside)
    return state(request).engine.ask(q, chosen, limit)


@router.post("/api/ask", summary="Ask a question", tags=["Ask"])
def post_ask(request: Request, body: AskBody) -> Answer:
    """The same as GET, for questions too long for an address."""
    return answered(state(request).engine, body)


@router.get("/api/find", summary="Look a quotation up", tags=["Find"])
def get_find(
    request: Request,
    response: Response,
    q: Annotated[str, Query(description="A phrase, a sentence or a paragraph")],
    limit: Limit = MOST_LISTED,
    offset: Offset = 0,
) -> FoundPhrase:
    """Every place where it stands, in date order, verbatim, altered or partly, and what differs.

    ``limit`` and ``offset`` choose among the places of the whole.
    """
    found = state(request).engine.find(q)
    tell_pages(request, response, len(found.places), limit, offset)
    return replace(found, places=found.places[offset : offset + limit])


@router.get("/api/compare", summary="Compare two meetings", tags=["Compare"])
def get_compare(
    request: Request,
    a: Annotated[str, Query(description=ID)],
    b: Annotated[str, Query(description="Id of the later meeting, or how it begins")],
) -> Comparison:
    """What was kept, changed, split, merged, moved, dropped, and what is new, row by row."""
    return compare(state(request).engine, a, b)


@router.post("/api/find", summary="Look a quotation up", tags=["Find"])
def post_find(request: Request, body: FindBody) -> FoundPhrase:
    """The same as GET, for texts too long for an address."""
    return state(request).engine.find(body.q)


@router.get("/api/meetings", summary="List the meetings", tags=["Read"])
def get_meetings(
    request: Request,
    response: Response,
    year: Annotated[Sequence[str], Query(description="Only of this year; of several, any")] = (),
    place: Annotated[Sequence[str], Query(description=f"{PLACE}; of several, any")] = (),
    kind: Annotated[Sequence[str], Query(description=f"{KIND}; of several, any")] = (),
    body: Annotated[Sequence[str], Query(description="Only of this body; of several, any")] = (),
    q: Annotated[str, Query(description="Words of the title, place, body, hosts or day")] = "",
    order: Annotated[Order, Query(description="By date, or the latest first")] = "date",
    limit: Limit = MOST_LISTED,
    offset: Offset = 0,
) -> list[Meeting]:
    """The meetings in date order, or those that fit what is chosen."""
    chosen = narrowed(year, place, kind, body, q)
    found = faceted(state(request).engine.store.meetings(), chosen).meetings
    ordered = found[::-1] if order == "latest" else found
    return page_of(request, response, ordered, limit, offset)


@router.get("/api/meetings/{id}", summary="Read a meeting", tags=["Read"])
def get_meeting(
    request: Request,
    id: Annotated[str, PathParameter(description=ID)],
    mark: Annotated[str, Query(description=f"{MARKED}; only pages show it")] = "",
) -> ReadMeeting:
    """One meeting with its numbered paragraphs."""
    marked_span(mark)
    return read_meeting(state(request).engine.store, id)


@router.get("/api/meetings/{id}/paragraphs/{number}", summary="Read a paragraph", tags=["Read"])
def get_paragraph(
    request: Request,
    id: Annotated[str, PathParameter(description=ID)],
    number: Annotated[int, PathParameter(description="Number of the paragraph, from 1")],
    mark: Annotated[str, Query(description="Quote only these of its characters: 120-180")] = "",
) -> QuotedParagraph:
    """A paragraph, verified and cited; ``quote`` is all of it, or the characters ``mark`` of it."""
    return read_paragraph(state(request).engine.store, id, number, marked_span(mark))


def answered(engine: Engine, body: AskBody) -> Answer:
    """The answer to a question; raises InputError for one that cannot be used."""
    set_aside = _several(body.set_aside)
    meetings = _several(body.meeting)
    chosen = filters(meetings, body.start, body.end, body.place, body.kind, set_aside)
    return engine.ask(body.q, chosen, body.limit)


def _several(given: str | list[str]) -> list[str]:
    """What may be given as one text or as several."""
    return [given] if isinstance(given, str) else given
