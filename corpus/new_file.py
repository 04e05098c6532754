"""A file for somebody else, which bears its name only once it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.errors import CommuniqueError


@contextmanager
def new_file(
    target: Path, error: type[CommuniqueError], *, overwrite: bool = False
) -> Iterator[BinaryIO]:
    """A file to write; raises ``error`` where there is one already, or it cannot be written."""
    if target.is_dir():
        raise error(f"{target} is a folder. Name a file.")
    if not overwrite:
        check_free(target, error)
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.rename(target)
    except OSError as problem:
        raise error(f"{target} cannot be written: {problem.strerror or problem}.") from problem
    finally:
        _gone(partial)


def check_free(target: Path, error: type[CommuniqueError]) -> None:
    """Raise ``error`` where a file of this name is there already."""
    if target.exists():
        raise error(f"{target} exists already. Choose another name, or remove it first.")


def _gone(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # it could not be made either
