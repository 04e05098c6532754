"""The command on figures: numbers by meeting and subject."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from web.consoles import out
from web.options import LOOK_UP, Chosen, Json, Meetings

NOTHING_FOUND = 3

app = typer.Typer()

MANUAL = """
List the figures by subject and meeting, with what changed.

Prints a list for each subject: every figure as it stands in the document, with its citation,
and the change since the meeting before. Without a subject the latest meetings are read.

Exit code 0: there are figures, 3: none was found, 2: wrong use.

Example: [bold]communique figures "people freed"[/bold]

Example: [bold]communique figures --kind money --csv > money.csv[/bold]
"""


def _kinds(incomplete: str) -> list[str]:
    from qa.figures import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


@app.command(rich_help_panel=LOOK_UP, help=MANUAL)
def figures(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="What is counted or measured.")
    ] = "",
    meeting: Meetings = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only money, percentage, quantity, people, members or number.",
            autocompletion=_kinds,
        ),
    ] = None,
    collection: Chosen = None,
    as_json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.", metavar="")] = False,
) -> None:
    """List the figures by subject and meeting, with what changed."""
    from corpus.errors import InputError
    from qa import Settings
    from qa.figures import kind_named
    from web import terminal, terminal_figures
    from web.figures_csv import as_csv
    from web.opening import opened
    from web.wire import to_json

    if as_json and csv:
        raise InputError("Choose --json or --csv, not both.")
    chosen = kind_named(kind)
    engine = opened(Settings.read(collection=collection))
    table = engine.figures.table(subject, meeting or (), chosen)
    if as_json:
        terminal.json(out, to_json(table, indent=2))
    elif csv:
        out.file.flush()
        sys.stdout.buffer.write(as_csv(table).encode())
    else:
        terminal_figures.figures(out, table)
    raise typer.Exit(0 if table.rows else NOTHING_FOUND)
