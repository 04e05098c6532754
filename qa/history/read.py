"""A meeting's text read for its wording: sentences of folded words, each in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Document, Meeting, Paragraph, Span, Store
from qa.phrase.words import Word, span_of, words
from qa.quote import Quote

JOINTS = "-‐‑/.'’"
ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence; the spans of its words are of the document."""

    paragraph: Paragraph
    words: tuple[Word, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class ReadText:
    """All sentences of a meeting's paragraphs of prose: no rows of tables, and no notes."""

    meeting: Meeting
    document: Document
    sentences: tuple[ReadSentence, ...]

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The folded words of each sentence."""
        return [one.texts for one in self.sentences]

    def quote(self, sentence: int, start: int, length: int) -> Quote:
        """So many words of a sentence, from one on."""
        one = self.sentences[sentence]
        return Quote(self.document, one.paragraph, span_of(one.words[start : start + length]))

    def find(self, some: Sequence[str]) -> Quote | None:
        """The first place of words in a row; None where they do not stand."""
        looked_for = f" {' '.join(some)} "
        for number, one in enumerate(self.sentences):
            text = f" {' '.join(one.texts)} "
            at = text.find(looked_for)
            if at >= 0:
                return self.quote(number, text[:at].count(" "), len(some))
        return None

    def hangs_on(self, sentence: int, at: int) -> bool:
        """Whether a word of a sentence is joined to the one before, as that of "12-month" is."""
        start = self.sentences[sentence].words[at].span.start
        return start > 0 and self.document.text[start - 1] in JOINTS

    def names(self, sentence: int, start: int, length: int) -> int:
        """How many of so many words are numbers, or capitals that do not begin the sentence."""
        some = self.sentences[sentence].words[start : start + length]
        return sum(self._is_name(word, first=not start and not at) for at, word in enumerate(some))

    def _is_name(self, word: Word, *, first: bool) -> bool:
        letter = self.document.text[word.span.start]
        return letter.isdigit() or (letter.isupper() and not first)


def read_text(meeting: Meeting, store: Store) -> ReadText:
    """The prose of a meeting's document."""
    document = store.document_of(meeting.id)
    prose = [one for one in store.paragraphs(document) if one.kind == "text"]
    found = [one for paragraph in prose for one in _sentences(paragraph, document.text)]
    return ReadText(meeting, document, tuple(found))


def _sentences(paragraph: Paragraph, text: str) -> Iterator[ReadSentence]:
    start, end = paragraph.span.start, paragraph.span.end
    inner = [found.end() for found in ENDS.finditer(text, start, end)]
    for first, last in zip([start, *inner], [*inner, end], strict=True):
        some = words(Span(first, last).of(text))
        if some:
            yield ReadSentence(
                paragraph, tuple(Word(one.text, one.span.later(first)) for one in some)
            )
