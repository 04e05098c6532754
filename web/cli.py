"""The command line door: every command under one name, errors as sentences and exit codes."""

from __future__ import annotations

import os
import sys
from inspect import cleandoc
from io import BufferedReader, TextIOWrapper
from itertools import takewhile
from typing import Annotated, Any

import typer
from typer.main import get_command

from web import (
    archive_cli,
    ask_cli,
    check_cli,
    citing_cli,
    compare_cli,
    documents_cli,
    figures_cli,
    history_cli,
    kept_cli,
    mcp_cli,
    meetings_cli,
    phrase_cli,
    serve_cli,
)
from web.consoles import ERRORS, out
from web.options import MEASURE, Chosen

NAME = "communique"
COMMANDS = "communique.commands"  # other packages of ours add theirs under this name
LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")  # where a shell puts the line it completes
FAMILIES = (
    ask_cli, phrase_cli, check_cli, meetings_cli, compare_cli, history_cli, figures_cli,
    citing_cli, documents_cli, kept_cli, archive_cli, serve_cli, mcp_cli,
)  # fmt: skip

app = typer.Typer(
    name=NAME,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 answered or done, 3 not answered or not right, 2 wrong use, 1 failure, "
        "130 stopped by Ctrl-C. Results go to standard output, everything else to standard "
        "error; with --json errors are problem documents (RFC 9457) there, a line each. "
        "Settings: COMMUNIQUE_DATA, COMMUNIQUE_SOURCES, COMMUNIQUE_MODEL, COMMUNIQUE_RERANKER, "
        "COMMUNIQUE_READER, COMMUNIQUE_COLLECTION, COMMUNIQUE_HISTORY, COMMUNIQUE_HOST, "
        "COMMUNIQUE_PORT, COMMUNIQUE_ADMIN_TOKEN, COMMUNIQUE_RATE_LIMIT, "
        "COMMUNIQUE_CORS_ORIGINS, COMMUNIQUE_TRUSTED_PROXIES; NO_COLOR and COLUMNS are heeded."
    ),
)
for family in FAMILIES:
    app.add_typer(family.app)


def run() -> int:
    """Run the command line; errors of ours become one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ERRORS)
    arguments = sys.argv[1:]
    as_json = "--json" in takewhile(lambda one: one != "--", arguments)
    try:
        return _called(_command(arguments), arguments, standalone=not as_json)
    except Exception as error:  # noqa: BLE001 - what is not ours is raised again there
        from web.failures import told

        return told(error, as_json=as_json)


def _command(arguments: list[str]) -> Any:
    """Every command; those of other packages only where one of them may be meant.

    To find them takes a twentieth of a second, which no question waits for.
    """
    command = _readable(get_command(app))
    line = next(filter(None, map(os.environ.get, LINES)), "").split()
    first = (line[1:] if line else arguments)[:1]
    if first and first[0] in command.commands:
        return command
    from importlib.metadata import entry_points

    for other in entry_points(group=COMMANDS):
        if other.name not in command.commands:
            app.add_typer(other.load(), name=other.name, rich_help_panel=MEASURE)
    return _readable(get_command(app))


def _readable(command: Any) -> Any:
    """A command with the lines of each paragraph of its help joined, so that they fit any width."""
    if command.help:
        paragraphs = cleandoc(command.help).split("\n\n")
        command.help = "\n\n".join(" ".join(one.split()) for one in paragraphs)
    for below in getattr(command, "commands", {}).values():
        _readable(below)
    return command


def _called(command: Any, arguments: list[str], *, standalone: bool) -> int:
    """Run a command; gives the exit code. Where not ``standalone`` wrong use is raised, too."""
    return command.main(arguments, prog_name=NAME, standalone_mode=standalone) or 0


@app.callback()
def main(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", metavar="", is_eager=True),
    ] = False,
    collection: Chosen = None,
) -> None:
    """Ask what was said at the meetings, and get it in the meetings' own words.

    Without a command, on a terminal: the interactive mode, which answers in milliseconds since it
    keeps all open. Without a command, in a pipe: every line is a question, answered by a line of
    JSON, as by ask --questions -.

    Example: [bold]communique ask "Who hosted the meeting in June 2021?"[/bold]

    Example: [bold]communique find "the enduring defeat of Daesh" --json[/bold]

    Example: [bold]communique < questions.txt > answers.jsonl[/bold]
    """
    if version:
        from importlib.metadata import version as program_version

        out.print(f"communique {program_version(NAME)}")
        raise typer.Exit
    if collection is not None:  # for the command that follows, unless it chooses another
        os.environ["COMMUNIQUE_COLLECTION"] = collection
    if ctx.invoked_subcommand is None:
        _without_command(ctx)


def _without_command(ctx: typer.Context) -> None:
    """The interactive mode; in a pipe its lines are questions; where nothing comes, the help."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from qa import Settings
        from web.interactive.run import interact

        interact(Settings.read(), lambda given: _called(ctx.command, given, standalone=False))
    elif not sys.stdin.isatty() and _something_comes():
        _called(ctx.command, ["ask", "--questions", "-"], standalone=True)
    else:
        typer.echo(ctx.get_help())


def _something_comes() -> bool:
    """Whether there is anything in the pipe."""
    stream = sys.stdin.buffer
    return isinstance(stream, BufferedReader) and bool(stream.peek(1))
