"""The command that compares two meetings."""

from __future__ import annotations

from typing import Annotated

import typer

from qa import Settings, open_engine
from qa.compare import compare as compare_meetings
from web import terminal, terminal_compare
from web.consoles import err, out
from web.documents_cli import Chosen, Json
from web.progress import progress
from web.wire import to_json

app = typer.Typer()


@app.command()
def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A meeting's id, or how it begins.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The later one, compared with A.")],
    whole: Annotated[
        bool, typer.Option("--all", help="Print what is unchanged, too.", metavar="")
    ] = False,
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Compare two meetings: what was kept, changed, moved, dropped, and what is new.

    Example: [bold]communique compare 2020-06 2021-03[/bold]
    """
    with progress(err) as (advance, notice):
        engine = open_engine(Settings.read(collection=collection), advance, notice)
    found = compare_meetings(engine, first, second)
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal_compare.comparison(out, found, whole=whole)
