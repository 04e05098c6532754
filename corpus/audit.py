"""Every stored document checked against its source: checksum, text, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Paragraph
from corpus.errors import SourceError
from corpus.parse import parse, sha256
from corpus.store import Store

CHANGED = "the stored source is not what it was when it was stored"
READS_DIFFERENTLY = "the source reads differently now; run: communique build"
READ_OFF_PICTURES = "read off pictures: compared with the text as it was read then"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one document; ``problem`` is None when everything holds.

    ``remark`` says what could not be checked as strictly as the rest.
    """

    meeting_id: str
    document: str
    paragraphs: int
    problem: str | None
    remark: str | None = None


def audit(store: Store) -> Iterator[Finding]:
    """Check all current documents, one finding each, in date order."""
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        paragraphs = store.paragraphs(document)
        pictures = any(paragraph.recognised for paragraph in paragraphs)
        check = _problem_with_pictures if pictures else _problem
        problem = check(store, document, paragraphs)
        remark = READ_OFF_PICTURES if pictures else None
        yield Finding(meeting.id, document.name, len(paragraphs), problem, remark)


def _problem(store: Store, document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    source = store.source(document)
    if sha256(source) != document.sha256:
        return CHANGED
    try:
        again = parse(document.name, source)
    except SourceError as error:
        return str(error)
    spans = [paragraph.span for paragraph in paragraphs]
    problem = _not_in(again.extracted_text, document, paragraphs)
    if again.text != document.text or spans != [p.span for p in again.paragraphs]:
        return problem or READS_DIFFERENTLY
    return problem


def _problem_with_pictures(
    store: Store, document: Document, paragraphs: Sequence[Paragraph]
) -> str | None:
    """As ``_problem``, but by the text as it was read: Tesseract may be gone or another one."""
    source = store.source(document)
    if sha256(source) != document.sha256:
        return CHANGED
    return _not_in(store.characters(document, source), document, paragraphs)


def _not_in(extracted: str, document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    """Which paragraph does not stand in the characters taken out of the source."""
    for paragraph in paragraphs:
        if not document.source_map.matches(paragraph.span, document.text, extracted):
            return f"paragraph {paragraph.ordinal} does not stand in the source"
    return None
