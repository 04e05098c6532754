"""The web application around a built engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import fastapi_offline
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from corpus.errors import CommuniqueError
from qa import Engine, Settings
from qa.bootstrap import MakeEncoder, load_encoder
from web import (
    api,
    check_api,
    check_pages,
    citing_api,
    citing_pages,
    compare_pages,
    documents_api,
    documents_pages,
    export_api,
    export_pages,
    figures_pages,
    history_doors,
    pages,
    phrase_pages,
)
from web.admin import Admin
from web.checking import MOST_RECEIVED, Checker
from web.jobs import Jobs
from web.pages import templates
from web.serving import Serving
from web.state import State
from web.uploads import MOST_UPLOADED, discard_left_behind
from web.wire import PROBLEM, http_status

DOORS = (
    api,
    check_api,
    check_pages,
    citing_api,
    citing_pages,
    compare_pages,
    documents_api,
    documents_pages,
    export_api,
    export_pages,
    figures_pages,
    history_doors,
    pages,
    phrase_pages,
)
STATIC = Path(__file__).parent / "static"
SWAGGER = Path(fastapi_offline.__file__).parent / "static"
DESCRIPTION = "Ask what was said at the meetings, and get it in the meetings' own words."
LARGEST_BODY = 200_000
LARGER_BODIES = {
    "/documents": MOST_UPLOADED,
    "/api/documents": MOST_UPLOADED,
    "/check": MOST_RECEIVED,
    "/api/check": MOST_RECEIVED,
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

CallNext = Callable[[Request], Awaitable[Response]]
Middleware = Callable[[Request, CallNext], Awaitable[Response]]
Told = Callable[[Request, int, str], Response]
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    engine: Engine, settings: Settings, make_encoder: MakeEncoder = load_encoder
) -> FastAPI:
    """The application with every route, answering from ``engine`` and its successors.

    ``settings`` are those that the engine was opened with.
    """
    render = templates()
    serving = Serving(engine, settings)
    jobs = Jobs(settings, serving, make_encoder)
    app = FastAPI(
        title="Communiqué",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_beside(serving, jobs, settings),
    )
    admin = Admin(settings.admin_token)
    app.state.communique = State(serving, render, settings, admin, jobs, Checker())
    for door in DOORS:
        app.include_router(door.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/swagger", StaticFiles(directory=SWAGGER), name="swagger")

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        """The API's description, to read and to try."""
        return render.TemplateResponse(request, "docs.html")

    told = _tell_errors(app, render)
    app.middleware("http")(_at_the_door(told))
    return app


def _beside(serving: Serving, jobs: Jobs, settings: Settings) -> Lifespan:
    """What goes on beside the requests: watching for changes, and making some."""

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        discard_left_behind(settings.place)
        serving.watch()
        jobs.start()
        yield
        jobs.close()
        serving.close()

    return running


def _tell_errors(app: FastAPI, render: Jinja2Templates) -> Told:
    """Every error as a sentence: a problem document for programs, a page for people."""

    def told(request: Request, status: int, detail: str) -> Response:
        title = HTTPStatus(status).phrase
        if request.url.path.startswith("/api/"):
            body = {"title": title, "status": status, "detail": detail}
            return JSONResponse(body, status, media_type=PROBLEM)
        page = {"title": title, "detail": detail}
        return render.TemplateResponse(request, "error.html", page, status_code=status)

    @app.exception_handler(CommuniqueError)
    def ours(request: Request, error: CommuniqueError) -> Response:
        return told(request, http_status(error), str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        if first["type"] == "json_invalid" or first["loc"] == ("body",):
            return told(request, 422, 'The body must be a JSON object, such as {"q": "Who met?"}.')
        name = ".".join(str(part) for part in first["loc"][1:])
        return told(request, 422, f"{name}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        known = {404: "There is no such page.", 405: "This address does not take that method."}
        unsaid = error.detail == HTTPStatus(error.status_code).phrase
        detail = known.get(error.status_code, error.detail) if unsaid else error.detail
        response = told(request, error.status_code, detail)
        response.headers.update(error.headers or {})
        return response

    return told


def _at_the_door(told: Told) -> Middleware:
    """What is done for every request: HEAD is GET, bodies are small, headers protect the page."""

    async def middleware(request: Request, call_next: CallNext) -> Response:
        if request.method == "HEAD":
            request.scope["method"] = "GET"  # the server leaves out the body
        length = request.headers.get("content-length", "0")
        most = LARGER_BODIES.get(request.url.path, LARGEST_BODY)
        if "transfer-encoding" in request.headers or not length.isdecimal():
            response = told(request, 411, "The length of the body must be stated.")
        elif int(length) > most:
            response = told(request, 413, f"The body may have at most {most:,} bytes.")
        else:
            response = await call_next(request)
        response.headers.update(HEADERS)
        return response

    return middleware
