"""Processes for work that must not harm this one, which alone hears of Ctrl-C and ends them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, set_start_method
from multiprocessing.synchronize import Semaphore
from typing import Any

from pebble import ProcessPool

LONGEST_BEGINNING = 10.0  # seconds


@contextmanager
def processes(count: int, begin: Callable[..., None], *given: Any) -> Iterator[ProcessPool]:
    """So many fresh processes, each calling ``begin`` first; what is raised ends them all."""
    spawn = get_context("spawn")
    begun = spawn.Semaphore(0)
    ready = (begun, begin, *given)
    with ProcessPool(count, initializer=_begin, initargs=ready, context=spawn) as pool:
        try:
            with _deaf_to_ctrl_c():
                pool.active  # noqa: B018 - asking starts them
            yield pool
        except BaseException:
            with _deaf_to_ctrl_c():
                _wait_for(begun, count)
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()
            raise
        _wait_for(begun, count)


def _begin(begun: Semaphore, begin: Callable[..., None], *given: Any) -> None:
    # Semaphores that libraries make here have no name then, so that none is left behind when this
    # process is ended.
    set_start_method("fork", force=True)
    begin(*given)
    begun.release()


def _wait_for(begun: Semaphore, count: int) -> None:
    """A process that still begins while the pool is taken down under it would complain of that."""
    for _ in range(count):
        if not begun.acquire(timeout=LONGEST_BEGINNING):
            return


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started here never hears of Ctrl-C, not even while Python begins; nor do we."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
