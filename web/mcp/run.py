"""The server run: over standard input and output, or over HTTP on a socket."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from io import TextIOWrapper
from socket import socket
from typing import Any

import anyio
import uvicorn
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from web.mcp.opening import Opening
from web.mcp.server import mcp_server
from web.mcp.stdin import until_interrupted
from web.protocol import PatientProtocol

PATH = "/mcp"
LARGEST_BODY = 2_000_000  # bytes: the longest text to look up, in JSON, with room to spare
LOCAL = ("127.0.0.1", "localhost", "[::1]")
PATIENCE = 1  # seconds that open streams are given when the server stops


def serve_stdio(opening: Opening) -> None:
    """Serve one client, who writes to standard input, until that is closed or Ctrl-C is pressed."""
    with closing(opening), until_interrupted() as stdin:
        anyio.run(_over_stdio, mcp_server(opening), stdin)


async def _over_stdio(server: Server[Any], stdin: TextIOWrapper) -> None:
    async with stdio_server(anyio.wrap_file(stdin)) as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def serve_http(opening: Opening, place: socket, names: Sequence[str]) -> None:
    """Serve clients on a bound socket until stopped, who reach it under these names."""
    app = mcp_server(opening).streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=LARGEST_BODY,
        transport_security=_guarded((*LOCAL, *names)),
    )
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    with closing(opening):
        uvicorn.Server(config).run(sockets=[place])


def _guarded(names: Sequence[str]) -> TransportSecuritySettings:
    """Only requests to these names, and from pages of them: no web page can reach in by DNS."""
    hosts = [each for name in names for each in (name, f"{name}:*")]
    return TransportSecuritySettings(
        allowed_hosts=hosts,
        allowed_origins=[f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")],
    )
