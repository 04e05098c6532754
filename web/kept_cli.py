"""The commands that list what is kept: versions, collections."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from web.completing import meetings
from web.consoles import out
from web.options import DOCUMENTS, Chosen, Json

if TYPE_CHECKING:
    from pathlib import Path

    from web.told import ListedCollection

app = typer.Typer()


@app.command(rich_help_panel=DOCUMENTS)
def versions(
    meeting: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A meeting's id, or how it begins.", autocompletion=meetings
        ),
    ],
    as_json: Json = False,
    collection: Chosen = None,
) -> None:
    """List every text kept for a meeting: current, kept beside it, earlier, removed.

    Prints each text's file, size and checksum, and in what it differs from the current one.

    Exit code 0: listed, 2: there is no such meeting.

    Example: [bold]communique versions 2024-03-02 --collection council[/bold]
    """
    from corpus.versions import versions as kept_versions
    from qa import Settings
    from web import terminal
    from web.opening import stored
    from web.wire import to_json

    with stored(Settings.read(collection=collection)) as store:
        found = kept_versions(store, meeting)
    if as_json:
        terminal.json(out, to_json(list(found), indent=2))
    else:
        terminal.versions(out, found)


@app.command(rich_help_panel=DOCUMENTS)
def collections(as_json: Json = False) -> None:
    """List the collections, with how many meetings each has.

    Prints the names that --collection takes; (default) is that of the folder of sources.

    Example: [bold]communique collections[/bold]
    """
    from corpus.database import FILE_NAME
    from corpus.places import collection_folder, collections_in
    from qa import Settings
    from web import terminal
    from web.wire import to_json

    data = Settings.read().data
    names = [None, *collections_in(data)]
    places = [(name, collection_folder(data, name)) for name in names]
    found = [_listed(name, place) for name, place in places if (place / FILE_NAME).is_file()]
    if as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal.collections(out, found)


def _listed(name: str | None, place: Path) -> ListedCollection:
    from corpus import Store
    from corpus.errors import StoreError
    from web.told import ListedCollection

    try:
        with closing(Store(place)) as store:
            title = store.property("name")
            count = len(store.meetings())
            return ListedCollection(name, None if title == place.name else title, count, None)
    except StoreError as error:
        return ListedCollection(name, None, None, str(error))
