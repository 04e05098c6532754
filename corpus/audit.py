"""Every stored document checked against its source, and the database against itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from corpus.checksum import sha256
from corpus.database import FILE_NAME, open_for_reading, told_in_words
from corpus.document import Document, Paragraph
from corpus.errors import CommuniqueError, SourceError, StoreError
from corpus.filing import derived_of, derived_of_stored, hash_holds
from corpus.parse import parse
from corpus.reading_apart import each_apart, readers
from corpus.store import Store
from corpus.stored import State, Stored, states

FEW = 20  # documents that are read anew sooner than a process starts
MOST_FAULTS = 20
DANGLING = {  # what is wrong with the rows that a query finds, each as its table and number
    "belongs to no document": """
        SELECT 'paragraph', paragraph.id FROM paragraph
        LEFT JOIN document ON document.id = document_id WHERE document.id IS NULL""",
    "belongs to no paragraph": """
        SELECT 'sentence', sentence.id FROM sentence
        LEFT JOIN paragraph ON paragraph.id = paragraph_id WHERE paragraph.id IS NULL""",
    "belongs to no meeting": """
        SELECT 'document', document.id FROM document
        LEFT JOIN meeting ON meeting.id = meeting_id WHERE meeting.id IS NULL""",
    "has more than one current document": """
        SELECT 'meeting', meeting_id FROM document WHERE retired IS NULL
        GROUP BY meeting_id HAVING count(*) > 1""",
    "is newer than the collection": """
        SELECT 'document', id FROM document WHERE max(added, coalesce(retired, 0)) >
        (SELECT CAST(value AS INTEGER) FROM property WHERE name = 'revision')""",
    "has paragraphs that do not count on": """
        SELECT 'document', document_id FROM paragraph GROUP BY document_id
        HAVING min(ordinal) <> 1 OR max(ordinal) <> count(*)""",
}

Advance = Callable[[int, int], None]

READ_OFF_PICTURES = "read off pictures: compared with the text as it was read then"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one document; ``problem`` is None when everything holds.

    A problem of the database itself is of no document: ``state`` is None. ``remark`` says what
    could not be checked as strictly as the rest.
    """

    meeting_id: str
    document: str
    paragraphs: int
    problem: str | None
    state: State | None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class _ReadAnew:
    """What a source file gives today, as hashes."""

    derived: str
    characters: str


def audit(store: Store, advance: Advance = lambda _done, _total: None) -> Iterator[Finding]:
    """Check the database, then all documents, one finding each.

    The current ones come first, in date order; their sources are read anew. Of texts that are
    kept beside them (earlier, removed, nearly the same) what was stored is checked.
    """
    yield from faults(store)
    documents = _in_order(store)
    current = [one for one, state in documents if state == "current"]
    total = len(documents)
    for done, (one, anew) in enumerate(_read_anew(store, current), start=1):
        yield _finding(store, one, "current", anew)
        advance(done, total)
    others = [(one, state) for one, state in documents if state != "current"]
    for done, (one, state) in enumerate(others, start=len(current) + 1):
        yield _finding(store, one, state, None)
        advance(done, total)


def stored_findings(store: Store) -> Iterator[Finding]:
    """The same without reading any source anew: what was stored, checked against itself."""
    yield from faults(store)
    for one, state in _in_order(store):
        yield _finding(store, one, state, None)


def faults(store: Store) -> Iterator[Finding]:
    """What is wrong with the database itself, by SQLite's own check and by our rules."""
    found: list[str] = []
    try:
        path = store.folder / FILE_NAME
        with told_in_words(path), closing(open_for_reading(store.folder)) as connection:
            found += _faults(connection)
    except StoreError as error:
        found.append(str(error))
    for problem in found[:MOST_FAULTS]:
        yield Finding("", FILE_NAME, 0, problem, None)


def _faults(connection: sqlite3.Connection) -> Iterator[str]:
    for (told,) in connection.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"the database is damaged: {told}"
    for told, query in DANGLING.items():
        for table, number in connection.execute(f"{query} LIMIT {MOST_FAULTS}"):
            yield f"{table} {number} {told}"
    if not hash_holds(connection):
        yield "the hash of all documents is not what they sum up to"


