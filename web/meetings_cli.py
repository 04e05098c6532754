"""The commands that list and show meetings."""

from __future__ import annotations

from typing import Annotated

import typer

from web.completing import meetings
from web.consoles import out
from web.options import LOOK_UP, Chosen, Json

app = typer.Typer()


@app.command(name="list", rich_help_panel=LOOK_UP)
def list_meetings(as_json: Json = False, collection: Chosen = None) -> None:
    """List the meetings in date order.

    Prints each meeting's id, which every command takes, with day, place and title.

    Example: [bold]communique list --collection council[/bold]
    """
    from qa import Settings
    from web import terminal
    from web.opening import stored
    from web.wire import to_json

    with stored(Settings.read(collection=collection)) as store:
        found, name = store.meetings(), store.property("name")
    if as_json:
        terminal.json(out, to_json(list(found), indent=2))
    else:
        terminal.meetings(out, name, found)


@app.command(rich_help_panel=LOOK_UP)
def show(
    meeting: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A meeting's id, or how it begins.", autocompletion=meetings
        ),
    ],
    paragraph: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only this paragraph and those beside it."),
    ] = None,
    as_json: Json = False,
    collection: Chosen = None,
) -> None:
    """Show a meeting's numbered paragraphs.

    Prints what is known of the meeting, each value printed in the document or curated by a
    person, then its text with the numbers that citations use.

    Exit code 0: shown, 2: there is no such meeting or paragraph.

    Example: [bold]communique show 2021-06-28 --paragraph 3[/bold]
    """
    from qa import Settings, read_meeting
    from web import terminal
    from web.meeting_text import around
    from web.opening import stored
    from web.wire import to_json

    with stored(Settings.read(collection=collection)) as store:
        read = read_meeting(store, meeting)
    if paragraph is not None:
        read = around(read, paragraph)
    if as_json:
        terminal.json(out, to_json(read, indent=2))
    else:
        terminal.meeting(out, read)
