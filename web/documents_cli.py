"""The commands that take documents in and out: add, remove, restore, collections."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus import Store
from corpus.adding import Filed, Filer
from corpus.database import FILE_NAME
from corpus.errors import CommuniqueError, InputError, StoreError
from corpus.finding import files_under
from corpus.intake import MOST_BYTES, Brought, Taken, take
from corpus.lock import writing
from corpus.reading_apart import read_apart
from qa import Settings
from qa.bootstrap import index_upkeep, open_filer
from qa.settings import COLLECTIONS
from web import terminal
from web.progress import progress

PIPE = "-"
PIPED_NAME = "standard-input.txt"

app = typer.Typer()
out = Console(highlight=False, soft_wrap=not (sys.stdout and sys.stdout.isatty()))
err = Console(stderr=True, highlight=False)

Chosen = Annotated[
    str | None, typer.Option("--collection", help="A collection of your own, by name.")
]


@app.command()
def add(
    files: Annotated[list[str], typer.Argument(help="Files and folders, or - for a pipe.")],
    collection: Chosen = None,
    title: Annotated[str | None, typer.Option(help="The meeting's title.")] = None,
    date: Annotated[str | None, typer.Option(help="The meeting's day: 2021-06-28.")] = None,
    place: Annotated[str | None, typer.Option(help="Where it met.")] = None,
    body: Annotated[str | None, typer.Option(help="Which body met.")] = None,
    kind: Annotated[str | None, typer.Option(help="What kind of meeting it was.")] = None,
    hosts: Annotated[str | None, typer.Option(help="Who hosted it.")] = None,
) -> None:
    """Add documents: text, Markdown, HTML, PDF, Word. One bad file stops no other.

    What is known of the meeting is read off the document, its front matter or a file of the same
    name beside it (statement.toml); options are for all files of the run.

    Example: [bold]communique add minutes/ --collection council[/bold]
    """
    settings = Settings.read(collection=collection)
    given = {"title": title, "date": date, "place": place, "body": body, "kind": kind,
             "hosts": hosts}  # fmt: skip
    options = {name: value for name, value in given.items() if value is not None}
    filed = _change(settings, lambda filer: _added(filer, files, options))
    _report(filed)


@app.command()
def remove(
    meetings: Annotated[list[str], typer.Argument(help="Ids of meetings, as list shows them.")],
    collection: Chosen = None,
) -> None:
    """Take meetings out of the collection; restore brings them back."""
    settings = Settings.read(collection=collection)
    _report(_change(settings, lambda filer: (filer.remove(name) for name in meetings)))


@app.command()
def restore(
    meetings: Annotated[list[str], typer.Argument(help="Ids of meetings that were removed.")],
    collection: Chosen = None,
) -> None:
    """Bring removed meetings back."""
    settings = Settings.read(collection=collection)
    _report(_change(settings, lambda filer: (filer.restore(name) for name in meetings)))


@app.command()
def collections() -> None:
    """List the collections, with how many meetings each has."""
    settings = Settings.read()
    folder = settings.data / COLLECTIONS
    names = sorted(one.parent.name for one in folder.glob(f"*/{FILE_NAME}"))
    places = [("(default)", settings.data), *((name, folder / name) for name in names)]
    for name, place in places:
        if (place / FILE_NAME).is_file():
            out.print(f"{name}  {_summary(place)}", markup=False)


def _summary(place: Path) -> str:
    """A collection's title and how many meetings it has, or what is wrong with it."""
    try:
        with closing(Store(place)) as store:
            return f"{store.property('name')}  {len(store.meetings())} meetings"
    except StoreError as error:
        return str(error)


def _change(settings: Settings, change: Callable[[Filer], Iterator[Filed]]) -> list[Filed]:
    """Change the store file by file, then bring the index up to date."""
    with progress(err) as (advance, _), index_upkeep(settings) as bring_index_up_to_date:
        with closing(open_filer(settings)) as filer, writing(settings.place):
            filed = []
            for one in change(filer):
                filed.append(one)
                if one.outcome == "refused":
                    terminal.refusal(err, one)
        if any(one.outcome != "refused" for one in filed):  # an earlier run may have been stopped
            bring_index_up_to_date(advance)
    return filed


def _added(filer: Filer, names: Sequence[str], options: Mapping[str, str]) -> Iterator[Filed]:
    if PIPE in names:
        source = sys.stdin.buffer.read(MOST_BYTES + 1)
        yield _filed(filer, PIPED_NAME, _taken(Brought(PIPED_NAME, source, options=options)))
    paths = files_under([name for name in names if name != PIPE])
    if not paths and PIPE not in names:
        raise InputError(
            f"There is no document in {', '.join(names)[:200]}. Name .txt, .md, .html, .pdf or "
            ".docx files, or folders with such."
        )
    for path, read in read_apart(paths, options):
        yield _filed(filer, os.path.relpath(path), read)


def _taken(brought: Brought) -> Taken | CommuniqueError:
    try:
        return take(brought)
    except CommuniqueError as error:
        return error


def _filed(filer: Filer, name: str, read: Taken | CommuniqueError) -> Filed:
    if isinstance(read, InputError):  # an option that is wrong for every file
        raise read
    if isinstance(read, CommuniqueError):
        return Filed(name, "refused", None, (str(read),))
    return filer.add(read)


def _report(filed: Sequence[Filed]) -> None:
    terminal.filed(out, filed)
    raise typer.Exit(1 if any(one.outcome == "refused" for one in filed) else 0)
