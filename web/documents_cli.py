"""The commands that take documents in and out: add, update, remove, restore."""

from __future__ import annotations

from typing import Annotated

import typer

from web.completing import meetings as some_meetings
from web.completing import removed_meetings
from web.options import DOCUMENTS, Chosen, Json, Ocr

app = typer.Typer()


@app.command(rich_help_panel=DOCUMENTS)
def add(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files and folders, or - for a pipe.")
    ],
    collection: Chosen = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="The meeting's title.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The meeting's day: 2021-06-28.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Where it met.")] = None,
    body: Annotated[str | None, typer.Option(metavar="BODY", help="Which body met.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="What kind of meeting it was.")
    ] = None,
    hosts: Annotated[str | None, typer.Option(metavar="NAMES", help="Who hosted it.")] = None,
    ocr: Ocr = False,
    as_json: Json = False,
) -> None:
    """Add documents: text, Markdown, HTML, PDF, Word. One bad file stops no other.

    What is known of the meeting is read off the document, its front matter or
    a file of the same name beside it (statement.toml); options are for all files
    of the run. What must be known and is not is asked for on a terminal.
    Prints what became of each file: added, updated, unchanged, kept as a version, or refused
    and why.

    Exit code 0: done, 1: a file was refused.

    Example: [bold]communique add minutes/ --collection council[/bold]
    """
    from qa import Settings
    from web.changing import added, changed

    settings = Settings.read(collection=collection)
    given = {"title": title, "date": date, "place": place, "body": body, "kind": kind,
             "hosts": hosts}  # fmt: skip
    options = {name: value for name, value in given.items() if value is not None}
    code = changed(
        settings,
        lambda filer, advance, ask: added(filer, files, options, advance, ask, ocr=ocr),
        as_json=as_json,
    )
    raise typer.Exit(code)


@app.command(rich_help_panel=DOCUMENTS)
def update(
    meetings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Ids of meetings; all, where none is named.",
            autocompletion=some_meetings,
        ),
    ] = None,
    collection: Chosen = None,
    ocr: Ocr = False,
    as_json: Json = False,
) -> None:
    """Read the files that were added again: what has changed is filed anew, nothing is lost.

    Prints what became of each file; one that is gone is told and kept.

    Exit code 0: done, 1: a file was refused.

    Example: [bold]communique update --collection council[/bold]
    """
    from corpus.taking_in import update_files
    from web.changing import changed, with_documents

    settings = with_documents(collection)
    chosen = meetings or ()
    code = changed(
        settings,
        lambda filer, advance, ask: update_files(filer, chosen, advance, ask, ocr=ocr),
        as_json=as_json,
    )
    raise typer.Exit(code)


@app.command(rich_help_panel=DOCUMENTS)
def remove(
    meetings: Annotated[
        list[str],
        typer.Argument(
            metavar="ID", help="Ids of meetings, as list shows them.", autocompletion=some_meetings
        ),
    ],
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Take meetings out of the collection; restore brings them back.

    Exit code 0: removed, 1: refused, 2: there is no such meeting.

    Example: [bold]communique remove 2024-03-02 --collection council[/bold]
    """
    from web.changing import WHEN_NEEDED, changed, with_documents

    settings = with_documents(collection)
    code = changed(
        settings,
        lambda filer, *_: (filer.remove(name) for name in meetings),
        as_json=as_json,
        annotating=WHEN_NEEDED,
    )
    raise typer.Exit(code)


@app.command(rich_help_panel=DOCUMENTS)
def restore(
    meetings: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="Ids of meetings that were removed.",
            autocompletion=removed_meetings,
        ),
    ],
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Bring removed meetings back.

    Exit code 0: they are back, 2: no such meeting was removed.

    Example: [bold]communique restore 2024-03-02 --collection council[/bold]
    """
    from web.changing import WHEN_NEEDED, changed, with_documents

    settings = with_documents(collection)
    code = changed(
        settings,
        lambda filer, *_: (filer.restore(name) for name in meetings),
        as_json=as_json,
        annotating=WHEN_NEEDED,
    )
    raise typer.Exit(code)
