"""Processes for work that must not harm this one, which alone hears of Ctrl-C and ends them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from pebble import ProcessPool


@contextmanager
def processes(count: int, begin: Callable[..., None], *given: Any) -> Iterator[ProcessPool]:
    """So many fresh processes, each calling ``begin`` first; what is raised ends them all."""
    spawn = get_context("spawn")
    with ProcessPool(count, initializer=begin, initargs=given, context=spawn) as pool:
        try:
            with _deaf_to_ctrl_c():
                pool.active  # noqa: B018 - asking starts them
            yield pool
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started here never hears of Ctrl-C, not even while Python begins."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
