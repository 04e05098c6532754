"""Long lists in pages: which part is given, and the links to the others (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Query, Request, Response
from starlette.datastructures import URL

from web.requested import asked_path

MOST_LISTED = 1_000
FARTHEST = 10**9

Limit = Annotated[int, Query(ge=1, le=MOST_LISTED, description="Most of them to give")]
Offset = Annotated[
    int, Query(ge=0, le=FARTHEST, description="How many of them to leave out, from the first")
]
T = TypeVar("T")


def page_of(
    request: Request, response: Response, many: Sequence[T], limit: int, offset: int
) -> list[T]:
    """The part of a list that is asked for, with headers that tell of the rest."""
    tell_pages(request, response, len(many), limit, offset)
    return list(many[offset : offset + limit])


def tell_pages(request: Request, response: Response, total: int, limit: int, offset: int) -> None:
    """Say in the headers how many there are in all, and where the other pages are.

    ``Link`` has ``first``, ``prev``, ``next`` and ``last``, as far as there are such.
    """
    response.headers["X-Total-Count"] = str(total)
    last = max(0, (total - 1) // limit * limit)
    places = {"first": 0, "last": last}
    if offset > 0:
        places["prev"] = min(max(0, offset - limit), last)
    if offset + limit < total:
        places["next"] = offset + limit
    here = URL(f"{asked_path(request.scope)}?{request.url.query}")
    response.headers["Link"] = ", ".join(
        f'<{here.include_query_params(offset=place)}>; rel="{name}"'
        for name, place in places.items()
    )
