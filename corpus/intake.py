"""A file that a person brings: read, with what is known of its meeting; nothing is stored yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.checksum import sha256
from corpus.described import Described, Sidecar, describe, keep_known, meeting_from
from corpus.errors import SourceError
from corpus.formats.extract import extract
from corpus.formats.extracted import Extracted, in_words
from corpus.meeting import Meeting
from corpus.parse import parsed
from corpus.parsed_document import ParsedDocument

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was filed last from the same file: its source, and what is known of its meeting.

    ``is_kept`` tells that it is in the collection, from the same place, and was not removed;
    ``is_placed`` that its path says that it is the same file, and not only its name.
    """

    name: str
    sha256: str
    source: bytes
    meeting: Meeting
    is_kept: bool
    is_placed: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought.

    ``path`` is where it was read, if from a disk; ``options`` are values for every file alike;
    ``earlier`` is what was filed from it before, of which what is known is kept.
    ``ocr`` asks for pages without text to be read off their picture.
    """

    name: str
    source: bytes
    path: str | None = None
    sidecar: Sidecar | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    earlier: Earlier | None = None
    ocr: bool = False

    @property
    def is_filed(self) -> bool:
        """Whether it is in the collection as it is, and nothing new is said of it."""
        earlier = self.earlier
        if earlier is None or not earlier.is_kept or self.sidecar or self.options or self.ocr:
            return False
        return earlier.sha256 == sha256(self.source)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that can be filed, and what is to be told of how it was read.

    ``keeps`` is the id of the meeting whose known values it has, where the file was filed before.
    """

    meeting: Meeting
    document: ParsedDocument
    path: str | None
    notes: tuple[str, ...]
    keeps: str | None = None


def take(brought: Brought) -> Taken:
    """Read a file; raises SourceError, or InputError for an option, in one clear sentence."""
    name = brought.name
    if not name.isprintable() or not name.strip():
        raise SourceError(f"{name!r} has a name that cannot be shown. Rename the file.")
    check_size(name, len(brought.source))
    extracted = extract(name, brought.source, ocr=brought.ocr)
    now = describe(name, extracted, brought.options, brought.sidecar)
    earlier = brought.earlier
    if earlier and not earlier.is_placed and now.day not in (None, earlier.meeting.date):
        earlier = None  # another meeting's paper of the same name
    described = _with_known(now, earlier, brought, extracted) if earlier else now
    meeting = meeting_from(described)
    document = parsed(name, brought.source, extracted)
    notes = [*described.notes, *_about_pictures(document, ocr=brought.ocr)]
    keeps = earlier.meeting.id if earlier else None
    return Taken(meeting, document, brought.path, tuple(notes), keeps)


def _with_known(
    now: Described, earlier: Earlier, brought: Brought, extracted: Extracted
) -> Described:
    """What is known of the meeting, with what was known of it before."""
    try:
        before = describe(earlier.name, extract(earlier.name, earlier.source, ocr=brought.ocr))
    except SourceError:  # it was read by other rules
        before = Described(earlier.name, {}, (), {}, ())
    return keep_known(now, before, earlier.meeting, brought.options, extracted.page_text)


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
