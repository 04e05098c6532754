"""Where the words of a permalink stand in the stored texts of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import Document, Paragraph, Span, Store
from corpus.stored import State, Stored, states
from qa.permalink import Permalink, hash_of
from qa.quote import Quote, verify

Missing = Literal["not here", "does not hold"]
TOLD: dict[Missing, str] = {
    "not here": "This collection has no document with the checksum in the permalink.",
    "does not hold": "The document of the permalink is here, and does not have its words.",
}
WORD_START = re.compile(r"(?<!\S)\S|(?<!\w)\w")
WORD_END = re.compile(r"\S(?!\S)|\w(?!\w)")
SLACK = 16  # characters by which words may be longer or shorter, as white space is counted
A_COMPARISON = 300  # characters that could be hashed in the time that any comparison takes
MOST_COMPARED = 20_000_000  # characters, which are hashed in a quarter of a second


@dataclass(frozen=True, slots=True)
class Stands:
    """The words of a permalink in a stored text, verified.

    ``state`` tells whether the text is current; ``retired`` is the revision of the collection at
    which it ceased to be. ``moved`` tells that the words stand at other offsets than it says.
    """

    quote: Quote
    state: State
    retired: int | None
    moved: bool


def locate(link: Permalink, store: Store) -> Stands | Missing:
    """Where the words stand, at best in the current text; else in the one that was so last.

    Raises IntegrityError where a text that has them disagrees with its source.
    """
    texts = _texts(link, store)
    for one, state in texts:
        document = store.document(one.id)
        span = _span(link, document.text)
        paragraph = span and _paragraph(span, store.paragraphs(document))
        if span and paragraph:
            quote = Quote(document, paragraph, span)
            verify(quote, store)
            return Stands(quote, state, one.retired, span != link.span)
    if not texts:
        return "not here"
    _verify_whole(store.document(texts[0][0].id), store)
    return "does not hold"


def _verify_whole(document: Document, store: Store) -> None:
    """Check all of a text against its source, to tell another text from a changed one."""
    if paragraphs := store.paragraphs(document):
        verify(Quote(document, paragraphs[0], Span(0, len(document.text))), store)


def _texts(link: Permalink, store: Store) -> list[tuple[Stored, State]]:
    """The stored texts of the source, the current one first, then the newest first."""
    kept = list(store.kept(link.source_sha256))
    found: list[tuple[Stored, State]] = []
    for meeting_id in {one.meeting_id for one in kept}:
        of_meeting = [one for one in kept if one.meeting_id == meeting_id]
        state = states(of_meeting)
        found += [(one, state[one.id]) for one in of_meeting]
    of_source = [pair for pair in found if pair[0].sha256 == link.source_sha256]
    return sorted(of_source, key=lambda pair: (pair[0].is_current, pair[0].id), reverse=True)


def _span(link: Permalink, text: str) -> Span | None:
    """Where the words stand in a text: at their offsets, or else nearest to them."""
    if link.span.end <= len(text) and hash_of(link.span.of(text)) == link.words:
        return link.span
    return next((span for span in _like(link, text) if hash_of(span.of(text)) == link.words), None)


def _like(link: Permalink, text: str) -> Iterator[Span]:
    """Stretches of whole words as long as those of a permalink, or nearly, the nearest first."""
    length = link.span.end - link.span.start
    ends = {match.end() for match in WORD_END.finditer(text)}
    starts = [match.start() for match in WORD_START.finditer(text)]
    starts.sort(key=lambda one: abs(one - link.span.start))
    nearly = [length + by for by in range(-SLACK, SLACK + 1) if by and length + by > 0]
    left = MOST_COMPARED
    for lengths in ([length], nearly):
        for start, one in ((start, one) for start in starts for one in lengths):
            if start + one in ends:
                yield Span(start, start + one)
                left -= one + A_COMPARISON
                if left < 0:
                    return


def _paragraph(span: Span, paragraphs: tuple[Paragraph, ...]) -> Paragraph | None:
    """The paragraph in which a stretch begins."""
    return next((one for one in paragraphs if one.span.start <= span.start < one.span.end), None)
