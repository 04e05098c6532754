"""What a request may carry: parameters that its route knows, each once, and a body of its type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from email.message import Message
from typing import get_args, get_origin

from fastapi import HTTPException, Request, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

UNPROCESSABLE = 422
BAD = 400


def check_request(request: Request) -> None:
    """Raise an HTTP error for an unknown or repeated parameter, or a body of another type.

    Pages let unknown parameters pass, since links that others share may carry some.
    """
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    of_api = route.path.startswith("/api/")
    status = UNPROCESSABLE if of_api else BAD
    known = _many_allowed(route)
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known and of_api:
            raise HTTPException(status, _unknown(name, known))
        if times > 1 and not known.get(name, True):
            raise HTTPException(status, f"{name} is given {times} times. Give it once.")
    _check_body(request, route)


def fields_of(request: Request, place: str) -> Mapping[str, str]:
    """The descriptions of what a route takes in the query, the path or the body, by name."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return {}
    if place == "body":
        body = route.body_field
        fields = getattr(body.field_info.annotation if body else None, "model_fields", {})
        found = {one.alias or name: one.description for name, one in fields.items()}
    else:
        found = {one.alias: one.field_info.description for one in get_flat_params(route.dependant)}
    return {name: described for name, described in found.items() if described}


def _many_allowed(route: APIRoute) -> dict[str, bool]:
    """The names of a route's parameters, and whether each may be given several times."""
    return {
        one.alias: _is_sequence(one.field_info.annotation)
        for one in get_flat_params(route.dependant)
        if isinstance(one.field_info, params.Query)
    }


def _is_sequence(annotation: object) -> bool:
    origins = [get_origin(one) for one in (annotation, *get_args(annotation))]
    return any(isinstance(one, type) and issubclass(one, Sequence) for one in origins)


def _unknown(name: str, known: Mapping[str, bool]) -> str:
    takes = f"It takes: {', '.join(known)}." if known else "It takes none."
    return f"This address takes no parameter {name[:40]!r}. {takes}"


def _check_body(request: Request, route: APIRoute) -> None:
    taken = _media_types(route)
    chunked = "transfer-encoding" in request.headers
    if not taken or not (chunked or int(request.headers.get("content-length", "0"))):
        return
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    if message.get_content_type() not in taken or not message["content-type"]:
        raise HTTPException(
            415, f"Send the body as {' or '.join(taken)}, and say so in Content-Type."
        )


def _media_types(route: APIRoute) -> list[str]:
    """The types of the bodies that a route of the API takes; none where it reads none."""
    described = (route.openapi_extra or {}).get("requestBody", {}).get("content", {})
    return list(described) or (["application/json"] if route.body_field else [])
