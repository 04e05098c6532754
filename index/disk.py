"""Folders written so that a reader finds them whole or not at all, whatever stops the writer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTIAL = ".partial"


@contextmanager
def written_aside(place: Path) -> Iterator[Path]:
    """A new folder to fill; when all of it is on the disk it becomes ``place``, else it is gone."""
    partial = place.with_name(place.name + PARTIAL)
    partial.mkdir(parents=True)
    try:
        yield partial
        readable(partial)
        _sync_files(partial)
        partial.rename(place)
        sync_folder(place.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_at_once(path: Path, text: str) -> None:
    """Write a small file so that its old or its new text stands there at any moment."""
    new = path.with_name(path.name + PARTIAL)
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def clear_left_over(folder: Path) -> None:
    """Remove what a killed writer left half-written in ``folder``."""
    for left_over in folder.glob(f"*{PARTIAL}"):
        shutil.rmtree(left_over)


def sync_folder(place: Path) -> None:
    """Have the names in a folder on the disk."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def readable(place: Path) -> None:
    """Let every user read what is in a folder; the libraries that write there do not."""
    place.chmod(0o755)
    for path in place.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _sync_files(place: Path) -> None:
    for path in place.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(place)
