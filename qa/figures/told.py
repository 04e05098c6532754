"""The figures that paragraphs tell, each read once in the life of a process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus import Document, Paragraph, Span, Store
from index import Mention, Searcher
from qa.figures.doubt import is_doubtful
from qa.figures.kinds import Kind, kind_of_counted
from qa.figures.members import members_named
from qa.figures.reading import HAS_NUMBER, Quantity, quantities
from qa.figures.subject import Subject, subject_of

PARAGRAPHS_KEPT = 20_000
MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in a sentence: the number, what it tells of, and of what kind it is.

    ``sentence`` counts in the document, the spans of ``quantity`` in the sentence. ``named`` tells
    that the number is how many members the sentence names.
    """

    document_id: int
    paragraph_id: int
    sentence: Span
    quantity: Quantity
    subject: Subject
    kind: Kind
    named: bool = False

    @property
    def span(self) -> Span:
        """Where the figure's words stand in the document."""
        return self.quantity.span.later(self.sentence.start)


class FigureReader:
    """Reads figures out of one store through the mentions of its index."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        """``searcher`` must be of an index of the documents in ``store``."""
        self._store = store
        self._searcher = searcher
        self.of_paragraph = lru_cache(PARAGRAPHS_KEPT)(self._read)

    def may_have(self, document: Document, paragraph: Paragraph) -> bool:
        """Whether a paragraph has any number, or names members: quick, nothing is read."""
        text = paragraph.span.of(document.text)
        return HAS_NUMBER.search(text) is not None or MEMBER in text

    def _read(self, paragraph_id: int) -> tuple[Told, ...]:
        """The figures of a paragraph, in order."""
        paragraph = self._store.paragraph(paragraph_id)
        document = self._store.document(paragraph.document_id)
        if paragraph.recognised or not self.may_have(document, paragraph):
            return ()  # what was read off a picture has letters for digits
        return tuple(self._in_sentences(document, paragraph))

    def _in_sentences(self, document: Document, paragraph: Paragraph) -> Iterator[Told]:
        for sentence in self._store.sentences(paragraph):
            mentions = self._searcher.mentions(sentence.id)
            for one in figures_of(sentence.span.of(document.text), mentions):
                quantity, subject, kind, named = one
                yield Told(document.id, paragraph.id, sentence.span, quantity, subject, kind, named)


def figures_of(
    sentence: str, mentions: list[Mention]
) -> Iterator[tuple[Quantity, Subject, Kind, bool]]:
    """The figures of a sentence: number, what it tells of, kind, whether it counts names."""
    for one in quantities(sentence):
        if is_doubtful(sentence, one, mentions):
            continue
        subject = subject_of(sentence, one, mentions)
        if subject is not None:
            yield one, subject, _kind(one, subject, mentions), False
    named = members_named(sentence) if MEMBER in sentence else None
    if named is not None:
        yield *named, "members", True


def _kind(one: Quantity, subject: Subject, mentions: list[Mention]) -> Kind:
    if one.sort != "count":
        return one.sort
    nationals = any(m.kind == "people" and m.span.end == subject.noun_end for m in mentions)
    return kind_of_counted(subject.noun, nationals=nationals)
