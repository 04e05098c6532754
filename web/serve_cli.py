"""The commands that serve, and that build what is served."""

from __future__ import annotations

from typing import Annotated

import typer

from web.consoles import err, out
from web.options import DOCUMENTS, SERVE, Chosen, Json

app = typer.Typer()


@app.command(rich_help_panel=SERVE)
def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address to listen on.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Port to listen on; 0 for a free one.")
    ] = None,
    log_requests: Annotated[
        bool,
        typer.Option("--log-requests", help="Write a line for each request.", metavar=""),
    ] = False,
    collection: Chosen = None,
) -> None:
    """Serve the web page and the API, until Ctrl-C.

    The address is told on standard error as soon as it answers. Others can reach it only where
    [bold]--host[/bold] lets them.

    Exit code 0: stopped, 2: the address cannot be had, 1: failure.

    Example: [bold]communique serve --port 8080 --collection council[/bold]
    """
    from qa import Settings
    from web.opening import opened
    from web.server import address_of, listen, serve_forever

    settings = Settings.read(host=host, port=port, collection=collection)
    with listen(settings.host, settings.port) as socket:
        engine = opened(settings)
        address = address_of(settings, socket)
        err.print(f"Communiqué is ready at [bold]{address}[/bold] (Ctrl-C stops it).")
        serve_forever(engine, settings, socket, log_requests=log_requests)


@app.command(rich_help_panel=DOCUMENTS)
def build(collection: Chosen = None, as_json: Json = False) -> None:
    """Read the documents and build the search index anew.

    Hardly ever needed: an index that is missing, stale or damaged is built when a question is
    asked. Prints how much there is now.

    Exit code 0: built, 1: failure; what was there before then is unchanged.

    Example: [bold]communique build --collection council[/bold]
    """
    from qa import Settings
    from qa import build as build_index
    from web import terminal
    from web.progress import progress
    from web.wire import to_json

    with progress(err) as (advance, notice):
        report = build_index(Settings.read(collection=collection), advance, notice)
    if as_json:
        terminal.json(out, to_json(report, indent=2))
        return
    documents = report.documents
    err.print(
        f"Built: {report.paragraphs} paragraphs, {report.sentences} sentences "
        f"(documents: {documents.added} new, {documents.unchanged} unchanged, "
        f"{documents.retired} retired)."
    )
