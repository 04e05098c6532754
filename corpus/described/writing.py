"""What is known of a meeting written back: a sidecar file, or a whole table of meetings."""

from __future__ import annotations

from collections.abc import Iterable

import tomlkit
from tomlkit.items import InlineTable, Table

from corpus.described.describe import Described
from corpus.table import FIELDS, Value


def to_toml(described: Described) -> str:
    """A sidecar file for the document, each value with its provenance; describe() reads it."""
    return tomlkit.dumps(_fields(described))


def to_table(collection: str, entries: Iterable[tuple[Described, str]]) -> str:
    """A table of meetings (``meetings.toml``) of the documents and the SHA-256 of each."""
    document = tomlkit.document()
    document["name"] = collection
    rows = tomlkit.aot()
    for described, sha256 in entries:
        row = tomlkit.table()
        row["document"] = described.name
        row["sha256"] = sha256
        for field, value in _fields(described).items():
            row[field] = value
        rows.append(row)
    document["meeting"] = rows
    return tomlkit.dumps(document)


def _fields(described: Described) -> Table:
    fields = tomlkit.table()
    for field in FIELDS:
        if field in described.values:
            fields[field] = _inline(described.values[field])
    return fields


def _inline(value: Value) -> InlineTable:
    marked = tomlkit.inline_table()
    marked[value.provenance] = value.value
    return marked
