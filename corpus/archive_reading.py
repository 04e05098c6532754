"""An archive of a collection read back: every checksum first, then all of it or nothing."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from corpus.archive import (
    COLLECTION,
    FORMAT,
    PROPERTIES,
    SUMS,
    Advance,
    Row,
    source_entry,
    text_entry,
)
from corpus.audit import stored_findings
from corpus.checksum import sha256
from corpus.database import FILE_NAME, SCHEMA_VERSION, open_for_writing, told_in_words
from corpus.errors import ArchiveError
from corpus.filing import set_property
from corpus.rows import meeting_from_row
from corpus.store import Store

ASIDE = "import.partial"
LONGEST_TEXT = 1_000_000_000  # bytes of one entry
LINE_OF_SUMS = re.compile(r"([0-9a-f]{64})  (\S+)")
UNREADABLE = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, TypeError,
              KeyError, AttributeError, IndexError, zlib.error, struct.error)  # fmt: skip
WRONG_ROWS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError,
              sqlite3.DataError, OverflowError)  # fmt: skip


def restore_archive(
    archive: Path, folder: Path, advance: Advance, *, follows_a_folder: bool
) -> int:
    """Put an archive's collection into ``folder``, where there is none or an empty one.

    Counts the documents. The store is made aside, checked like any other, and put in place in one
    step. Raises ArchiveError for an archive that is damaged or none of ours, for one of a
    collection of one's own where a folder of sources is followed, or where documents are there
    already; then nothing has changed.
    """
    _refuse_full(folder)
    aside = folder / ASIDE
    with _opened(archive) as read, told_in_words(folder / FILE_NAME):
        shutil.rmtree(aside, ignore_errors=True)
        collection = _collection(read)
        if follows_a_folder and not collection["properties"]["sources"]:
            raise ArchiveError(
                f"{archive} has a collection of its own, which follows no folder of sources. "
                "Name a new collection for it: --collection NAME."
            )
        try:
            count = _fill(read, collection, aside, advance)
            _check(read, aside)
            _put_in_place(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return count


class _Archive:
    """An archive whose entries are read by name, each checked against its checksum."""

    def __init__(self, path: Path, zipped: ZipFile) -> None:
        self.path = path
        self._zipped = zipped
        infos = zipped.infolist()
        self._sizes = {info.filename: info.file_size for info in infos}
        if len(self._sizes) != len(infos):
            raise ValueError("an entry stands in it twice")
        if any(info.compress_type != ZIP_STORED or info.flag_bits & 1 for info in infos):
            raise ValueError("an entry is compressed or encrypted")
        if sum(self._sizes.values()) > path.stat().st_size:
            raise ValueError("its entries are larger than it is")
        lines = self._bytes(SUMS).decode().splitlines()
        found = [LINE_OF_SUMS.fullmatch(line) for line in lines]
        self._sums = {line[2]: line[1] for line in found if line}
        self.names = tuple(self._sums)
        if len(self.names) != len(lines) or {*self.names, SUMS} != set(self._sizes):
            raise ValueError(f"{SUMS} does not list its entries")

    def read(self, name: str) -> bytes:
        """An entry's bytes; raises ValueError where they are not what they were."""
        content = self._bytes(name)
        if sha256(content) != self._sums[name]:
            raise ValueError(f"{name} is not what it was")
        return content

    def rows(self, name: str) -> Row:
        """An entry's JSON object."""
        found = json.loads(self.read(name))
        if not isinstance(found, dict):
            raise TypeError(f"{name} holds no fields")
        return found

    def _bytes(self, name: str) -> bytes:
        if self._sizes[name] > LONGEST_TEXT:
            raise ValueError(f"{name} is too long")
        return self._zipped.read(name)


@contextmanager
def _opened(path: Path) -> Iterator[_Archive]:
    """An archive, what is wrong with it told in one sentence."""
    try:
        with ZipFile(path) as zipped:
            yield _Archive(path, zipped)
    except FileNotFoundError as error:
        raise ArchiveError(f"There is no file {path}.") from error
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UNREADABLE as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, why: str) -> ArchiveError:
    told = " ".join(why.split())[:200].rstrip(".")
    return ArchiveError(
        f"{path} is no whole archive of a collection ({told}). Nothing was changed. "
        "Take another copy of it, as communique export wrote it."
    )


