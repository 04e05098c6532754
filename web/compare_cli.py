"""The command that compares two meetings."""

from __future__ import annotations

from typing import Annotated

import typer

from web.completing import meetings
from web.consoles import out
from web.options import LOOK_UP, Chosen, Json

app = typer.Typer()


@app.command(rich_help_panel=LOOK_UP)
def compare(
    first: Annotated[
        str,
        typer.Argument(
            metavar="A", help="A meeting's id, or how it begins.", autocompletion=meetings
        ),
    ],
    second: Annotated[
        str,
        typer.Argument(
            metavar="B", help="The later one, compared with A.", autocompletion=meetings
        ),
    ],
    whole: Annotated[
        bool, typer.Option("--all", help="Print what is unchanged, too.", metavar="")
    ] = False,
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Compare two meetings: what was kept, changed, moved, dropped, and what is new.

    Prints the paragraphs in the order of B, with [-words that are gone-] and {+words that are
    new+}; unchanged ones are a line each.

    Exit code 0: compared, 2: there is no such meeting.

    Example: [bold]communique compare 2020-06 2021-03[/bold]
    """
    from qa import Settings
    from qa.compare import compare as compare_meetings
    from web import terminal, terminal_compare
    from web.opening import opened
    from web.wire import to_json

    engine = opened(Settings.read(collection=collection))
    found = compare_meetings(engine, first, second)
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal_compare.comparison(out, found, whole=whole)
