"""The SQLite file behind the store: opened for reading or writing, faults told in words."""

from __future__ import annotations

import errno
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock

from corpus.errors import StoreError

FILE_NAME = "store.sqlite3"
SCHEMA_VERSION = 2
SCHEMA = Path(__file__).with_name("schema.sql")
INDEXES = Path(__file__).with_name("indexes.sql")
FROM_FORMAT_1 = Path(__file__).with_name("schema_2.sql")
INDEXES = Path(__file__).with_name("indexes.sql")
MAKING = "making.lock"
NEW = ".new"
ANEW = (
    "Move it away and run `communique build` to make it anew from the source files, or "
    "`communique add` for a collection of your own."
)


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn faults of the file system and of SQLite under ``path`` into StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(_words(path, error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreError(
                f"No room is left for {path}. Free some space and try again."
            ) from error
        advice = ""
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            advice = " Make it readable and writable, or choose another folder: COMMUNIQUE_DATA."
        raise StoreError(
            f"{error.filename or path} cannot be used: {error.strerror or error}.{advice}"
        ) from error


def open_for_reading(folder: Path) -> sqlite3.Connection:
    """Open an existing database; works in a folder that cannot be written to."""
    path = folder / FILE_NAME
    with told_in_words(path):
        if not path.is_file():
            raise StoreError(f"There is no collection in {folder} yet. Run: communique build")
        shared = os.access(folder, os.W_OK) or path.with_name(f"{FILE_NAME}-shm").exists()
        mode = "mode=ro" if shared else "immutable=1"
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, check_same_thread=False
        )
        _check_version(connection, path)
    return connection


def open_for_writing(folder: Path) -> sqlite3.Connection:
    """Open the database, making it where it is missing: whole or, when that is stopped, not."""
    path = folder / FILE_NAME
    with told_in_words(path):
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists() or is_of_older_format(folder):
            with FileLock(folder / MAKING):
                _prepare(folder)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        _check_version(connection, path)
        connection.executescript(INDEXES.read_text(encoding="utf-8"))
    return connection


def _prepare(folder: Path) -> None:
    """Make the database, or bring an older one to today's format; only one process does so."""
    path = folder / FILE_NAME
    if not path.exists():
        _make(path)
    elif is_of_older_format(folder):
        _run(path, FROM_FORMAT_1)


def _make(path: Path) -> None:
    """An empty store, made aside and put in its place by a rename."""
    for left_over in path.parent.glob(f"{path.name}{NEW}*"):
        left_over.unlink()
    for of_another in path.parent.glob(f"{path.name}-*"):  # whose database was moved away
        of_another.replace(of_another.with_name(of_another.name + ".old"))
    new = path.with_name(path.name + NEW)
    _run(new, SCHEMA, f"INSERT INTO property VALUES ('store_id', '{uuid.uuid4()}');")
    new.replace(path)


def _run(path: Path, script: Path, more: str = "") -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            f"BEGIN;\n{script.read_text(encoding='utf-8')}\n{more}\n"
            f"PRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
        )
        connection.execute("PRAGMA journal_mode = WAL")


def is_of_older_format(folder: Path) -> bool:
    """Whether the database was written by an older version, and has to be opened for writing."""
    path = folder / FILE_NAME
    with told_in_words(path), closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return 0 < int(version) < SCHEMA_VERSION


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        raise StoreError(f"{path} is damaged (it is empty). {ANEW}")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer version of communique (format {version}; this one "
            f"knows {SCHEMA_VERSION}). Upgrade communique, or choose another data folder."
        )


def _words(path: Path, error: sqlite3.DatabaseError) -> str:
    reason = str(error)
    if "full" in reason or "disk I/O" in reason:
        return f"{path} could not be written: {reason}. Free some space and try again."
    if "readonly" in reason or "unable to open" in reason:
        return f"{path} cannot be written: {reason}. Make the folder writable or choose another."
    if "locked" in reason:
        return f"{path} is in use by another process. Wait for it to finish and try again."
    return f"{path} is damaged ({reason}). {ANEW}"
