"""The HTTP server: the port is taken before the model is loaded, so that a clash shows at once."""

from __future__ import annotations

import errno
import logging
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn
from fastapi import FastAPI

from corpus.errors import SettingsError
from qa import Engine, Settings
from web.app import create_app
from web.door import Patience
from web.door.bodies import PATIENCE
from web.protocol import protocol

BACKLOG = 2048
LONGEST_HEAD = 260_000  # bytes: the longest address and its headers; what is longer is cut off


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


def address_of(settings: Settings, place: socket) -> str:
    """The address of a server that listens on a socket, as a person types it."""
    return f"http://{in_address(settings.host)}:{place.getsockname()[1]}"


def in_address(host: str) -> str:
    """A host as it stands in an address: one of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def server(app: FastAPI, settings: Settings, patience: Patience = PATIENCE) -> uvicorn.Server:
    """What answers requests from an application of these settings."""
    trusted = settings.trusted_proxies
    config = uvicorn.Config(
        app,
        http=protocol(patience.head),
        h11_max_incomplete_event_size=LONGEST_HEAD,
        backlog=BACKLOG,
        log_level="warning",
        access_log=False,
        proxy_headers=trusted is not None,
        forwarded_allow_ips=trusted,
    )
    return uvicorn.Server(config)


def serve_forever(
    engine: Engine, settings: Settings, place: socket, *, log_requests: bool = False
) -> None:
    """Answer requests on a bound socket until stopped; on request, write a line for each."""
    if log_requests:
        logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
        logging.getLogger("communique.requests").setLevel(logging.INFO)
    server(create_app(engine, settings), settings).run(sockets=[place])
