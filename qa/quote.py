"""A quotation: a place in a stored document, checked before it is shown, and its citation."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Document, Meeting, Paragraph, Span, Store
from corpus.errors import IntegrityError
from qa.permalink import permalink


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document; ``text`` is a slice of it, never a copy from elsewhere."""

    document: Document
    paragraph: Paragraph
    span: Span

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands; ``start`` and ``end`` are characters of the canonical text.

    ``permalink`` is the address by which it can be checked later (qa.permalink). ``recognised``
    tells that its paragraph was read off a picture, and may have wrong words.
    """

    meeting_id: str
    meeting: str
    date: dt.date
    place: str | None
    document: str
    paragraph: int
    printed_number: str | None
    page: int | None
    start: int
    end: int
    source_sha256: str
    url: str
    permalink: str
    recognised: bool = False


def verify(quote: Quote, store: Store) -> None:
    """Re-read the stored source and compare the quotation with it.

    Raises IntegrityError, naming the document, when the source is not the one that was stored or
    the words do not stand at their place in it.
    """
    verify_all([quote], store)


def verify_all(quotes: Sequence[Quote], store: Store) -> None:
    """The same for many quotations; the source of each document is read once."""
    of_document: dict[int, list[Quote]] = {}
    for quote in quotes:
        of_document.setdefault(quote.document.id, []).append(quote)
    for of_one in of_document.values():
        document = of_one[0].document
        source = store.source(document)
        if hashlib.sha256(source).hexdigest() != document.sha256:
            raise IntegrityError(
                f"The stored source of {document.name} is not what it was when it was stored. "
                "Run: communique verify"
            )
        characters = store.characters(document, source)
        for quote in of_one:
            _compare(quote, characters)


def _compare(quote: Quote, characters: str) -> None:
    document = quote.document
    if not document.source_map.matches(quote.span, document.text, characters):
        raise IntegrityError(
            f"A quotation from {document.name}, paragraph {quote.paragraph.ordinal}, does not "
            "stand in its source. Run: communique verify"
        )


def cite(quote: Quote, meeting: Meeting) -> Citation:
    """The citation of a quotation from this meeting's document."""
    start, end = quote.span.start, quote.span.end
    return Citation(
        meeting_id=meeting.id,
        meeting=meeting.title,
        date=meeting.date,
        place=meeting.place,
        document=quote.document.name,
        paragraph=quote.paragraph.ordinal,
        printed_number=quote.paragraph.printed_number,
        page=quote.paragraph.page,
        start=start,
        end=end,
        source_sha256=quote.document.sha256,
        url=f"/meetings/{meeting.id}/p{quote.paragraph.ordinal}?mark={start}-{end}",
        permalink=permalink(quote.document.sha256, start, quote.text),
        recognised=quote.paragraph.recognised,
    )
