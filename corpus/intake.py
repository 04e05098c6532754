"""A file that a person brings: read, with what is known of its meeting; nothing is stored yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.described import Sidecar, describe, meeting_from
from corpus.errors import SourceError
from corpus.formats import extract
from corpus.formats.extracted import in_words
from corpus.meeting import Meeting
from corpus.parse import ParsedDocument, parsed

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought.

    ``path`` is where it was read, if from a disk; ``options`` are values for every file alike.
    ``ocr`` asks for pages without text to be read off their picture.
    """

    name: str
    source: bytes
    path: str | None = None
    sidecar: Sidecar | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    ocr: bool = False


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
    extracted = extract(name, brought.source, ocr=brought.ocr)
    described = describe(name, extracted, brought.options, brought.sidecar)
    meeting = meeting_from(described)
    document = parsed(name, brought.source, extracted)
    notes = list(described.notes)
    notes += _about_pictures(document, ocr=brought.ocr)
    return Taken(meeting, document, brought.path, tuple(notes))


def _about_pictures(document: ParsedDocument, *, ocr: bool) -> Iterator[str]:
    """What is to be told of pages that are pictures: which were read, and which were not."""
    read = sorted({p.page for p in document.paragraphs if p.recognised and p.page is not None})
    if read:
        yield f"{in_words(tuple(read))} read off a picture: words may be wrong"
    if document.unread:
        told = (
            "Tesseract finds none" if ocr else "add --ocr to read it where Tesseract is installed"
        )
        yield f"no text on {in_words(document.unread)}: {told}"


def check_size(name: str, size: int) -> None:
    """Raise SourceError for a file of more bytes than are read."""
    if size > MOST_BYTES:
        raise SourceError(
            f"{name} has {size / 1e6:,.0f} MB; at most {MOST_BYTES // 1_000_000} are read. "
            "Split it, or save its text alone."
        )
