"""Every error as a sentence: a problem document (RFC 9457) for programs, a page for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.templating import Jinja2Templates
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from corpus.errors import BusyError, CommuniqueError
from web.requested import asked_path, prefers_json, request_id
from web.validation_words import in_words
from web.wire import PROBLEM, http_status, to_json

OF_PROGRAMS = ("/api/", "/healthz", "/openapi.json")
BUSY_FOR = "10"  # seconds
UNSAID = {404: "There is no such page.", 405: "This address does not take that method."}
UNREADABLE = "There was an error parsing the body"  # FastAPI's
UNREADABLE_IN_WORDS = "The body cannot be read: it is not JSON, or its lists lie too deep."

Told = Callable[[Request, int, str], Response]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered (RFC 9457).

    ``detail`` says in a sentence what is wrong and what to do, as the command line does; ``title``
    is the phrase of the status; ``instance`` the path that was asked for.
    """

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No meeting begins with '2025'. Choose one of: …"])
    instance: str = Field(examples=["/api/meetings/2025"])
    request_id: str = Field(examples=["0b9d4a2f6c1e4e0f9a7d3c5b8e2f1a60"])


def problem(request: Request, status: int, detail: str) -> Problem:
    """The problem document for an error; what is no character is shown as a question mark."""
    sentence = detail.encode(errors="replace").decode()
    title = HTTPStatus(status).phrase
    path, name = asked_path(request.scope), request_id(request.scope)
    return Problem("about:blank", title, status, sentence, path, name)


def is_of_a_program(request: Request) -> bool:
    """Whether JSON is the answer that a request wants."""
    path = request.url.path
    asked = asked_path(request.scope)
    by_path = path.startswith(OF_PROGRAMS) or path == "/api" or asked.endswith(".json")
    return by_path or prefers_json(request.scope)


def teller(render: Jinja2Templates) -> Told:
    """What makes the answer to a request that fails with a status and a sentence."""

    def told(request: Request, status: int, detail: str) -> Response:
        one = problem(request, status, detail)
        if is_of_a_program(request):
            return Response(to_json(one), status, media_type=PROBLEM)
        page = {"title": one.title, "detail": one.detail}
        return render.TemplateResponse(request, "error.html", page, status_code=status)

    return told


def tell_errors(app: FastAPI, told: Told, routes: Iterable[BaseRoute]) -> None:
    """Let the application answer every error so; ``routes`` are all that it has."""
    every = tuple(routes)

    @app.exception_handler(CommuniqueError)
    def ours(request: Request, error: CommuniqueError) -> Response:
        response = told(request, http_status(error), str(error))
        if isinstance(error, BusyError):
            response.headers["Retry-After"] = BUSY_FOR
        return response

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        status = 422 if is_of_a_program(request) else 400
        return told(request, status, in_words(request, error))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        detail = error.detail
        if detail == HTTPStatus(error.status_code).phrase:
            detail = UNSAID.get(error.status_code, detail)
        elif detail == UNREADABLE:
            detail = UNREADABLE_IN_WORDS
        response = told(request, error.status_code, detail)
        headers: Mapping[str, str] = error.headers or {}
        response.headers.update(headers)
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = _allowed(request, every)
        return response


def _allowed(request: Request, routes: Iterable[BaseRoute]) -> str:
    """The methods that an address takes, for the header Allow."""
    taken: set[str] = set()
    for route in routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            taken |= getattr(route, "methods", None) or {"GET"}
    return ", ".join(sorted(taken | ({"HEAD"} if "GET" in taken else set())))
