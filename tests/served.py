"""The page and the API, served over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from qa import Engine, Settings
from tests.conftest import hashing_encoder
from web.app import create_app
from web.server import listen


@contextmanager
def served(engine: Engine, settings: Settings) -> Iterator[str]:
    """The address of a server that runs in a thread."""
    with listen("127.0.0.1", 0) as place:
        app = create_app(engine, settings, hashing_encoder)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
        server.should_exit = True
        thread.join(30)
