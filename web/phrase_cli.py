"""The commands on the history of wording: find."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qa import Settings, open_engine
from qa.exporting import sheet_of_look_up
from web import terminal_phrase
from web.consoles import err, out
from web.documents_cli import Chosen, Json
from web.export_cli import Format, Output, Overwrite, Pick, exported_to, picked
from web.progress import progress
from web.wire import to_json

NOT_FOUND = 3

app = typer.Typer()


@app.command()
def find(
    phrase: Annotated[
        str, typer.Argument(help="A phrase, a sentence or a paragraph; - for a pipe.")
    ],
    collection: Chosen = None,
    as_json: Json = False,
    format: Format = None,
    output: Output = None,
    overwrite: Overwrite = False,
    pick: Pick = None,
) -> None:
    """Look a quotation up: every place where it stands, and how.

    Example: [bold]communique find "the enduring defeat of Daesh"[/bold]
    """
    export = exported_to(format, output, pick, overwrite=overwrite, as_json=as_json)
    text = sys.stdin.read() if phrase == "-" else phrase
    with progress(err) as (advance, notice):
        engine = open_engine(Settings.read(collection=collection), advance, notice)
    found = engine.find(text)
    if export:
        export.write(sheet_of_look_up(engine, found, picked(pick)), engine.store)
    elif as_json:
        out.file.flush()
        sys.stdout.buffer.write(to_json(found, indent=2) + b"\n")
    else:
        terminal_phrase.found(out, found)
    raise typer.Exit(0 if found.places or found.pieces else NOT_FOUND)
