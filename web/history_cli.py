"""The command on histories: a phrase or a topic followed, and the silences of a collection."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corpus.errors import InputError
from qa import Settings, open_engine
from qa.history import FEWEST_MEETINGS, History, Silences, follow
from qa.history import silences as find_silences
from web import terminal, terminal_history
from web.consoles import err, out
from web.documents_cli import Chosen, Json
from web.progress import progress
from web.wire import to_json

NOT_FOUND = 3

app = typer.Typer()


@app.command()
def history(
    phrase: Annotated[
        str | None, typer.Argument(help="A phrase or a topic; - for a pipe.", show_default=False)
    ] = None,
    silences: Annotated[
        bool,
        typer.Option("--silences", help="What fell silent in the whole collection.", metavar=""),
    ] = False,
    least: Annotated[
        int, typer.Option(help="With --silences: in how many meetings at least it stood.")
    ] = FEWEST_MEETINGS,
    offset: Annotated[int, typer.Option(help="How many rows to leave out.")] = 0,
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Follow a phrase or a topic through all meetings.

    Example: [bold]communique history "the enduring defeat of Daesh"[/bold]
    """
    if silences == (phrase is not None):
        raise InputError('Give a phrase or a topic, as communique history "…", or --silences.')
    text = sys.stdin.read() if phrase == "-" else phrase
    with progress(err) as (advance, notice):
        engine = open_engine(Settings.read(collection=collection), advance, notice)
    found: History | Silences
    found = find_silences(engine, least) if text is None else follow(engine, text, offset)
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    elif isinstance(found, History):
        terminal_history.history(out, found)
    else:
        terminal_history.silences(out, found)
    is_there = found.found if isinstance(found, History) else bool(found.silences)
    raise typer.Exit(0 if is_there else NOT_FOUND)
