"""One writer at a time in a data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.database import told_in_words
from corpus.errors import BusyError

LOCK_NAME = "write.lock"


@contextmanager
def writing(folder: Path, wait: float = 0) -> Iterator[None]:
    """Hold the data folder for writing.

    Raises BusyError when another process holds it for more than ``wait`` seconds.
    """
    with told_in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK_NAME, timeout=wait)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(
                f"Another process is changing what is in {folder}. Wait for it and try again."
            ) from None
    try:
        yield
    finally:
        lock.release()


def is_being_written(folder: Path) -> bool:
    """Whether another process holds the data folder for writing."""
    try:
        with writing(folder):
            return False
    except BusyError:
        return True
