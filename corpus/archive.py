"""A whole collection as one file: a zip archive with every source, all that is known, checksums.

    collection.json               what the collection is called, its meetings
    documents/<number>/source     a source file, byte for byte
    documents/<number>/text.json  its row of the store, its paragraphs, their sentences
    SHA256SUMS                    the SHA-256 of each of these, as sha256sum writes and reads it

What was read out of a source is in it too, so that a collection comes back as it was, whatever
tomorrow's readers of formats make of the same file. It is a zip archive because one document of it
can be read without the rest, by any tool; nothing in it is compressed, so that the same collection
gives the same bytes with every version of zlib, and no entry can grow when it is read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from corpus.checksum import sha256
from corpus.database import FILE_NAME, SCHEMA_VERSION, open_for_reading, told_in_words
from corpus.errors import ArchiveError
from corpus.new_file import new_file

FORMAT = "communique collection"
COLLECTION = "collection.json"
SUMS = "SHA256SUMS"
PROPERTIES = ("revision", "corpus_hash", "sources", "name", "examples", "aliases")
ALWAYS = (1980, 1, 1, 0, 0, 0)  # the day that every entry bears, so that equal content is equal

Advance = Callable[[int, int], None]
Row = dict[str, Any]


def source_entry(number: int) -> str:
    """The name of the entry with a document's source."""
    return f"documents/{number}/source"


def text_entry(number: int) -> str:
    """The name of the entry with all else of a document."""
    return f"documents/{number}/text.json"


def export(folder: Path, target: Path, advance: Advance) -> int:
    """Write the collection in ``folder`` into ``target``, whole or not at all; counts documents.

    It is written as it is at one moment, whatever is added meanwhile. Raises ArchiveError for a
    target that exists or cannot be written, StoreError for a store that cannot be read.
    """
    with closing(open_for_reading(folder)) as connection, told_in_words(folder / FILE_NAME):
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        with new_file(target, ArchiveError) as file:
            return _write(connection, file, advance)


def _write(connection: sqlite3.Connection, file: BinaryIO, advance: Advance) -> int:
    sums: dict[str, str] = {}
    numbers = [row[0] for row in connection.execute("SELECT id FROM document ORDER BY id")]
    with ZipFile(file, "w", ZIP_STORED) as archive:
        _put(archive, COLLECTION, _json(_collection(connection, len(numbers))), sums)
        for done, number in enumerate(numbers, start=1):
            (row,) = connection.execute("SELECT * FROM document WHERE id = ?", (number,))
            document = dict(row)
            _put(archive, source_entry(number), document.pop("source"), sums)
            described = {"document": document, "paragraphs": _paragraphs(connection, number)}
            _put(archive, text_entry(number), _json(described), sums)
            advance(done, len(numbers))
        lines = (f"{checksum}  {name}\n" for name, checksum in sums.items())
        _put(archive, SUMS, "".join(lines).encode(), {})
    return len(numbers)


def _collection(connection: sqlite3.Connection, documents: int) -> Row:
    properties = dict(tuple(row) for row in connection.execute("SELECT name, value FROM property"))
    return {
        "format": FORMAT,
        "version": SCHEMA_VERSION,
        "documents": documents,
        "properties": {name: properties[name] for name in PROPERTIES},
        "meetings": [dict(row) for row in connection.execute("SELECT * FROM meeting ORDER BY id")],
    }


def _paragraphs(connection: sqlite3.Connection, number: int) -> list[Row]:
    found = []
    for row in connection.execute(
        "SELECT * FROM paragraph WHERE document_id = ? ORDER BY id", (number,)
    ).fetchall():
        sentences = connection.execute(
            "SELECT * FROM sentence WHERE paragraph_id = ? ORDER BY id", (row["id"],)
        )
        found.append({**dict(row), "sentences": [dict(each) for each in sentences]})
    return found


def _put(archive: ZipFile, name: str, content: bytes, sums: dict[str, str]) -> None:
    entry = ZipInfo(name, ALWAYS)
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
    sums[name] = sha256(content)


def _json(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=0).encode()
