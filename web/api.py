"""The JSON door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from pydantic import BaseModel, ConfigDict, Field

from corpus import Meeting
from qa import Answer, ReadMeeting, read_meeting
from qa.compare import Comparison, compare
from qa.phrase import FoundPhrase
from web.evaluation import ListedRun, ListedSuite, listed_runs, listed_suites
from web.filters import filters
from web.state import state

DAY = "A day as 2021-06-28, or 2021-06, or 2021"
ID = "Id, or how it begins"
MEETING = "Id of a meeting, or how it begins; of several, any will do"
PLACE = "Only meetings at this place"
KIND = "Only meetings of this kind"
SET_ASIDE = "Words of the question that must not restrict it to meetings"


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the service can answer, and how many meetings it has."""

    status: str
    meetings: int


class AskBody(BaseModel):
    """A question with what it is restricted to."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    q: str = Field(description="The question", examples=["Which new members joined?"])
    meeting: str | list[str] = Field([], description=MEETING)
    start: str | None = Field(None, alias="from", description=DAY)
    end: str | None = Field(None, alias="to", description=DAY)
    place: str | None = Field(None, description=PLACE)
    kind: str | None = Field(None, description=KIND)
    set_aside: str | list[str] = Field([], description=SET_ASIDE)
    limit: int = Field(3, ge=1, le=20, description="Most quotations to return")


class FindBody(BaseModel):
    """A quotation to look up."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(description="A phrase, a sentence or a paragraph")


router = APIRouter()


@router.get("/api/ask", summary="Ask a question")
def get_ask(
    request: Request,
    q: Annotated[str, Query(description="The question")],
    meeting: Annotated[Sequence[str], Query(description=MEETING)] = (),
    start: Annotated[str | None, Query(alias="from", description=DAY)] = None,
    end: Annotated[str | None, Query(alias="to", description=DAY)] = None,
    place: Annotated[str | None, Query(description=PLACE)] = None,
    kind: Annotated[str | None, Query(description=KIND)] = None,
    set_aside: Annotated[Sequence[str], Query(description=SET_ASIDE)] = (),
    limit: Annotated[int, Query(ge=1, le=20, description="Most quotations")] = 3,
) -> Answer:
    """Verified quotations that answer the question, or the reason why there is none."""
    chosen = filters(meeting, start, end, place, kind, set_aside)
    return state(request).engine.ask(q, chosen, limit)


@router.post("/api/ask", summary="Ask a question")
def post_ask(request: Request, body: AskBody) -> Answer:
    """The same as GET, for questions too long for an address."""
    meetings = _several(body.meeting)
    set_aside = _several(body.set_aside)
    chosen = filters(meetings, body.start, body.end, body.place, body.kind, set_aside)
    return state(request).engine.ask(body.q, chosen, body.limit)


@router.get("/api/find", summary="Look a quotation up")
def get_find(
    request: Request, q: Annotated[str, Query(description="A phrase, a sentence or a paragraph")]
) -> FoundPhrase:
    """Every place where it stands, in date order, verbatim, altered or partly, and what differs."""
    return state(request).engine.find(q)


@router.get("/api/compare", summary="Compare two meetings")
def get_compare(
    request: Request,
    a: Annotated[str, Query(description=ID)],
    b: Annotated[str, Query(description="Id of the later meeting, or how it begins")],
) -> Comparison:
    """What was kept, changed, split, merged, moved, dropped, and what is new, row by row."""
    return compare(state(request).engine, a, b)


@router.post("/api/find", summary="Look a quotation up")
def post_find(request: Request, body: FindBody) -> FoundPhrase:
    """The same as GET, for texts too long for an address."""
    return state(request).engine.find(body.q)


@router.get("/api/meetings", summary="List the meetings")
def get_meetings(request: Request) -> list[Meeting]:
    """All meetings in date order."""
    return list(state(request).engine.store.meetings())


@router.get("/api/meetings/{id}", summary="Read a meeting")
def get_meeting(
    request: Request,
    id: Annotated[str, PathParameter(description=ID)],
) -> ReadMeeting:
    """One meeting with its numbered paragraphs."""
    return read_meeting(state(request).engine.store, id)


@router.get("/api/eval/runs", summary="List the evaluation runs")
def get_runs(request: Request) -> list[ListedRun]:
    """The latest evaluation runs with their totals, oldest first."""
    return listed_runs(state(request).runs)


@router.get("/api/eval/suites", summary="List what was measured beside questions")
def get_suites(request: Request) -> list[ListedSuite]:
    """Look-up, alignment and figures, each as a table."""
    return listed_suites(state(request).runs)


@router.get("/healthz", summary="Is the service well?")
def get_health(request: Request) -> Health:
    """Answers when questions can be answered."""
    return Health("ok", len(state(request).engine.store.meetings()))


def _several(given: str | list[str]) -> list[str]:
    """What may be given as one text or as several."""
    return [given] if isinstance(given, str) else given