def _in_order(store: Store) -> list[tuple[Stored, State]]:
    """All documents with their state, those of one meeting together, in date order."""
    days = {meeting.id: place for place, meeting in enumerate(store.meetings())}
    found = []
    for _, group in groupby(store.kept(), key=lambda one: one.meeting_id):
        listed = list(group)
        state = states(listed)
        found += [(one, state[one.id]) for one in listed]
    found.sort(key=lambda pair: days.get(pair[0].meeting_id, len(days)))
    return found


def _read_anew(
    store: Store, documents: list[Stored]
) -> Iterator[tuple[Stored, _ReadAnew | CommuniqueError]]:
    """Read sources anew: a few here, many in processes of their own."""
    todo: Iterable[tuple[Stored, Callable[[], _ReadAnew]]] = (
        (one, partial(_anew, one.name, store.source(store.document(one.id)))) for one in documents
    )
    if len(documents) > FEW:
        with readers(len(documents)) as pool:
            yield from each_apart(pool, todo)
        return
    for one, read in todo:
        try:
            yield one, read()
        except SourceError as error:
            yield one, error


def _anew(name: str, source: bytes) -> _ReadAnew:
    again = parse(name, source)
    return _ReadAnew(derived_of(again), sha256(again.extracted_text.encode()))


def _finding(
    store: Store, one: Stored, state: State, anew: _ReadAnew | CommuniqueError | None
) -> Finding:
    paragraphs: tuple[Paragraph, ...] = ()
    try:
        document = store.document(one.id)
        paragraphs = store.paragraphs(document)
        problem = _problem(store, one, document, paragraphs)
        is_printed = not any(paragraph.recognised for paragraph in paragraphs)
        if problem is None and anew is not None and is_printed:
            problem = _differs(store, one, document, anew)
    except (ValueError, TypeError, CommuniqueError) as error:
        problem = f"what is stored of it cannot be read: {error}"
    read_off = anew is not None and any(paragraph.recognised for paragraph in paragraphs)
    remark = READ_OFF_PICTURES if read_off else None
    return Finding(one.meeting_id, one.name, len(paragraphs), problem, state, remark)


def _problem(
    store: Store, one: Stored, document: Document, paragraphs: tuple[Paragraph, ...]
) -> str | None:
    """What does not hold of a document as it is stored."""
    source = store.source(document)
    if sha256(source) != document.sha256:
        return "the stored source is not what it was when it was stored"
    characters = store.characters(document, source)
    sentences = [store.sentences(paragraph) for paragraph in paragraphs]
    for paragraph, spans in zip(paragraphs, sentences, strict=True):
        if not document.source_map.matches(paragraph.span, document.text, characters):
            return f"paragraph {paragraph.ordinal} does not stand in the source"
        within = all(sentence.span.within(paragraph.span) for sentence in spans)
        if paragraph.span.end > len(document.text) or not within:
            return f"paragraph {paragraph.ordinal} or its sentences go beyond its text"
    if _is_of_today(one) and derived_of_stored(document, paragraphs, sentences) != one.derived:
        return "its paragraphs or sentences are not what they were when they were stored"
    return None


def _differs(
    store: Store, one: Stored, document: Document, anew: _ReadAnew | CommuniqueError
) -> str | None:
    """In what the source reads otherwise today."""
    if isinstance(anew, CommuniqueError):
        return str(anew)
    characters = store.characters(document, store.source(document))
    if (anew.derived, anew.characters) == (one.derived, sha256(characters.encode())):
        return None
    if one.origin == "folder":
        return "the source reads differently now; run: communique build"
    return (
        "the source reads differently now; to read it anew: "
        f"communique remove {one.meeting_id}, then add it again"
    )


def _is_of_today(one: Stored) -> bool:
    """Whether what was derived was hashed as it is today; format 1 knew the folder alone."""
    return one.is_current or one.origin == "added"
