"""One paragraph, verified, with its citation: by its meeting and number, or by a permalink."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus import Document, Paragraph, Store
from corpus.body import Kind
from corpus.errors import InputError
from corpus.stored import State
from qa.citing.place import TOLD, Stands, locate
from qa.permalink import read_permalink
from qa.quote import Citation, Quote, cite, verify


@dataclass(frozen=True, slots=True)
class CitedParagraph:
    """A paragraph's words with their citation; ``section`` is the heading above it.

    ``kind`` tells rows of tables and notes from text, ``notes`` are the marks of the notes that it
    refers to, ``state`` tells whether its text is the current one of its meeting. ``words`` are
    those of the permalink by which it was asked for.
    """

    quote: str
    citation: Citation
    section: str | None
    kind: Kind
    notes: tuple[str, ...]
    state: State
    words: str | None


def numbered_paragraph(meeting: str, number: int, store: Store) -> CitedParagraph:
    """The paragraph with this number (from 1) of the meeting whose id is or begins so.

    Raises UnknownMeeting, InputError for a number that it does not have, IntegrityError.
    """
    document = store.document_of(store.meeting(meeting).id)
    paragraphs = store.paragraphs(document)
    found = next((one for one in paragraphs if one.ordinal == number), None)
    if found is None:
        raise InputError(
            f"{store.meeting(meeting).id} has no paragraph {number}; "
            f"it has paragraphs 1 to {len(paragraphs)}."
        )
    return _cited(document, found, "current", None, store)


def linked_paragraph(link: str, store: Store) -> CitedParagraph:
    """The paragraph in which the words of a permalink stand, also in a text that was replaced.

    Raises InputError where they do not stand here, IntegrityError.
    """
    found = locate(read_permalink(link), store)
    if not isinstance(found, Stands):
        raise InputError(TOLD[found])
    quote = found.quote
    return _cited(quote.document, quote.paragraph, found.state, quote.text, store)


def _cited(
    document: Document, paragraph: Paragraph, state: State, words: str | None, store: Store
) -> CitedParagraph:
    quote = Quote(document, paragraph, paragraph.span)
    verify(quote, store)
    citation = cite(quote, store.meeting_of(document))
    if state != "current":
        citation = replace(citation, url=citation.permalink)
    return CitedParagraph(
        quote=quote.text,
        citation=citation,
        section=paragraph.section,
        kind=paragraph.kind,
        notes=paragraph.notes,
        state=state,
        words=words,
    )
