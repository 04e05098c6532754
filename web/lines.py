"""Many questions or phrases answered, each by one line of JSON (JSON Lines), in their order."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import CommuniqueError, InputError
from qa import Answer
from qa.phrase import FoundPhrase
from web.consoles import err, out
from web.lines_given import Shape, given_lines
from web.options import PIPE
from web.progress import counting
from web.wire import as_python, exit_code, problem

NOT_ANSWERED = 3
WORST_FIRST = (1, 2, NOT_ANSWERED, 0)
WHEN_STOPPED = "The lines written so far are whole."
CHUNK = 1 << 20

Result = Answer | FoundPhrase


@contextmanager
def lines_of(file: str) -> Iterator[BinaryIO]:
    """A file or the pipe, open; raises InputError where it cannot be read."""
    if file == PIPE:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below; only opening is told so
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
    with stream:
        yield stream


def answer_lines(
    stream: BinaryIO, shape: type[Shape], verb: Callable[[Shape], tuple[Result, bool]]
) -> int:
    """Print what ``verb`` makes of each line, as soon as it is made; gives the exit code.

    ``verb`` also tells whether there was an answer. Raises InputError where no line asks anything.
    """
    codes: set[int] = set()
    with counting(err, "Answering", WHEN_STOPPED, beside=out) as bar:
        total = _count(stream) if bar.is_shown else None
        for number, given in given_lines(stream, shape):
            told, code = _answered(number, given, verb)
            codes.add(code)
            sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            sys.stdout.buffer.flush()
            bar.advance(number, total)
    if not codes:
        raise InputError("There is nothing to answer: every line is blank or a comment.")
    return next(code for code in WORST_FIRST if code in codes)


def _answered(
    number: int, given: Shape | InputError, verb: Callable[[Shape], tuple[Result, bool]]
) -> tuple[dict[str, Any], int]:
    """What is printed for a line, and the exit code it calls for."""
    name = number if isinstance(given, InputError) or given.id is None else given.id
    named: dict[str, Any] = {"line": number, "id": name}
    try:
        if isinstance(given, InputError):
            raise given
        result, answered = verb(given)
    except CommuniqueError as error:
        return named | problem(error), exit_code(error)
    return named | as_python(result), 0 if answered else NOT_ANSWERED


def _count(stream: BinaryIO) -> int | None:
    """How many lines a file has; None for a pipe, whose end is not known."""
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        return None
    begun = stream.tell()
    count = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(CHUNK), b""))
    stream.seek(begun)
    return count
