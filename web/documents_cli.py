"""The commands that take documents in and out: add, update, remove, restore; what is kept."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from corpus import Store
from corpus.adding import Filed, Filer
from corpus.database import FILE_NAME
from corpus.errors import StoreError
from corpus.intake import MOST_BYTES
from corpus.lock import writing
from corpus.reading_apart import Ask
from corpus.taking_in import Advance, add_copies, add_files, update_files
from corpus.versions import versions as kept_versions
from index import Annotating, annotating_ahead, annotating_apart
from qa import Settings, open_store
from qa.bootstrap import index_upkeep, open_filer
from qa.settings import COLLECTIONS
from web import terminal
from web.asking_cli import asking
from web.consoles import err, out
from web.progress import counting, progress
from web.wire import to_json

PIPE = "-"
WHEN_STOPPED = "What was filed is kept; run the command again for the rest."

AT_ONCE, WHEN_NEEDED = annotating_ahead, annotating_apart

app = typer.Typer()

Chosen = Annotated[
    str | None, typer.Option("--collection", help="A collection of your own, by name.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.", metavar="")]
Ocr = Annotated[bool, typer.Option("--ocr", help="Read scanned pages with Tesseract.", metavar="")]

Change = Callable[[Filer, Advance, Ask | None], Iterator[Filed]]


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
    ocr: Ocr = False,
) -> None:
    """Add documents: text, Markdown, HTML, PDF, Word. One bad file stops no other.

    What is known of the meeting is read off the document, its front matter or
    a file of the same name beside it (statement.toml); options are for all files
    of the run. What must be known and is not is asked for on a terminal.

    Example: [bold]communique add minutes/ --collection council[/bold]
    """
    settings = Settings.read(collection=collection)
    given = {"title": title, "date": date, "place": place, "body": body, "kind": kind,
             "hosts": hosts}  # fmt: skip
    options = {name: value for name, value in given.items() if value is not None}
    _change(
        settings, lambda filer, advance, ask: _added(filer, files, options, advance, ask, ocr=ocr)
    )


@app.command()
def update(
    meetings: Annotated[
        list[str] | None, typer.Argument(help="Ids of meetings; all, where none is named.")
    ] = None,
    collection: Chosen = None,
    ocr: Ocr = False,
) -> None:
    """Read the files that were added again: what has changed is filed anew, nothing is lost."""
    settings = _with_documents(collection)
    chosen = meetings or ()
    _change(
        settings, lambda filer, advance, ask: update_files(filer, chosen, advance, ask, ocr=ocr)
    )


@app.command()
def remove(
    meetings: Annotated[list[str], typer.Argument(help="Ids of meetings, as list shows them.")],
    collection: Chosen = None,
) -> None:
    """Take meetings out of the collection; restore brings them back."""
    settings = _with_documents(collection)
    _change(settings, lambda filer, *_: (filer.remove(name) for name in meetings), WHEN_NEEDED)


@app.command()
def restore(
    meetings: Annotated[list[str], typer.Argument(help="Ids of meetings that were removed.")],
    collection: Chosen = None,
) -> None:
    """Bring removed meetings back."""
    settings = _with_documents(collection)
    _change(settings, lambda filer, *_: (filer.restore(name) for name in meetings), WHEN_NEEDED)


@app.command()
def versions(
    meeting: Annotated[str, typer.Argument(help="A meeting's id, or how it begins.")],
    as_json: Json = False,
    collection: Chosen = None,
) -> None:
    """List every text kept for a meeting: current, kept beside it, earlier, removed."""
    with closing(open_store(Settings.read(collection=collection))) as store:
        found = kept_versions(store, meeting)
    if as_json:
        terminal.json(out, to_json(list(found), indent=2))
    else:
        terminal.versions(out, found)


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
    """A collection's title, if it has one, and how many meetings, or what is wrong with it."""
    try:
        with closing(Store(place)) as store:
            count = len(store.meetings())
            size = "1 meeting" if count == 1 else f"{count} meetings"
            title = store.property("name")
            return size if title == place.name else f"{title}  {size}"
    except StoreError as error:
        return str(error)


def _with_documents(collection: str | None) -> Settings:
    """The settings of a collection that is there: only ``add`` and ``import`` make a new one."""
    settings = Settings.read(collection=collection)
    open_store(settings).close()
    return settings


def _change(settings: Settings, change: Change, annotating: Annotating = AT_ONCE) -> None:
    """Change the store file by file, telling of each, then bring the index up to date."""
    files: list[Filed] = []
    with index_upkeep(settings, annotating=annotating) as bring_index_up_to_date:
        with (
            closing(open_filer(settings)) as filer,
            writing(settings.place),
            counting(err, "Reading documents", WHEN_STOPPED) as bar,
        ):
            for one in change(filer, bar.advance, asking(err, bar)):
                files.append(one)
                _told(one)
        with progress(err, WHEN_STOPPED) as (advance, _):  # also after a run that was stopped
            bring_index_up_to_date(advance)
    terminal.counts(out, files)
    raise typer.Exit(1 if any(one.outcome == "refused" for one in files) else 0)


def _told(one: Filed) -> None:
    """A line on a file; on a terminal it goes above the bar, which stands on standard error."""
    beside_the_bar = out.is_terminal and err.is_terminal
    terminal.filed(err if one.outcome == "refused" or beside_the_bar else out, one)


def _added(
    filer: Filer,
    names: Sequence[str],
    options: Mapping[str, str],
    advance: Advance,
    ask: Ask | None,
    *,
    ocr: bool,
) -> Iterator[Filed]:
    files = [name for name in names if name != PIPE]
    if PIPE in names:
        source = sys.stdin.buffer.read(MOST_BYTES + 1)
        # Two texts that come through a pipe are two documents, so each has a name of its own.
        digits = hashlib.sha256(source).hexdigest()[:6]
        with TemporaryDirectory() as folder:
            piped = Path(folder) / f"standard-input-{digits}.txt"
            piped.write_bytes(source)
            yield from add_copies(filer, [piped], options, ocr=ocr, by_form=False)
    if files or PIPE not in names:
        yield from add_files(filer, files, options, advance, ask, ocr=ocr)
