"""The commands on quotations: find, verify-quotation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from web.completing import meetings
from web.consoles import out
from web.options import ASK, PIPE, Chosen, Format, Json, Output, Overwrite, Pick

if TYPE_CHECKING:
    from qa import Settings
    from qa.phrase import FoundPhrase

NOT_FOUND = 3

app = typer.Typer()

MANUAL = """
Look a quotation up: every place where it stands, and how.

Prints the places in date order: verbatim, altered with [-words that are yours-] and
{+words of the record+}, or partial. With [bold]--phrases[/bold] one JSON object a line, in
order, as by [bold]ask --questions[/bold].

Exit code 0: found (of many: each), 3: the record does not have it (of many: one or more),
2: wrong use (of many: a line cannot be used).

Example: [bold]communique find "the enduring defeat of Daesh"[/bold]

Example: [bold]communique find --phrases quotations.txt | jq .verdict[/bold]
"""


@app.command(rich_help_panel=ASK, help=MANUAL)
def find(
    phrase: Annotated[
        str | None,
        typer.Argument(
            metavar="PHRASE",
            help="A phrase, a sentence or a paragraph; - for a pipe.",
            show_default=False,
        ),
    ] = None,
    phrases: Annotated[
        str | None,
        typer.Option(help="Many phrases from a file, or - for a pipe.", metavar="FILE"),
    ] = None,
    collection: Chosen = None,
    as_json: Json = False,
    format: Format = None,
    output: Output = None,
    overwrite: Overwrite = False,
    pick: Pick = None,
) -> None:
    """Look a quotation up: every place where it stands, and how."""
    from corpus.errors import InputError
    from qa import Settings
    from qa.exporting import sheet_of_look_up
    from web import terminal, terminal_phrase
    from web.export_cli import exported_to
    from web.opening import opened, shown
    from web.wire import to_json

    if (phrase is None) == (phrases is None):
        raise InputError(
            "Give one phrase in quotation marks, or many by --phrases FILE, and not both."
        )
    export = exported_to(format, output, pick, overwrite=overwrite, as_json=as_json)
    settings = Settings.read(collection=collection)
    if phrase is None:
        if export:
            raise InputError("An evidence sheet is of one phrase. Many are written as JSON Lines.")
        raise typer.Exit(_many(settings, str(phrases)))
    engine = opened(settings)
    found = engine.find(sys.stdin.read() if phrase == PIPE else phrase)
    if export:
        export.write(sheet_of_look_up(engine, found, export.picks), engine.store)
    elif as_json:
        terminal.json(out, to_json(found, indent=2))
    else:
        terminal_phrase.found(out, found)
    shown([place.citation for place in found.all_places])
    raise typer.Exit(0 if _is_found(found) else NOT_FOUND)


@app.command(name="verify-quotation", rich_help_panel=ASK)
def check_quotation(
    quotation: Annotated[
        str, typer.Argument(metavar="QUOTATION", help="The quotation; - for a pipe.")
    ],
    meeting: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="The meeting to which it is put down: its id or date.",
            autocompletion=meetings,
        ),
    ] = "",
    collection: Chosen = None,
    as_json: Json = False,
) -> None:
    """Tell whether a quotation may be quoted so, as said at a meeting.

    Prints verbatim, altered, misattributed or not in the record, and where the words stand.

    Exit code 0: verbatim and rightly put down, 3: not, 2: wrong use.

    Example: [bold]communique verify-quotation "the enduring defeat of Daesh" --meeting 2017[/bold]
    """
    from qa import Settings
    from qa.phrase import verify_quotation
    from web import terminal, terminal_phrase
    from web.opening import opened, shown
    from web.wire import to_json

    engine = opened(Settings.read(collection=collection))
    text = sys.stdin.read() if quotation == PIPE else quotation
    verified = verify_quotation(text, meeting, engine.store, engine.find)
    if as_json:
        terminal.json(out, to_json(verified, indent=2))
    else:
        terminal_phrase.verified(out, verified)
    shown([source.citation for source in verified.sources])
    raise typer.Exit(0 if verified.verdict == "verbatim" else NOT_FOUND)


def _many(settings: Settings, file: str) -> int:
    """Look every phrase of a file up, each told by a line of JSON; gives the exit code."""
    from web.lines import answer_lines, lines_of
    from web.lines_given import PhraseLine
    from web.opening import opened

    with lines_of(file) as stream:
        engine = opened(settings)

        def verb(line: PhraseLine) -> tuple[FoundPhrase, bool]:
            found = engine.find(line.q)
            return found, _is_found(found)

        return answer_lines(stream, PhraseLine, verb)


def _is_found(found: FoundPhrase) -> bool:
    return bool(found.places or found.pieces)
