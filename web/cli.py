"""The command line door."""

from __future__ import annotations

import sys
from contextlib import closing
from importlib.metadata import entry_points
from importlib.metadata import version as program_version
from io import TextIOWrapper
from typing import Annotated

import typer

from corpus.errors import CommuniqueError
from qa import Engine, Settings, clean, meetings_within, open_engine, open_store, read_meeting
from qa import build as build_index
from web import (
    archive_cli,
    check_cli,
    citing_cli,
    compare_cli,
    documents_cli,
    figures_cli,
    history_cli,
    phrase_cli,
    terminal,
    terminal_answer,
)
from web.consoles import err, out
from web.filters import filters
from web.progress import progress
from web.wire import exit_code, to_json

COMMANDS = "communique.commands"  # other packages of ours add theirs under this name
NOT_ANSWERED = 3

app = typer.Typer(
    name="communique",
    no_args_is_help=True,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Ask what was said at the meetings, and get it in the meetings' own words.",
    epilog=(
        "Exit codes: 0 answered or done, 3 not answered or not right, 2 wrong use, 1 failure, "
        "130 stopped by Ctrl-C. "
        "Settings: COMMUNIQUE_DATA, COMMUNIQUE_SOURCES, COMMUNIQUE_MODEL, COMMUNIQUE_RERANKER, "
        "COMMUNIQUE_READER, COMMUNIQUE_COLLECTION, COMMUNIQUE_HOST, COMMUNIQUE_PORT, "
        "COMMUNIQUE_ADMIN_TOKEN, COMMUNIQUE_RATE_LIMIT, COMMUNIQUE_CORS_ORIGINS, "
        "COMMUNIQUE_TRUSTED_PROXIES."
    ),
)
app.add_typer(documents_cli.app)
app.add_typer(archive_cli.app)
app.add_typer(phrase_cli.app)
app.add_typer(check_cli.app)
app.add_typer(compare_cli.app)
app.add_typer(history_cli.app)
app.add_typer(citing_cli.app)
app.add_typer(figures_cli.app)

Chosen = documents_cli.Chosen
Json = documents_cli.Json


def run() -> int:
    """Run the command line; errors of ours become one sentence and an exit code."""
    for command in entry_points(group=COMMANDS):
        if sys.argv[1:2] in ([], ["-h"], ["--help"], [command.name]):
            app.add_typer(command.load(), name=command.name)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except CommuniqueError as error:
        terminal.problem(err, str(error))
        return exit_code(error)
    except OSError as error:
        terminal.problem(err, f"The result could not be written: {error.strerror or error}.")
        return 1
    return 0


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", metavar="", is_eager=True),
    ] = False,
) -> None:
    """What every command shares."""
    if version:
        out.print(f"communique {program_version('communique')}")
        raise typer.Exit


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    meeting: Annotated[
        list[str] | None,
        typer.Option(help="Only this meeting: its id or date. Several: any of them."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Only meetings from this day.")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="Only meetings up to this day.")] = None,
    place: Annotated[str | None, typer.Option(help="Only meetings at this place.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only meetings of this kind.")] = None,
    set_aside: Annotated[
        list[str] | None,
        typer.Option(help="Words of the question that must not restrict it to meetings."),
    ] = None,
    collection: Chosen = None,
    limit: Annotated[int, typer.Option(min=1, max=20, help="Most quotations to show.")] = 3,
    as_json: Json = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every step with its scores.", metavar="")
    ] = False,
) -> None:
    """Ask a question and get a verified quotation with its citation.

    Example: [bold]communique ask "Which new members joined?" --meeting 2021-06-28[/bold]
    """
    settings = Settings.read(collection=collection)
    clean(question)
    chosen = filters(meeting or (), start, end, place, kind, set_aside or ())
    with closing(open_store(settings)) as store:
        meetings_within(chosen, store)
        meetings = store.meetings()
    answer, explanation = _engine(settings).explain(question, chosen, limit)
    if as_json:
        terminal.json(out, to_json(answer, indent=2))
    else:
        terminal_answer.answer(out, answer, meetings)
    if explain:
        terminal_answer.explanation(err if as_json else out, answer, explanation, meetings)
    raise typer.Exit(0 if answer.answered else NOT_ANSWERED)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    log_requests: Annotated[
        bool,
        typer.Option("--log-requests", help="Write a line for each request.", metavar=""),
    ] = False,
    collection: Chosen = None,
) -> None:
    """Serve the web page and the API."""
    from web.server import listen, serve_forever

    settings = Settings.read(host=host, port=port, collection=collection)
    with listen(settings.host, settings.port) as socket:
        engine = _engine(settings)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{socket.getsockname()[1]}"
        err.print(f"Communiqué is ready at [bold]{address}[/bold] (Ctrl-C stops it).")
        serve_forever(engine, settings, socket, log_requests=log_requests)


@app.command()
def build(collection: Chosen = None) -> None:
    """Read the documents and build the search index anew."""
    with progress(err) as (advance, notice):
        report = build_index(Settings.read(collection=collection), advance, notice)
    documents = report.documents
    err.print(
        f"Built: {report.paragraphs} paragraphs, {report.sentences} sentences "
        f"(documents: {documents.added} new, {documents.unchanged} unchanged, "
        f"{documents.retired} retired)."
    )


@app.command(name="list")
def list_meetings(as_json: Json = False, collection: Chosen = None) -> None:
    """List the meetings in date order."""
    store = open_store(Settings.read(collection=collection))
    meetings = store.meetings()
    if as_json:
        terminal.json(out, to_json(list(meetings), indent=2))
    else:
        terminal.meetings(out, store.property("name"), meetings)


@app.command()
def show(
    meeting: Annotated[str, typer.Argument(help="A meeting's id, or how it begins.")],
    as_json: Json = False,
    collection: Chosen = None,
) -> None:
    """Show a meeting's numbered paragraphs."""
    read = read_meeting(open_store(Settings.read(collection=collection)), meeting)
    if as_json:
        terminal.json(out, to_json(read, indent=2))
    else:
        terminal.meeting(out, read)


def _engine(settings: Settings) -> Engine:
    with progress(err) as (advance, notice):
        return open_engine(settings, advance, notice)
