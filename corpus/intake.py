"""A file that a person brings: read, with what is known of its meeting; nothing is stored yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.described import Sidecar, describe, meeting_from
from corpus.errors import SourceError
from corpus.formats import extract
from corpus.meeting import Meeting
from corpus.parse import ParsedDocument, parsed

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought.

    ``path`` is where it was read, if from a disk; ``options`` are values for every file alike.
    """

    name: str
    source: bytes
    path: str | None = None
    sidecar: Sidecar | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that can be filed, and what is to be told of how it was read."""

    meeting: Meeting
    document: ParsedDocument
    path: str | None
    notes: tuple[str, ...]


def take(brought: Brought) -> Taken:
    """Read a file; raises SourceError, or InputError for an option, in one clear sentence."""
    name = brought.name
    if not name.isprintable() or not name.strip():
        raise SourceError(f"{name!r} has a name that cannot be shown. Rename the file.")
    check_size(name, len(brought.source))
    extracted = extract(name, brought.source)
    described = describe(name, extracted, brought.options, brought.sidecar)
    meeting = meeting_from(described)
    document = parsed(name, brought.source, extracted)
    notes = list(described.notes)
    if document.unread:
        pages = ", ".join(str(page) for page in document.unread)
        notes.append(f"no text on page {pages}: add --ocr to read it where Tesseract is installed")
    return Taken(meeting, document, brought.path, tuple(notes))


def check_size(name: str, size: int) -> None:
    """Raise SourceError for a file of more bytes than are read."""
    if size > MOST_BYTES:
        raise SourceError(
            f"{name} has {size / 1e6:,.0f} MB; at most {MOST_BYTES // 1_000_000} are read. "
            "Split it, or save its text alone."
        )
