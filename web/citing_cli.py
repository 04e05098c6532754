"""The commands on citations: cite, verify-citation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from web.consoles import err, out
from web.options import LOOK_UP, PIPE, Chosen, Format, Json, Output, Overwrite

if TYPE_CHECKING:
    from corpus import Store
    from qa import Engine, Settings
    from qa.citing import Verdict
    from qa.phrase import FoundPhrase

NOT_HERE = 3
DOES_NOT_HOLD = 1
UNREADABLE = 2

Links = Annotated[
    list[str],
    typer.Argument(
        metavar="LINK", help="Permalinks, with or without a host; - for a pipe, one a line."
    ),
]

app = typer.Typer()


@app.command(rich_help_panel=LOOK_UP)
def cite(
    links: Links,
    format: Format = None,
    output: Output = None,
    overwrite: Overwrite = False,
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Cite quotations by their permalinks, in a format that other programs read.

    Permalinks stand in [bold]--json[/bold] of ask and find, and behind Cite on the pages. Prints
    the citations in one file, each quotation once.

    Exit code 0: cited, 2: a link cannot be read or its words are not here.

    Example: [bold]communique cite /quotes/… --format bibtex >> library.bib[/bold]
    """
    from corpus.errors import InputError
    from qa import Settings
    from qa.exporting import sheet_of_links
    from web.export_cli import ONE_FORMAT, destination
    from web.opening import stored

    if as_json and format not in (None, "json"):
        raise InputError(ONE_FORMAT)
    to = destination("json" if as_json else format, output, overwrite=overwrite, else_this="text")
    with stored(Settings.read(collection=collection)) as store:
        to.write(sheet_of_links(store, _each(links)), store)


@app.command(name="verify-citation", rich_help_panel=LOOK_UP)
def check_citation(links: Links, collection: Chosen = None, as_json: Json = False) -> None:
    """Check whether cited words still stand in their stored source.

    Prints for each permalink whether it holds, the words, and where they stand today.

    Exit code 0: they do, 1: some do not, 3: some document is not here, 2: a link cannot be read.

    Example: [bold]communique verify-citation /quotes/…[/bold]
    """
    from qa import Settings
    from qa.citing import verify_citation
    from web import terminal, terminal_citing
    from web.opening import stored
    from web.wire import to_json

    settings = Settings.read(collection=collection)
    several = PIPE in links or len(links) > 1
    unread = 0
    with stored(settings) as store:
        find = _finder(settings)
        if several:
            verdicts, unread = _verdicts(_each(links), store, find, as_json=as_json)
        else:
            verdicts = [verify_citation(links[0], store, find)]
    if as_json:
        terminal.json(out, to_json(tuple(verdicts) if several else verdicts[0], indent=2))
    else:
        for verdict in verdicts:
            terminal_citing.verdict(out, verdict)
    raise typer.Exit(UNREADABLE if unread else _exit_code(verdicts))


def _verdicts(
    links: Sequence[str], store: Store, find: Callable[[str], FoundPhrase], *, as_json: bool
) -> tuple[list[Verdict], int]:
    """The verdicts, and how many links could not be read, of which each is told."""
    from corpus.errors import InputError
    from qa.citing import verify_citation
    from web import terminal

    verdicts, unread = [], 0
    for link in links:
        try:
            verdicts.append(verify_citation(link, store, find))
        except InputError as error:
            terminal.failed(err, error, as_json=as_json)
            unread += 1
    return verdicts, unread


def _exit_code(verdicts: Sequence[Verdict]) -> int:
    outcomes = {verdict.outcome for verdict in verdicts}
    if "does not hold" in outcomes:
        return DOES_NOT_HOLD
    return NOT_HERE if "not here" in outcomes else 0


def _each(links: Sequence[str]) -> list[str]:
    """The links given, with those of a pipe in the place of its sign; raises InputError."""
    from corpus.errors import InputError

    each: list[str] = []
    for link in links:
        each += [line for line in sys.stdin if line.strip()] if link == PIPE else [link]
    if not each:
        raise InputError("No permalink came through the pipe.")
    return each


def _finder(settings: Settings) -> Callable[[str], FoundPhrase]:
    """What looks a phrase up; its models are loaded when it is first needed."""
    from web.opening import opened

    @cache
    def engine() -> Engine:
        return opened(settings)

    return lambda text: engine().find(text)
