"""The HTTP server: the port is taken before the model is loaded, so that a clash shows at once."""

from __future__ import annotations

import errno
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn

from corpus.errors import SettingsError
from qa import Engine, Settings
from web.app import create_app

BACKLOG = 2048
LONGEST_ADDRESS = 200_000  # bytes: the longest question, percent-encoded, with room to spare


def listen(host: str, port: int) -> socket:
    """A listening socket; raises SettingsError when the address cannot be had."""
    # asyncio sends small writes at once (TCP_NODELAY) only where the protocol is named: else the
    # body waits up to 40 ms for the headers to be acknowledged
    place = socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM, IPPROTO_TCP)
    place.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
        place.listen(BACKLOG)
    except (OSError, TypeError, UnicodeError) as error:
        place.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"Port {port} on {host} is in use. Stop the other program or choose --port."
            ) from error
        raise SettingsError(
            f"Cannot listen on {host} port {port}: {error}. Choose --host and --port."
        ) from error
    return place


def serve_forever(engine: Engine, settings: Settings, place: socket) -> None:
    """Answer requests on a bound socket until stopped, from an engine of these settings."""
    config = uvicorn.Config(
        create_app(engine, settings),
        http="h11",
        h11_max_incomplete_event_size=LONGEST_ADDRESS,
        backlog=BACKLOG,
        log_level="warning",
        access_log=False,
    )
    uvicorn.Server(config).run(sockets=[place])
