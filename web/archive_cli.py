"""The commands that keep a whole collection safe: export, import, verify."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from corpus.archive import export as write_archive
from corpus.archive_reading import restore_archive
from corpus.audit import audit
from corpus.lock import writing
from qa import Settings, open_store
from qa.bootstrap import index_upkeep
from web import terminal
from web.consoles import err, out
from web.documents_cli import Chosen, Json
from web.progress import counting, progress
from web.wire import to_json

app = typer.Typer()

ArchiveFile = Annotated[Path, typer.Argument(help="The archive: a zip file.", metavar="FILE")]


@app.command()
def export(file: ArchiveFile, collection: Chosen = None) -> None:
    """Write the whole collection into one archive: sources, what is known, checksums."""
    settings = Settings.read(collection=collection)
    open_store(settings).close()
    with counting(err, "Writing the archive") as bar:
        count = write_archive(settings.place, file, bar.advance)
    err.print(
        f"{file}: {count} documents, with all that was kept of them.", markup=False, soft_wrap=True
    )


@app.command(name="import")
def import_archive(file: ArchiveFile, collection: Chosen = None) -> None:
    """Bring a collection back from an archive, into a new or empty one.

    Example: [bold]communique import council.zip --collection council[/bold]
    """
    settings = Settings.read(collection=collection)
    follows = settings.watched is not None
    with writing(settings.place), counting(err, "Checking and reading the archive") as bar:
        count = restore_archive(file, settings.place, bar.advance, follows_a_folder=follows)
    with progress(err) as (advance, _), index_upkeep(settings) as bring_up_to_date:
        bring_up_to_date(advance)
    err.print(f"{file}: {count} documents, all as they were.", markup=False, soft_wrap=True)


@app.command()
def verify(as_json: Json = False, collection: Chosen = None) -> None:
    """Check everything that is stored: checksums, paragraphs and sentences read anew, rows."""
    found = []
    with (
        closing(open_store(Settings.read(collection=collection))) as store,
        counting(err, "Checking documents") as bar,
    ):
        for one in audit(store, bar.advance):
            found.append(one)
            if not as_json:
                terminal.finding(err if out.is_terminal and err.is_terminal else out, one)
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal.audited(out, found)
    raise typer.Exit(0 if all(one.problem is None for one in found) else 1)
