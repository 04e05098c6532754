"""The store: every document with its source, read by meeting, document, paragraph or sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.corpus_hash import HASHED, changed
from corpus.database import FILE_NAME, open_for_reading, told_in_words
from corpus.document import Document, Paragraph, Sentence
from corpus.errors import UnknownMeeting
from corpus.formats.decoding import decode
from corpus.meeting import Meeting, chosen_id
from corpus.passage import Passage
from corpus.predecessor import in_context, points_back
from corpus.rows import (
    DOCUMENT,
    PARAGRAPH,
    document_from_row,
    in_queries,
    meeting_from_row,
    paragraph_from_row,
)
from corpus.span import Span
from corpus.stored import COLUMNS, Stored
from corpus.wording import wording

DOCUMENTS_KEPT_IN_MEMORY = 256
PARAGRAPHS_KEPT_IN_MEMORY = 8192
CURRENT = "(added <= ? AND (retired IS NULL OR retired > ?))"


class Store:
    """A collection as it was when it was opened; safe to share between threads.

    What another process adds or retires afterwards is not seen: answers and the index that found
    them stay in step.
    """

    def __init__(self, folder: Path, revision: int | None = None) -> None:
        """Open the store in ``folder``, as it is now or as it was at an earlier ``revision``.

        Raises StoreError where there is none or it is damaged.
        """
        self.folder = folder
        self._path = folder / FILE_NAME
        self._connection = open_for_reading(folder)
        self._lock = Lock()
        self._latest = revision is None
        self.revision = int(self.property("revision")) if revision is None else revision
        self._now = (self.revision, self.revision)
        self._meetings = lru_cache(1)(self._read_meetings)
        self._documents = lru_cache(DOCUMENTS_KEPT_IN_MEMORY)(self._read_document)
        self._paragraphs = lru_cache(PARAGRAPHS_KEPT_IN_MEMORY)(self._read_paragraph)
        self._sentences = lru_cache(PARAGRAPHS_KEPT_IN_MEMORY)(self._read_sentences)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def property(self, name: str) -> str:
        """A fact about the whole collection, such as its ``name``."""
        (row,) = self._rows("SELECT value FROM property WHERE name = ?", name)
        return str(row[0])

    def corpus_hash(self) -> str:
        """A hash of all current documents, each with when it came in."""
        if self._latest:
            return self.property("corpus_hash")
        rows = self._rows(f"SELECT {HASHED} FROM document WHERE {CURRENT}", *self._now)
        return changed("", rows, 1)

    def texts_hash(self) -> str:
        """SHA-256 over what was read out of all current documents, whenever they came in."""
        rows = self._rows(
            f"SELECT meeting_id, sha256, derived FROM document WHERE {CURRENT} ORDER BY 1, 2, 3",
            *self._now,
        )
        return hashlib.sha256(json.dumps([tuple(row) for row in rows]).encode()).hexdigest()

    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings that have a document, in date order."""
        return self._meetings()

    def _read_meetings(self) -> tuple[Meeting, ...]:
        rows = self._rows(
            f"SELECT * FROM meeting WHERE id IN (SELECT meeting_id FROM document WHERE {CURRENT})"
            " ORDER BY date, id",
            *self._now,
        )
        return tuple(meeting_from_row(row) for row in rows)

    def meeting(self, name: str) -> Meeting:
        """The meeting with this id, or the only one whose id begins so; else UnknownMeeting."""
        known = {meeting.id: meeting for meeting in self.meetings()}
        if name not in known and self._had(name):
            raise UnknownMeeting(
                f"The meeting {name} was removed from the collection. Its texts are kept: what was "
                "cited of it can still be verified."
            )
        return known[chosen_id(name, known)]

    def meeting_of(self, document: Document) -> Meeting:
        """The meeting a document is of."""
        (row,) = self._rows("SELECT * FROM meeting WHERE id = ?", document.meeting_id)
        return meeting_from_row(row)

    def document_of(self, meeting_id: str) -> Document:
        """The current document of a meeting."""
        query = f"SELECT id FROM document WHERE meeting_id = ? AND {CURRENT}"
        rows = self._rows(query, meeting_id, *self._now)
        if not rows:
            raise UnknownMeeting(f"There is no document of the meeting {meeting_id[:80]!r}.")
        return self.document(rows[0][0])

    def kept(self, source_sha256: str | None = None) -> Iterator[Stored]:
        """Every document, also those that are current no more, as they stood when it was opened.

        They come meeting by meeting, and those of a meeting in the order they came in; if a source
        is named, only those of the meetings that have, or once had, a document of it.
        """
        within, values = "", []
        if source_sha256 is not None:
            within = " AND meeting_id IN (SELECT meeting_id FROM document WHERE sha256 = ?)"
            values = [source_sha256]
        query = f"SELECT {COLUMNS} FROM document WHERE added <= ?{within} ORDER BY meeting_id, id"
        for one in (Stored(*row) for row in self._rows(query, self._now[0], *values)):
            is_current = one.retired is None or one.retired > self._now[0]
            yield replace(one, retired=None) if is_current else one

    def document(self, document_id: int) -> Document:
        """A document by number, also one that was retired since."""
        return self._documents(document_id)

    def source(self, document: Document) -> bytes:
        """The stored source file, byte for byte, read anew."""
        (row,) = self._rows("SELECT source FROM document WHERE id = ?", document.id)
        return bytes(row[0])

    def characters(self, document: Document, source: bytes) -> str:
        """The characters that the document's source map leads to, as they were when it came in."""
        (row,) = self._rows("SELECT extracted FROM document WHERE id = ?", document.id)
        return decode(document.name, source) if row[0] is None else str(row[0])

    def paragraphs(self, document: Document) -> tuple[Paragraph, ...]:
        """The paragraphs of a document, in order."""
        query = f"SELECT {PARAGRAPH} FROM paragraph WHERE document_id = ? ORDER BY ordinal"
        return tuple(paragraph_from_row(row) for row in self._rows(query, document.id))

    def paragraph(self, paragraph_id: int) -> Paragraph:
        """One paragraph by number."""
        return self._paragraphs(paragraph_id)

    def sentences(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """The sentences of a paragraph, in order."""
        return self._sentences(paragraph.id)

    def paragraph_ids(self, meeting_ids: tuple[str, ...]) -> tuple[int, ...]:
        """Numbers of all paragraphs of these meetings' current documents."""
        marks = ", ".join("?" * len(meeting_ids))
        rows = self._rows(
            "SELECT paragraph.id FROM paragraph JOIN document ON document.id = document_id"
            f" WHERE {CURRENT} AND meeting_id IN ({marks})",
            *self._now,
            *meeting_ids,
        )
        return tuple(row[0] for row in rows)

    def allowed(self, meeting_ids: tuple[str, ...]) -> tuple[int, ...] | None:
        """The paragraphs that a search may find: None, for all, where no meeting is named."""
        return self.paragraph_ids(meeting_ids) if meeting_ids else None

    def meetings_of(self, paragraph_ids: Sequence[int]) -> dict[int, str]:
        """For each of these paragraphs, the id of its meeting."""
        marks = ", ".join("?" * len(paragraph_ids))
        rows = self._rows(
            "SELECT paragraph.id, meeting_id FROM paragraph JOIN document"
            f" ON document.id = document_id WHERE paragraph.id IN ({marks})",
            *paragraph_ids,
        )
        return dict(rows)

    def in_date_order(self, paragraph_ids: Sequence[int]) -> list[int]:
        """These paragraphs by the dates of their meetings, then as they stand in the text."""
        rows = [
            tuple(row)
            for some in in_queries(paragraph_ids)
            for row in self._rows(
                "SELECT date, meeting_id, ordinal, paragraph.id FROM paragraph"
                " JOIN document ON document.id = document_id JOIN meeting ON meeting.id ="
                f" meeting_id WHERE paragraph.id IN ({', '.join('?' * len(some))})",
                *some,
            )
        ]
        return [number for *_, number in sorted(rows)]

    def sentence_texts(self, sentence_ids: Sequence[int]) -> list[tuple[int, str]]:
        """Each of these sentences as it is to be read, in the order given.

        That is with the sentence before in its paragraph where it points back to it.
        """
        marks = ", ".join("?" * len(sentence_ids))
        rows = self._rows(
            'SELECT one.id, document_id, one.start, one."end", (SELECT max(before.start)'
            " FROM sentence AS before"
            " WHERE before.paragraph_id = one.paragraph_id AND before.start < one.start)"
            " FROM sentence AS one JOIN paragraph ON paragraph.id = paragraph_id"
            f" WHERE one.id IN ({marks})",
            *sentence_ids,
        )
        texts = {}
        for number, document_id, start, end, before in rows:
            text = self.document(document_id).text
            alone = before is None or not points_back(text[start:end])
            texts[number] = text[start if alone else before : end]
        return [(number, texts[number]) for number in sentence_ids]

    def current_paragraph_ids(self) -> tuple[int, ...]:
        """Numbers of all paragraphs of all current documents."""
        rows = self._rows(
            "SELECT id FROM paragraph WHERE document_id IN"
            f" (SELECT id FROM document WHERE {CURRENT})",  # an index alone tells it
            *self._now,
        )
        return tuple(row[0] for row in rows)

    def meetings_with_wording(self, text: str) -> tuple[str, ...]:
        """Ids of the meetings in which a sentence stands in this wording, in date order."""
        rows = self._rows(
            "SELECT DISTINCT meeting.id FROM sentence"
            " JOIN paragraph ON paragraph.id = paragraph_id"
            " JOIN document ON document.id = document_id"
            " JOIN meeting ON meeting.id = meeting_id"
            f" WHERE wording = ? AND {CURRENT} ORDER BY date, meeting.id",
            wording(text),
            *self._now,
        )
        return tuple(row[0] for row in rows)

    def passages(self, wanted: Iterable[int] | None = None) -> Iterator[Passage]:
        """The ``wanted`` paragraphs, or all current ones, with their sentences, in order of id."""
        ids = sorted(self.current_paragraph_ids() if wanted is None else wanted)
        for paragraph in self._paragraphs_of(ids):
            document = self.document(paragraph.document_id)
            sentences = self.sentences(paragraph)
            spans = in_context([one.span for one in sentences], document.text)
            yield Passage(
                paragraph.id,
                paragraph.span.of(document.text),
                tuple((one.id, one.span.of(document.text)) for one in sentences),
                tuple(span.of(document.text) for span in spans),
            )

    def paragraph_texts(self, ids: Sequence[int]) -> Iterator[str]:
        """The texts of these paragraphs, in order of id, also of documents that are retired."""
        for paragraph in self._paragraphs_of(sorted(ids)):
            yield paragraph.span.of(self.document(paragraph.document_id).text)

    def read_paragraphs(self, ids: Iterable[int]) -> Iterator[tuple[Paragraph, str]]:
        """These paragraphs with their texts, in order of id, without reading whole documents."""
        for some in in_queries(sorted(ids)):
            rows = self._rows(
                f'SELECT {PARAGRAPH}, (SELECT substr(text, start + 1, "end" - start)'
                " FROM document WHERE document.id = document_id)"
                f" FROM paragraph WHERE id IN ({', '.join('?' * len(some))}) ORDER BY id",
                *some,
            )
            yield from ((paragraph_from_row(row[:-1]), row[-1]) for row in rows)

    def _paragraphs_of(self, ids: Sequence[int]) -> Iterator[Paragraph]:
        for some in in_queries(ids):
            marks = ", ".join("?" * len(some))
            query = f"SELECT {PARAGRAPH} FROM paragraph WHERE id IN ({marks}) ORDER BY id"
            yield from map(paragraph_from_row, self._rows(query, *some))

    def _read_document(self, document_id: int) -> Document:
        (row,) = self._rows(f"SELECT {DOCUMENT} FROM document WHERE id = ?", document_id)
        return document_from_row(row)

    def _had(self, meeting_id: str) -> bool:
        """Whether a meeting is in the collection, or once was; ids are ASCII alone."""
        query = "SELECT id FROM meeting WHERE id = ?"
        return meeting_id.isascii() and bool(self._rows(query, meeting_id))

    def _read_paragraph(self, paragraph_id: int) -> Paragraph:
        (row,) = self._rows(f"SELECT {PARAGRAPH} FROM paragraph WHERE id = ?", paragraph_id)
        return paragraph_from_row(row)

    def _read_sentences(self, paragraph_id: int) -> tuple[Sentence, ...]:
        query = 'SELECT id, start, "end" FROM sentence WHERE paragraph_id = ? ORDER BY start'
        rows = self._rows(query, paragraph_id)
        return tuple(Sentence(row[0], paragraph_id, Span(row[1], row[2])) for row in rows)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock, told_in_words(self._path):
            return self._connection.execute(query, values).fetchall()
