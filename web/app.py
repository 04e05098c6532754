"""The web application around a built engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import fastapi_offline
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.middleware.cors import CORSMiddleware

from qa import Engine, Settings
from qa.bootstrap import MakeEncoder, load_encoder
from web import (
    api,
    batch_api,
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
    meetings_pages,
    pages,
    phrase_pages,
    quotation_api,
    service_api,
    suggest_api,
)
from web.admin import Admin
from web.checking import MOST_RECEIVED, Checker
from web.door import Answering, Bodies, EntityTags, Patience, RateLimit, Rates, Twins
from web.door.bodies import PATIENCE
from web.jobs import Jobs
from web.openapi import Application
from web.pages import templates
from web.parameters import check_request
from web.problems import Told, tell_errors, teller
from web.serving import Serving
from web.state import State
from web.static_files import StaticFiles
from web.uploads import MOST_UPLOADED, discard_left_behind

DOORS = (
    api,
    batch_api,
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
    meetings_pages,
    pages,
    phrase_pages,
    quotation_api,
    service_api,
    suggest_api,
)
STATIC = Path(__file__).parent / "static"
SWAGGER = Path(fastapi_offline.__file__).parent / "static"
LARGER_BODIES = {
    "/documents": MOST_UPLOADED,
    "/api/documents": MOST_UPLOADED,
    "/check": MOST_RECEIVED,
    "/api/check": MOST_RECEIVED,
}
TO_OTHER_ORIGINS = (
    "ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID", "X-Total-Count",
)  # fmt: skip

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    engine: Engine,
    settings: Settings,
    make_encoder: MakeEncoder = load_encoder,
    patience: Patience = PATIENCE,
) -> FastAPI:
    """The application with every route, answering from ``engine`` and its successors.

    ``settings`` are those that the engine was opened with.
    """
    render = templates()
    serving = Serving(engine, settings)
    jobs = Jobs(settings, serving, make_encoder)
    app = Application(
        lifespan=_beside(serving, jobs, settings),
        dependencies=[Depends(check_request)],
    )
    admin = Admin(settings.admin_token)
    rates = None if settings.rate_limit is None else Rates(settings.rate_limit)
    app.state.communique = State(serving, render, settings, admin, jobs, Checker(), rates)
    for door in DOORS:
        app.include_router(door.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/swagger", StaticFiles(directory=SWAGGER), name="swagger")

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        """The API's description, to read and to try."""
        return render.TemplateResponse(request, "docs.html")

    told = teller(render)
    tell_errors(app, told, [route for door in DOORS for route in door.router.routes])
    _guard(app, told, settings, rates, patience)
    return app


def _guard(
    app: FastAPI, told: Told, settings: Settings, rates: Rates | None, patience: Patience
) -> None:
    """Put what is done for every request around the application, the innermost first."""
    app.add_middleware(EntityTags)
    app.add_middleware(Bodies, told=told, larger=LARGER_BODIES, patience=patience)
    app.add_middleware(Twins)  # a twin takes bodies as large as its page
    if rates is not None:
        app.add_middleware(RateLimit, told=told, rates=rates)
    if settings.cors_origins is not None:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=[one.strip() for one in settings.cors_origins.split(",")],
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", "X-Request-ID"],
            expose_headers=TO_OTHER_ORIGINS,
        )
    app.add_middleware(Answering, told=told)


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
