"""Files that people name are written, or it is told why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import InputError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises InputError where what is done within cannot write to ``path``."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
