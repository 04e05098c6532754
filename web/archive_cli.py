"""The commands that keep a whole collection safe: export, import, verify."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from web.consoles import err, is_seen, out
from web.options import DOCUMENTS, Chosen, Json

app = typer.Typer()

ArchiveFile = Annotated[Path, typer.Argument(help="The archive: a zip file.", metavar="FILE")]


@app.command(rich_help_panel=DOCUMENTS)
def export(file: ArchiveFile, collection: Chosen = None, as_json: Json = False) -> None:
    """Write the whole collection into one archive: sources, what is known, checksums.

    A full backup, with earlier and removed texts. The file must not be there yet.

    Exit code 0: written, 1: failure.

    Example: [bold]communique export council.zip --collection council[/bold]
    """
    from corpus.archive import export as write_archive
    from qa import Settings, open_store
    from web.progress import counting

    settings = Settings.read(collection=collection)
    open_store(settings).close()
    with counting(err, "Writing the archive") as bar:
        count = write_archive(settings.place, file, bar.advance)
    _tell(file, count, "with all that was kept of them", as_json=as_json)


@app.command(name="import", rich_help_panel=DOCUMENTS)
def import_archive(file: ArchiveFile, collection: Chosen = None, as_json: Json = False) -> None:
    """Bring a collection back from an archive, into a new or empty one.

    The archive is checked first, and nothing is changed where it is damaged.

    Exit code 0: brought back, bit for bit, 1: failure.

    Example: [bold]communique import council.zip --collection council[/bold]
    """
    from corpus.archive_reading import restore_archive
    from corpus.lock import writing
    from qa import Settings
    from qa.bootstrap import index_upkeep
    from web.progress import counting, progress

    settings = Settings.read(collection=collection)
    follows = settings.watched is not None
    with writing(settings.place), counting(err, "Checking and reading the archive") as bar:
        count = restore_archive(file, settings.place, bar.advance, follows_a_folder=follows)
    with progress(err) as (advance, _), index_upkeep(settings) as bring_up_to_date:
        bring_up_to_date(advance)
    _tell(file, count, "all as they were", as_json=as_json)


def _tell(file: Path, count: int, how: str, *, as_json: bool) -> None:
    from web import terminal
    from web.told import Archived
    from web.wire import to_json

    if as_json:
        terminal.json(out, to_json(Archived(str(file), count), indent=2))
    else:
        err.print(f"{file}: {count} documents, {how}.", markup=False, soft_wrap=True)


@app.command(rich_help_panel=DOCUMENTS)
def verify(as_json: Json = False, collection: Chosen = None) -> None:
    """Check everything that is stored: checksums, paragraphs and sentences read anew, rows.

    Prints a line for each document, and what is wrong with it where something is.

    Exit code 0: everything holds, 1: something does not.

    Example: [bold]communique verify --collection council[/bold]
    """
    from corpus.audit import audit
    from qa import Settings, open_store
    from web import terminal
    from web.progress import counting
    from web.wire import to_json

    found = []
    with (
        closing(open_store(Settings.read(collection=collection))) as store,
        counting(err, "Checking documents") as bar,
    ):
        for one in audit(store, bar.advance):
            found.append(one)
            if not as_json:
                terminal.finding(err if is_seen(out) and is_seen(err) else out, one)
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal.audited(out, found)
    raise typer.Exit(0 if all(one.problem is None for one in found) else 1)
