"""The JSON door to citations, and the files that citation programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from qa.citing import FORMATS, FormatName, Verdict, verify_citation, written
from web.state import state

LINK = "A permalink of a quotation, with or without a host"
CITE_AS = "What to give; without it, what the header Accept asks for, else text"
BY_MEDIA_TYPE: dict[str, FormatName] = {
    "text/plain": "text",
    "application/json": "csl-json",
    **{FORMATS[name].media_type: name for name in ("bibtex", "ris", "csl-json")},
}
GIVEN = {one.media_type: {"schema": {"type": "string"}} for one in FORMATS.values()}

router = APIRouter()


@router.get(
    "/api/cite",
    summary="Cite quotations",
    response_class=Response,
    responses={200: {"content": GIVEN, "description": "The citations"}},
)
def get_cite(
    request: Request,
    link: Annotated[Sequence[str], Query(description=f"{LINK}; it may be given several times")],
    format: Annotated[FormatName | None, Query(description=CITE_AS)] = None,
) -> Response:
    """All in one file: text, a note in a style, or what a citation program reads."""
    name = format or _accepted(request.headers.get("accept", ""))
    chosen = FORMATS[name]
    file = written(link, state(request).engine.store, name)
    headers = {"Content-Disposition": f'inline; filename="citation.{chosen.ending}"'}
    if format is None:
        headers["Vary"] = "Accept"
    return Response(file, media_type=chosen.media_type, headers=headers)


@router.get("/api/verify-citation", summary="Check a citation")
def get_verify_citation(request: Request, link: Annotated[str, Query(description=LINK)]) -> Verdict:
    """Whether the words still stand in their stored source, and if not there, where today."""
    engine = state(request).engine
    return verify_citation(link, engine.store, engine.find)


def _accepted(accept: str) -> FormatName:
    """The format that an Accept header likes best, of those that it names; else text."""
    liked: list[tuple[float, FormatName]] = [(0.0, "text")]
    for one in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in one.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        if media_type in BY_MEDIA_TYPE and weight.replace(".", "", 1).isdecimal():
            liked.append((float(weight), BY_MEDIA_TYPE[media_type]))
    return max(liked, key=lambda pair: pair[0])[1]
