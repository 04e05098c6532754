"""The command on histories: a phrase or a topic followed, and the silences of a collection."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from web.consoles import out
from web.options import LOOK_UP, PIPE, Chosen, Json

if TYPE_CHECKING:
    from qa.history import History, Silences

NOT_FOUND = 3

app = typer.Typer()


@app.command(rich_help_panel=LOOK_UP)
def history(
    phrase: Annotated[
        str | None,
        typer.Argument(
            metavar="PHRASE", help="A phrase or a topic; - for a pipe.", show_default=False
        ),
    ] = None,
    silences: Annotated[
        bool,
        typer.Option("--silences", help="What fell silent in the whole collection.", metavar=""),
    ] = False,
    least: Annotated[
        int,
        typer.Option(metavar="N", help="With --silences: in how many meetings at least it stood."),
    ] = 2,
    offset: Annotated[int, typer.Option(metavar="N", help="How many rows to leave out.")] = 0,
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Follow a phrase or a topic through all meetings.

    Prints first and last use, every wording, gaps, and a row for each meeting with the passage
    that comes nearest. With [bold]--silences[/bold] and no phrase: wording of several meetings
    that the latest does not have.

    Exit code 0: found, 3: nothing was found, 2: wrong use.

    Example: [bold]communique history "the enduring defeat of Daesh"[/bold]

    Example: [bold]communique history --silences --least 3[/bold]
    """
    from corpus.errors import InputError
    from qa import Settings
    from qa.history import follow
    from qa.history import silences as find_silences
    from web.opening import opened

    if silences == (phrase is not None):
        raise InputError('Give a phrase or a topic, as communique history "…", or --silences.')
    text = sys.stdin.read() if phrase == PIPE else phrase
    engine = opened(Settings.read(collection=collection))
    found = find_silences(engine, least) if text is None else follow(engine, text, offset)
    _print(found, as_json=as_json)


def _print(found: History | Silences, *, as_json: bool) -> None:
    from qa.history import History
    from web import terminal, terminal_history
    from web.wire import to_json

    if as_json:
        terminal.json(out, to_json(found, indent=2))
    elif isinstance(found, History):
        terminal_history.history(out, found)
    else:
        terminal_history.silences(out, found)
    is_there = found.found if isinstance(found, History) else bool(found.silences)
    raise typer.Exit(0 if is_there else NOT_FOUND)
