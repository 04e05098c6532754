"""The JSON door to citations, and the files that citation programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi import Path as PathParameter

from qa.citing import FORMATS, FormatName, Verdict, verify_citation, written
from qa.permalink import PLACE
from web.accepted import accepted
from web.state import state

LINK = "A permalink of a quotation, with or without a host"
CITE_AS = "What to give; without it, what the header Accept asks for, else text"
BY_MEDIA_TYPE: dict[str, FormatName] = {
    "text/plain": "text",
    **{FORMATS[name].media_type: name for name in ("bibtex", "ris", "csl-json")},
    "application/json": "csl-json",
}
GIVEN = {one.media_type: {"schema": {"type": "string"}} for one in FORMATS.values()}

router = APIRouter(tags=["Cite"])


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
    name = format or accepted(request.headers.get("accept"), BY_MEDIA_TYPE, "text")
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


@router.get("/api/quotes/{sha256}/{span}/{words}", summary="Read a quotation by its permalink")
def get_quote(
    request: Request,
    sha256: Annotated[str, PathParameter(description="SHA-256 of the source, 64 digits")],
    span: Annotated[str, PathParameter(description="First character and the one after the last")],
    words: Annotated[str, PathParameter(description="Hash of the words, 16 digits")],
) -> Verdict:
    """The quotation of a permalink, verified, with its citation and its paragraph."""
    engine = state(request).engine
    verdict = verify_citation(f"{PLACE}{sha256}/{span}/{words}", engine.store, engine.find)
    if verdict.outcome == "not here":
        raise HTTPException(404, " ".join(verdict.told))
    return verdict
