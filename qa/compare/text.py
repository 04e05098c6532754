"""A meeting's text as it is compared: paragraphs, their words, the vectors of their sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus import Document, Meeting, Paragraph, Store
from index import Searcher
from index.encoder import Vectors


@dataclass(frozen=True, slots=True)
class ComparedText:
    """The paragraphs of a meeting's document, with what tells how alike they are to others.

    ``terms`` are the telling words of each paragraph, folded and stemmed; ``sentences`` have a row
    for each of its sentences, and at least one.
    """

    meeting: Meeting
    document: Document
    paragraphs: tuple[Paragraph, ...]
    texts: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    sentences: tuple[Vectors, ...]


def compared_text(name: str, store: Store, searcher: Searcher) -> ComparedText:
    """The text of the meeting with this id, or the beginning of one; raises UnknownMeeting."""
    meeting = store.meeting(name)
    document = store.document_of(meeting.id)
    paragraphs = store.paragraphs(document)
    texts = tuple(one.span.of(document.text) for one in paragraphs)
    return ComparedText(
        meeting=meeting,
        document=document,
        paragraphs=paragraphs,
        texts=texts,
        terms=tuple(tuple(searcher.terms(text)) or (text,) for text in texts),
        sentences=tuple(_vectors(one, searcher) for one in paragraphs),
    )


def _vectors(paragraph: Paragraph, searcher: Searcher) -> Vectors:
    found = searcher.sentence_vectors(paragraph.id)
    return found if len(found) else np.zeros((1, found.shape[1]), dtype=np.float32)
