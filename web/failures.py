"""What becomes of an error that ends a command."""

from __future__ import annotations

import typer

from corpus.errors import CommuniqueError, InputError
from web import terminal
from web.consoles import err
from web.wire import exit_code


def told(error: Exception, *, as_json: bool) -> int:
    """Tell an error on standard error; gives the exit code. What is not ours is raised again."""
    code = 1
    if isinstance(error, typer.TyperException):
        code = error.exit_code
        error = InputError(error.format_message())
    elif isinstance(error, CommuniqueError):
        code = exit_code(error)
    elif isinstance(error, OSError):
        why = f"The result could not be written: {error.strerror or error}."
        error = CommuniqueError(why)
    elif isinstance(error, typer.Abort):
        error = CommuniqueError("Stopped: nothing more came to be read.")
    else:
        raise error
    terminal.failed(err, error, as_json=as_json)
    return code
