"""A collection as a folder: documents and the table of meetings beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.checksum import sha256
from corpus.errors import SourceError
from corpus.meeting import Meeting
from corpus.parsed_document import ParsedDocument
from corpus.table import TABLE_NAME, Entry, meeting_of, read_table

BUNDLED = Path(__file__).parent / "bundled"


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of meetings with their documents, in date order.

    ``examples`` are questions it can answer, ``aliases`` groups of names of the same thing.
    """

    name: str
    examples: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]
    meetings: tuple[tuple[Meeting, ParsedDocument], ...]


def read_folder(folder: Path) -> Collection:
    """Read and parse every document that the folder's table lists.

    Raises SourceError for a missing file, a file that is not the one described, or two documents
    of the same day and place.
    """
    from corpus.parse import parse

    table = read_table(folder / TABLE_NAME)
    read = []
    for entry in table.entries:
        document = parse(entry.document, _source(folder, entry))
        read.append((meeting_of(entry, document), document))
    read.sort(key=lambda pair: pair[0].id)
    ids = [meeting.id for meeting, _ in read]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise SourceError(f"Two documents in {folder} are of one meeting: {', '.join(twice)}.")
    return Collection(table.name, table.examples, table.aliases, tuple(read))


def fingerprint(folder: Path) -> str | None:
    """One hash over a folder's table and documents, or None when there is no such folder.

    Raises SourceError when a document is missing or is not the one the table describes.
    """
    try:
        if not folder.is_dir():
            return None
    except OSError as error:
        raise SourceError(f"{folder} cannot be read: {error.strerror}.") from error
    table = read_table(folder / TABLE_NAME)
    parts = [(folder / TABLE_NAME).read_bytes()]
    parts += [sha256(_source(folder, entry)).encode() for entry in table.entries]
    return sha256(b"\n".join(parts))


def _source(folder: Path, entry: Entry) -> bytes:
    try:
        source = (folder / entry.document).read_bytes()
    except OSError as error:
        raise SourceError(
            f"{entry.document} cannot be read from {folder}: {error.strerror}. "
            f"Restore it, or take its entry out of {TABLE_NAME}."
        ) from error
    found = sha256(source)
    if entry.sha256 not in (None, found):
        raise SourceError(
            f"{entry.document} has changed: its SHA-256 begins {found[:12]}, but {TABLE_NAME} "
            f"describes the text that begins {str(entry.sha256)[:12]}. Restore the file, or "
            "correct the table if the new text is right."
        )
    return source
