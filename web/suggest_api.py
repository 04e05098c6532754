"""The JSON door to suggestions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from qa.suggesting import DEFAULT_SUGGESTED, MOST_SUGGESTED, Suggestions
from web.state import state

TYPED = "The beginning of a question"

router = APIRouter()


@router.get("/api/suggest", summary="Complete a question", tags=["Ask"])
def get_suggest(
    request: Request,
    q: Annotated[str, Query(description=TYPED)],
    limit: Annotated[
        int, Query(ge=1, le=MOST_SUGGESTED, description="Most suggestions")
    ] = DEFAULT_SUGGESTED,
) -> Suggestions:
    """Questions that begin so, completed with meetings, names and phrases of the collection."""
    return state(request).engine.suggester.suggest(q, limit)
