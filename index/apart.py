"""Work done in a process of its own: what it loads leaves with it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from pebble import ProcessExpired, ProcessPool

from corpus.errors import ModelError
from corpus.processes import processes


@contextmanager
def process_of_its_own(name: str) -> Iterator[ProcessPool]:
    """A fresh process that ends with this one, however this one ends.

    Raises ModelError, with the ``name`` of what was worked at, when the system stops it.
    """
    try:
        with processes(1, _end_with, os.getpid()) as process:
            yield process
    except ProcessExpired as error:
        raise ModelError(
            f"{name} could not be made ready: the system stopped it, as it does when memory "
            "runs out. Free some and try again."
        ) from error


def _end_with(parent: int) -> None:
    """Let this process end soon after its parent, however that one ends."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
