"""Standard input that Ctrl-C ends, as if the client had closed it.

A thread that reads standard input can be woken by nothing but its end, and a program waits for its
threads; so one for which it does not wait hands on what it reads.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO, TextIOWrapper
from threading import Event, Thread

STDIN = 0
A_PIECE = 65_536  # bytes


@contextmanager
def until_interrupted() -> Iterator[TextIOWrapper]:
    """The text of standard input; raises KeyboardInterrupt afterwards, where Ctrl-C ended it."""
    source = FileIO(_claimed())
    reading, writing = os.pipe()
    given, sink = FileIO(reading), FileIO(writing, "w")
    interrupted = Event()

    def interrupt(_signal: int, _frame: object) -> None:
        interrupted.set()
        sink.close()

    before = signal.signal(signal.SIGINT, interrupt)
    Thread(target=_hand_on, args=(source, sink), name="communique-stdin", daemon=True).start()
    with TextIOWrapper(BufferedReader(given), encoding="utf-8", errors="replace") as text:
        yield text
    signal.signal(signal.SIGINT, before)
    if interrupted.is_set():
        raise KeyboardInterrupt


def _claimed() -> int:
    """Standard input under another number, so that no process of ours reads from it."""
    claimed = os.dup(STDIN)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, STDIN)
    os.close(nothing)
    return claimed


def _hand_on(source: FileIO, sink: FileIO) -> None:
    """Write what is read until there is no more, or nobody to read it."""
    with suppress(ValueError, OSError), sink:  # it was closed meanwhile
        while piece := source.read(A_PIECE):
            left = memoryview(piece)
            while left:
                left = left[sink.write(left) :]
