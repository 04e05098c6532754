"""The description of the API (OpenAPI 3.1), to be read by people and by programs."""

from __future__ import annotations

from importlib.metadata import version as program_version
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from web.door.entity_tags import TAGGED
from web.problems import Problem
from web.wire import PROBLEM

DESCRIPTION = """\
Ask what was said at the meetings, and get it in the meetings' own words. Every quotation is a slice
of a stored source, checked against it before it is given; nothing is generated.

* **Every page has its JSON at its own address**: add `.json` to the path (`/find.json?q=…`,
  `/ask.json?q=…` for the first page), or prefer `application/json` in `Accept`.
* **Errors** are problem documents (RFC 9457): `detail` says what is wrong and what to do. 422 is
  for what this description forbids, 400 for what it allows and yet cannot be used, 404 for what is
  not here, 429 for too much at once.
* **Long lists** take `limit` and `offset`; `X-Total-Count` says how many there are, `Link` where
  the other pages are (RFC 8288).
* **Meetings, paragraphs and quotations** have an `ETag`; send it back in `If-None-Match`.
* **Every answer** has an `X-Request-ID`: yours, if you send one, else a new one.
"""
TAGS = [
    {"name": "Ask", "description": "Questions answered with verified quotations."},
    {"name": "Find", "description": "Wording looked up, and followed through all meetings."},
    {"name": "Read", "description": "Meetings and their paragraphs."},
    {"name": "Compare", "description": "Two meetings beside each other."},
    {"name": "Figures", "description": "Numbers by subject and meeting."},
    {"name": "Check", "description": "Drafts and articles held against the record."},
    {"name": "Cite", "description": "Quotations by their permalinks, and citations of them."},
    {"name": "Documents", "description": "What is searched; changed with the admin token."},
    {"name": "Evaluation", "description": "How well it answers, measured."},
    {"name": "Service", "description": "What answers here."},
]
REQUEST_ID = {"X-Request-ID": {"$ref": "#/components/headers/X-Request-ID"}}
MADE_BY_FASTAPI = ("HTTPValidationError", "ValidationError")
OF_A_LIST = {"Link": "The other pages (RFC 8288)", "X-Total-Count": "How many there are in all"}
FAILURES = {
    "400": ("NotUsable", "It is as described here, and cannot be used"),
    "401": ("NotKnown", "The admin token is missing or wrong"),
    "403": ("NotAllowed", "No admin token is set on the server"),
    "404": ("NotHere", "It is not here"),
    "422": ("NotAsDescribed", "It is not as described here"),
    "default": ("Problem", "Any other problem"),
}


class Application(FastAPI):
    """FastAPI with our description, which says of every operation how it fails."""

    def __init__(self, **given: Any) -> None:
        """``given`` is handed on to FastAPI."""
        super().__init__(
            title="Communiqué",
            summary="Ask what was said at the meetings.",
            description=DESCRIPTION,
            version=program_version("communique"),
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            servers=[{"url": "/", "description": "This server"}],
            openapi_tags=TAGS,
            generate_unique_id_function=_operation_id,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            **given,
        )

    def openapi(self) -> dict[str, Any]:
        """The description; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _with_problems(super().openapi())
        return self.openapi_schema


def _operation_id(route: APIRoute) -> str:
    return route.name


def _with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    parts = schema["components"]
    for name in MADE_BY_FASTAPI:
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = TypeAdapter(Problem).json_schema()
    parts["headers"] = {
        "X-Request-ID": {"description": "The request's id", "schema": {"type": "string"}}
    }
    parts["responses"] = {
        name: {
            "description": told,
            "headers": REQUEST_ID,
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for name, told in FAILURES.values()
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            _describe(operation, path)
    return schema


def _describe(operation: dict[str, Any], path: str) -> None:
    """Add to an operation its headers, and how it fails."""
    responses = operation["responses"]
    names = {one["name"] for one in operation.get("parameters", ())}
    responses.pop("422", None)
    for response in responses.values():
        response["headers"] = {**response.get("headers", {}), **REQUEST_ID}
        if "offset" in names:
            response["headers"] |= {
                name: {"description": told, "schema": {"type": "string"}}
                for name, told in OF_A_LIST.items()
            }
    if path.startswith(TAGGED):
        responses["304"] = {"description": "It has not changed since that ETag"}
    failures = ["400", "422"] if names or "requestBody" in operation else []
    failures += ["404"] if "{" in path else []
    failures += ["401", "403"] if "security" in operation else []
    responses |= {
        status: {"$ref": f"#/components/responses/{FAILURES[status][0]}"}
        for status in (*sorted(failures), "default")
    }
