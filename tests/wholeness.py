"""Whether a collection is whole: what ``verify`` says, and what no document alone can show."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from corpus import Store
from corpus.audit import audit
from corpus.database import FILE_NAME

# Each has rows only where something is wrong.
WRONG = {
    "two current documents have one text": (
        "SELECT sha256 FROM document WHERE retired IS NULL GROUP BY sha256 HAVING count(*) > 1"
    ),
    "two current documents are of one meeting": (
        "SELECT meeting_id FROM document WHERE retired IS NULL"
        " GROUP BY meeting_id HAVING count(*) > 1"
    ),
    "a document has no paragraph": (
        "SELECT name FROM document WHERE id NOT IN (SELECT document_id FROM paragraph)"
    ),
    "a paragraph has no sentence": (
        "SELECT id FROM paragraph WHERE id NOT IN (SELECT paragraph_id FROM sentence)"
    ),
    "a paragraph is of no document": (
        "SELECT id FROM paragraph WHERE document_id NOT IN (SELECT id FROM document)"
    ),
    "a sentence is of no paragraph": (
        "SELECT id FROM sentence WHERE paragraph_id NOT IN (SELECT id FROM paragraph)"
    ),
    "a document is of a revision that was not reached": (
        "SELECT id FROM document, property WHERE property.name = 'revision'"
        " AND max(added, coalesce(retired, 0)) > CAST(value AS INTEGER)"
    ),
}


def problems(folder: Path) -> list[str]:
    """What is wrong with the collection in a folder; one that was not made yet is whole."""
    if not (folder / FILE_NAME).is_file():
        return []
    return [*_of_documents(folder), *_of_database(folder)]


def current(folder: Path) -> dict[str, str]:
    """The text of each current document, by the name of its file."""
    with closing(Store(folder)) as store:
        documents = [store.document_of(one.id) for one in store.meetings()]
        return {document.name: store.source(document).decode() for document in documents}


def ever_filed(folder: Path) -> set[str]:
    """The texts of all documents, current or retired."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return {source.decode() for (source,) in connection.execute("SELECT source FROM document")}


def _of_documents(folder: Path) -> Iterator[str]:
    with closing(Store(folder)) as store:
        for finding in audit(store):
            if finding.problem:
                yield f"{finding.document}: {finding.problem}"


def _of_database(folder: Path) -> Iterator[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for (told,) in connection.execute("PRAGMA integrity_check"):
            if told != "ok":
                yield str(told)
        rows = connection.execute(
            "SELECT id, meeting_id, sha256, derived FROM document WHERE retired IS NULL"
        )
        total = sum(int(hashlib.sha256(json.dumps(row).encode()).hexdigest(), 16) for row in rows)
        query = "SELECT value FROM property WHERE name = 'corpus_hash'"
        if int(connection.execute(query).fetchone()[0] or "0", 16) != total % 2**256:
            yield "the hash of all documents is not that of the documents"
        for what, query in WRONG.items():
            for (found,) in connection.execute(query):
                yield f"{what}: {found}"
