"""The interactive mode from its first line to its last: nothing that is typed ends it."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable

import typer

from corpus.errors import CommuniqueError, InputError
from qa import Settings
from web import terminal
from web.consoles import err, out
from web.interactive.commands import arguments_of
from web.interactive.completer import LineCompleter
from web.interactive.reading import HISTORY, KeyReader, PlainReader, Reader, is_plain
from web.interactive.session import Open
from web.opening import SESSION, opened
from web.progress import INTERRUPTED
from web.serving import Serving
from web.words import meetings_said

Call = Callable[[list[str]], int]

LEAVING = ("/quit", "quit", "exit", "/exit", "/q")
HELPING = ("help", "?", "/?")
HELP = "/help"
STOPPED = "Stopped."
UNEXPECTED = "That went wrong inside the program (%s). The session goes on."

log = logging.getLogger("communique")


def interact(settings: Settings, call: Call) -> None:
    """Read lines and do what they say until the end of the input.

    ``call`` runs the command line with arguments and gives the exit code; it raises what the
    command raises.
    """
    engine = opened(settings)
    session = Open(settings, Serving(engine, settings))
    kept = settings.data / HISTORY if settings.history else None
    reader: Reader = PlainReader() if is_plain() else KeyReader(LineCompleter(session), kept)
    _greet(session)
    token = SESSION.set(session)
    try:
        while (line := _read(reader, session)) is not None:
            if line and not _is_done(line, reader):
                _follow(session, HELP if line in HELPING else line, call)
    finally:
        SESSION.reset(token)


def _greet(session: Open) -> None:
    store = session.engine.store
    meetings = store.meetings()
    years = f", {meetings[0].date.year}–{meetings[-1].date.year}" if meetings else ""
    told = f"{store.property('name')}: {meetings_said(len(meetings))}{years}."
    out.print(told, markup=False, style="bold")
    out.print("Ask a question. /help lists the commands, Tab completes, Ctrl-D leaves.")


def _read(reader: Reader, session: Open) -> str | None:
    """The next line, empty where Ctrl-C dropped it; None at the end."""
    try:
        return reader.read(session.prompt).strip()
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None


def _is_done(line: str, reader: Reader) -> bool:
    """Whether a line was about the lines themselves."""
    if line in LEAVING:
        raise typer.Exit
    if line == "/forget":
        reader.forget()
        out.print("What was typed is forgotten.")
        return True
    return False


def _follow(session: Open, line: str, call: Call) -> None:
    """Do what a line says; every error is told, none is raised."""
    try:
        if told := session.renew():
            terminal.notice(err, told)
        arguments = arguments_of(session, line)
        if arguments is not None:
            _call(session, arguments, call)
    except CommuniqueError as error:
        terminal.failed(err, error, as_json=session.as_json)
    except typer.TyperException as error:
        wrong = InputError(error.format_message())
        terminal.failed(err, wrong, as_json=session.as_json)
    except KeyboardInterrupt:
        terminal.notice(err, STOPPED)
    except OSError as error:
        terminal.problem(err, f"{error.strerror or error}.")
    except Exception as error:
        log.debug("unexpected", exc_info=True)
        terminal.problem(err, UNEXPECTED % f"{type(error).__name__}: {error}")
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a bar may have taken it away
    out.print()


def _call(session: Open, arguments: list[str], call: Call) -> None:
    name, *rest = arguments
    as_json = ["--json"] if session.as_json and "--help" not in rest and "--csv" not in rest else []
    if call([name, *as_json, *rest]) == INTERRUPTED:
        terminal.notice(err, STOPPED)
