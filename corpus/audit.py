"""Every stored document checked against its source: checksum, text, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.errors import SourceError
from corpus.parse import parse, sha256
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one document; ``problem`` is None when everything holds."""

    meeting_id: str
    document: str
    paragraphs: int
    problem: str | None


def audit(store: Store) -> Iterator[Finding]:
    """Check all current documents, one finding each, in date order."""
    for meeting in store.meetings():
        document = store.document_of(meeting.id)
        count = len(store.paragraphs(document))
        yield Finding(meeting.id, document.name, count, _problem(store, document))


def _problem(store: Store, document: Document) -> str | None:
    source = store.source(document)
    if sha256(source) != document.sha256:
        return "the stored source is not what it was when it was stored"
    try:
        again = parse(document.name, source)
    except SourceError as error:
        return str(error)
    for paragraph in store.paragraphs(document):
        if not document.source_map.matches(paragraph.span, document.text, again.extracted_text):
            return f"paragraph {paragraph.ordinal} does not stand in the source"
    spans = [paragraph.span for paragraph in store.paragraphs(document)]
    if again.text != document.text or spans != [p.span for p in again.paragraphs]:
        return "the source reads differently now; run: communique build"
    return None
