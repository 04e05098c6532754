"""Work done in a process of its own: what it loads leaves with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread

from corpus.errors import ModelError


@contextmanager
def process_of_its_own(name: str) -> Iterator[ProcessPoolExecutor]:
    """A fresh process that ends with this one, however this one ends.

    Raises ModelError, with the ``name`` of what was worked at, when the system stops it.
    """
    spawn = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, spawn, _end_with, (os.getpid(),)) as process:
            try:
                yield process
            except BaseException:
                process.shutdown(wait=False, cancel_futures=True)
                raise
    except BrokenProcessPool as error:
        raise ModelError(
            f"{name} could not be made ready: the system stopped it, as it does when memory "
            "runs out. Free some and try again."
        ) from error


def _end_with(parent: int) -> None:
    """Let this process end soon after its parent, however that one ends, and with it at Ctrl-C.

    A terminal sends Ctrl-C to both; the parent tells of it, and waits for no work of this one.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
