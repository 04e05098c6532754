"""The command that serves language models: mcp."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from web.consoles import err
from web.options import SERVE, Chosen

if TYPE_CHECKING:
    from qa import Settings

app = typer.Typer()


@app.command(rich_help_panel=SERVE)
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP instead.", metavar="")
    ] = False,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address to listen on, with --http.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Port to listen on, with --http.")
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Name under which others reach the server, with --http. Several: each.",
        ),
    ] = None,
    collection: Chosen = None,
) -> None:
    """Serve language models by the Model Context Protocol, over standard input and output.

    An assistant's program starts it itself and speaks to it; nothing else is printed to standard
    output. With [bold]--http[/bold] it listens on an address, which is told on standard error.

    Exit code 0: stopped, 2: the address cannot be had, 1: failure.

    Example: [bold]communique mcp --http --port 8001[/bold]
    """
    from qa import Settings
    from web.mcp.opening import Opening
    from web.mcp.run import serve_stdio
    from web.opening import opened

    settings = Settings.read(host=host, port=port, collection=collection)
    if http:
        _over_http(settings, allow_host or [])
    else:
        serve_stdio(Opening(settings, opened))


def _over_http(settings: Settings, names: list[str]) -> None:
    from web.mcp.opening import Opening
    from web.mcp.run import PATH, serve_http
    from web.opening import opened
    from web.server import address_of, in_address, listen

    with listen(settings.host, settings.port) as socket:
        address = f"{address_of(settings, socket)}{PATH}"
        err.print(f"Communiqué serves MCP at [bold]{address}[/bold] (Ctrl-C stops it).")
        serve_http(Opening(settings, opened), socket, [in_address(settings.host), *names])
