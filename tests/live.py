"""The real server on a real socket, in a thread of the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import create_connection

from qa import Engine, Settings
from qa.bootstrap import MakeEncoder, load_encoder
from web.app import create_app
from web.door import Patience
from web.door.bodies import PATIENCE
from web.server import listen, server


@dataclass(frozen=True, slots=True)
class Live:
    """Where a server listens."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, *pieces: bytes, pause: float = 0.0) -> tuple[int, str]:
        """Send bytes as they are; the status of the answer (0 for none), and all of it."""
        with create_connection(("127.0.0.1", self.port), timeout=30) as place:
            for piece in pieces:
                place.sendall(piece)
                time.sleep(pause)
            answer = b""
            while piece := place.recv(65_536):
                answer += piece
        first = answer.split(b" ", 2)
        return int(first[1]) if len(first) > 1 else 0, answer.decode(errors="replace")


@contextmanager
def live(
    engine: Engine,
    settings: Settings,
    patience: Patience = PATIENCE,
    make_encoder: MakeEncoder = load_encoder,
) -> Iterator[Live]:
    """A server that answers from ``engine``."""
    place = listen("127.0.0.1", 0)
    serving = server(create_app(engine, settings, make_encoder, patience), settings, patience)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [place]})
    thread.start()
    try:
        while not serving.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield Live(place.getsockname()[1])
    finally:
        serving.should_exit = True
        thread.join()
        place.close()
