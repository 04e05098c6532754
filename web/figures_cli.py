"""The command on figures: numbers by meeting and subject."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corpus.errors import InputError
from qa import Settings, open_engine
from qa.figures import kind_named
from web import terminal_figures
from web.consoles import err, out
from web.documents_cli import Chosen, Json
from web.figures_csv import as_csv
from web.progress import progress
from web.wire import to_json

NOTHING_FOUND = 3

app = typer.Typer()


@app.command()
def figures(
    subject: Annotated[str, typer.Argument(help="What is counted or measured.")] = "",
    meeting: Annotated[
        list[str] | None,
        typer.Option(help="Only this meeting: its id or date. Several: any of them."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="Only money, percentage, quantity, people, members or number."),
    ] = None,
    collection: Chosen = None,
    as_json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.", metavar="")] = False,
) -> None:
    """List the figures by subject and meeting, with what changed.

    Example: [bold]communique figures "people freed"[/bold]
    """
    if as_json and csv:
        raise InputError("Choose --json or --csv, not both.")
    chosen = kind_named(kind)
    with progress(err) as (advance, notice):
        engine = open_engine(Settings.read(collection=collection), advance, notice)
    table = engine.figures.table(subject, meeting or (), chosen)
    out.file.flush()
    if as_json:
        sys.stdout.buffer.write(to_json(table, indent=2) + b"\n")
    elif csv:
        sys.stdout.buffer.write(as_csv(table).encode())
    else:
        terminal_figures.figures(out, table)
    raise typer.Exit(0 if table.rows else NOTHING_FOUND)
