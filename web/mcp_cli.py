"""The command that serves language models: mcp."""

from __future__ import annotations

from typing import Annotated

import typer

from qa import Engine, Settings, open_engine
from web.consoles import err
from web.documents_cli import Chosen
from web.progress import progress

app = typer.Typer()


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP instead.", metavar="")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on, with --http.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, with --http.")] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="Name under which others reach the server, with --http. Several: each."),
    ] = None,
    collection: Chosen = None,
) -> None:
    """Serve language models by the Model Context Protocol, over standard input and output.

    Example: [bold]communique mcp --http --port 8001[/bold]
    """
    settings = Settings.read(host=host, port=port, collection=collection)
    if http:
        _over_http(settings, allow_host or [])
        return
    from web.mcp.opening import Opening
    from web.mcp.run import serve_stdio

    serve_stdio(Opening(settings, _open))


def _over_http(settings: Settings, names: list[str]) -> None:
    from web.mcp.opening import Opening
    from web.mcp.run import PATH, serve_http
    from web.server import listen

    with listen(settings.host, settings.port) as socket:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{socket.getsockname()[1]}{PATH}"
        err.print(f"Communiqué serves MCP at [bold]{address}[/bold] (Ctrl-C stops it).")
        serve_http(Opening(settings, _open), socket, [host, *names])


def _open(settings: Settings) -> Engine:
    with progress(err) as (advance, notice):
        return open_engine(settings, advance, notice)