def _collection(read: _Archive) -> Row:
    """What the archive says of the collection; raises ArchiveError for one of a newer version."""
    collection = read.rows(COLLECTION)
    if collection.get("format") != FORMAT:
        raise ValueError(f"{COLLECTION} is not ours")
    version = collection["version"]
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        raise ArchiveError(
            f"{read.path} was written by a newer version of communique (format {version}; this one "
            f"knows {SCHEMA_VERSION}). Upgrade communique."
        )
    properties = collection["properties"]
    if not all(isinstance(properties[name], str) for name in PROPERTIES):
        raise TypeError("a property is no text")
    return collection


def _fill(read: _Archive, collection: Row, aside: Path, advance: Advance) -> int:
    """Make the store that the archive holds."""
    numbers = _numbers(read, collection["documents"])
    total = len(read.names) + len(numbers)
    for done, name in enumerate(read.names, start=1):
        read.read(name)
        advance(done, total)
    with closing(open_for_writing(aside)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for name in PROPERTIES:
            set_property(connection, name, collection["properties"][name])
        _insert(connection, "meeting", collection["meetings"])
        for done, number in enumerate(numbers, start=len(read.names) + 1):
            _insert_document(connection, read, number)
            advance(done, total)
        connection.execute("COMMIT")
    return len(numbers)


def _numbers(read: _Archive, count: object) -> list[int]:
    """The numbers of the documents, whose entries and no others are in the archive."""
    found = {name.split("/")[1] for name in read.names if name.count("/") == 2}  # noqa: PLR2004
    numbers = sorted(int(number) for number in found)
    wanted = {COLLECTION, *map(source_entry, numbers), *map(text_entry, numbers)}
    if wanted != set(read.names) or len(numbers) != count:
        raise ValueError("its documents are not all there")
    return numbers


def _insert_document(connection: sqlite3.Connection, read: _Archive, number: int) -> None:
    described = read.rows(text_entry(number))
    document = {**described["document"], "source": read.read(source_entry(number))}
    if document["id"] != number or not _is_shown(document["name"], document["path"]):
        raise ValueError(f"document {number} has a wrong number or name")
    paragraphs, sentences = [], []
    for row in described["paragraphs"]:
        its = row.pop("sentences")
        if any(sentence["paragraph_id"] != row["id"] for sentence in its):
            raise ValueError(f"a sentence of document {number} belongs to another paragraph")
        paragraphs.append(row)
        sentences += its
    if any(row["document_id"] != number for row in paragraphs):
        raise ValueError(f"a paragraph of document {number} belongs to another")
    _insert(connection, "document", [document])
    _insert(connection, "paragraph", paragraphs)
    _insert(connection, "sentence", sentences)


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table, which checks their types; raises ValueError where they do not fit."""
    if not rows:
        return
    known = [found[1] for found in connection.execute(f"PRAGMA table_info({table})")]
    columns = [column for column in known if column in rows[0]]
    if any(row.keys() != set(columns) for row in rows):
        raise ValueError(f"a {table} has other fields than it should have")
    listed, marks = ", ".join(f'"{one}"' for one in columns), ", ".join("?" * len(columns))
    values = [[row[one] for one in columns] for row in rows]
    try:
        connection.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", values)
    except WRONG_ROWS as error:
        raise ValueError(f"a {table} does not fit: {error}") from error


def _is_shown(name: object, path: object) -> bool:
    """Whether a name, and the path of the file it was read from, can be shown."""
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        return False
    return path is None or (
        isinstance(path, str) and path.isprintable() and Path(path).is_absolute()
    )


def _check(read: _Archive, aside: Path) -> None:
    """Check the new store as any other, before anything is put in place."""
    with closing(open_for_writing(aside)) as connection:
        for row in connection.execute("SELECT * FROM meeting"):
            meeting_from_row(row)  # reads the day and the lists, or raises ValueError
            if not all(one is None or one.isprintable() for one in row):
                raise ValueError(f"the meeting {row[0]!r} cannot be shown")
    with closing(Store(aside)) as store:
        json.loads(store.property("examples"))
        json.loads(store.property("aliases"))
        for one in stored_findings(store):
            if one.problem:
                raise _damaged(read.path, f"{one.document}: {one.problem}")


def _refuse_full(folder: Path) -> None:
    if not (folder / FILE_NAME).is_file():
        return
    with closing(Store(folder)) as store:
        count = sum(1 for _ in store.kept())
    if count:
        raise ArchiveError(
            f"The collection in {folder} is not empty: it keeps {count} documents. "
            "Import into a new one: --collection NAME."
        )


def _put_in_place(aside: Path, folder: Path) -> None:
    """Copy the new store over the empty one, which SQLite does wholly or not at all."""
    with (
        closing(open_for_writing(folder)) as target,
        closing(sqlite3.connect(aside / FILE_NAME)) as source,
    ):
        source.backup(target)
