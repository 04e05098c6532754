"""The SQLite file behind the store: opened for reading or writing, faults told in words."""

from __future__ import annotations

import errno
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import StoreError

FILE_NAME = "store.sqlite3"
SCHEMA_VERSION = 2
SCHEMA = Path(__file__).with_name("schema.sql")
INDEXES = Path(__file__).with_name("indexes.sql")
FROM_FORMAT_1 = Path(__file__).with_name("schema_2.sql")


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
    """Open the database, making the folder and the tables where they are missing."""
    path = folder / FILE_NAME
    with told_in_words(path):
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            connection.executescript(
                f"BEGIN;\n{SCHEMA.read_text(encoding='utf-8')}\n"
                f"INSERT INTO property VALUES ('store_id', '{uuid.uuid4()}');\n"
                f"PRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
            )
        if connection.execute("PRAGMA user_version").fetchone() == (1,):
            connection.executescript(
                f"BEGIN;\n{FROM_FORMAT_1.read_text(encoding='utf-8')}\n"
                f"PRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
            )
        _check_version(connection, path)
        connection.executescript(INDEXES.read_text(encoding="utf-8"))
    return connection


def is_of_older_format(folder: Path) -> bool:
    """Whether the database was written by an older version, and has to be opened for writing."""
    path = folder / FILE_NAME
    with told_in_words(path), closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return 0 < int(version) < SCHEMA_VERSION


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
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
    return (
        f"{path} is damaged ({reason}). Move it away and run `communique build` "
        "to make it anew from the source files."
    )
