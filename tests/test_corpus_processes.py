"""Processes of our own leave nothing behind, however they end."""

from __future__ import annotations

import multiprocessing

from corpus.processes import processes


def nothing() -> None:
    pass


def name_of_a_semaphore() -> str | None:
    """The name that the system keeps of a semaphore, until the process that made it removes it."""
    name: str | None = multiprocessing.RLock()._semlock.name  # type: ignore[attr-defined]
    return name


def test_semaphores_of_libraries_have_no_name() -> None:
    with processes(1, nothing) as pool:
        assert pool.submit(name_of_a_semaphore, None).result() is None
