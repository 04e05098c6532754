"""A quotation in a question looked up: the sentences that have its words, and how these differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import Span, Store
from index import Hit, Searcher
from qa.answer import Match
from qa.extract import Candidate, Extractor
from qa.phrase import Difference, Finder, Passage
from qa.phrase.passages import ALTERED, PARTIAL
from qa.phrase.pasted import FEWEST_WORDS, marked
from qa.phrase.words import words as words_of
from qa.question import Question

SENTENCES = 20
MOST_DIFFERENCES = 3
SAID = re.compile(
    r"^\W*(?:who|where|when|which|did|in which|what)\b[^.?!]{0,60}?"
    r"\b(?:sa(?:id|y|ys)|wrote|write|stated?|read|find|declared?)\b(?: that)?"
    r"(?! about| on| of| to| in| by| at| with| for)[\s,:]+(.+)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A sentence with words of a quotation: what share of them it has in order, and how."""

    candidate: Candidate
    share: float
    match: Match
    differences: tuple[Difference, ...]


def look_up(
    question: Question, finder: Finder, searcher: Searcher, store: Store, extractor: Extractor
) -> list[LookedUp]:
    """The sentences that have a quotation's words, the closest first and then by date.

    None for a text that holds no quotation.
    """
    for words, needed in _quotations(question):
        passages = [
            one
            for one in finder.passages(words)
            if one.share >= needed and _is_in_scope(one, question, store)
        ]
        if passages:
            in_order = sorted(passages, key=lambda one: (-one.share, one.match != "verbatim"))
            of_each = {one.paragraph.id: one for one in reversed(in_order)}
            chosen = [one for one in in_order if of_each[one.paragraph.id] is one][:SENTENCES]
            asked = replace(question, topic=words)
            ids = tuple(one.paragraph.id for one in chosen)
            hits = {
                hit.paragraph_id: hit for hit in searcher.search(words, len(ids), ids, reread=False)
            }
            return [
                LookedUp(
                    _candidate(one, asked, hits[one.paragraph.id], store, extractor),
                    one.share,
                    one.match,
                    finder.differences(one, words)[:MOST_DIFFERENCES],
                )
                for one in chosen
            ]
    return []


def _is_in_scope(one: Passage, question: Question, store: Store) -> bool:
    meeting = store.document(one.paragraph.document_id).meeting_id
    return not question.meetings or meeting in question.meetings


def _candidate(
    one: Passage, question: Question, hit: Hit, store: Store, extractor: Extractor
) -> Candidate:
    """The sentence in which a passage begins, quoted with all in which it goes on."""
    within = [each for each in store.sentences(one.paragraph) if each.span.overlaps(one.span)]
    sentences = tuple(each for each in hit.sentences if each.id == within[0].id)
    (found,) = extractor.extract(question, [replace(hit, sentences=sentences)])
    end = max(found.quote.span.end, within[-1].span.end)
    return replace(found, quote=replace(found.quote, span=Span(found.quote.span.start, end)))


def _quotations(question: Question) -> Iterator[tuple[str, float]]:
    """Words that may be a quotation, as they were typed, with the share that must be found."""
    text = question.asked if question.corrections else question.text
    quoted = [one.text for one in marked(text)]
    for words in sorted(quoted, key=len, reverse=True):
        if len(words_of(words)) >= FEWEST_WORDS:
            yield words, PARTIAL
    if not quoted:
        said = SAID.match(text)
        words = said[1] if said else text
        if len(words_of(words)) >= FEWEST_WORDS and (said or not question.asks):
            yield words, ALTERED


def told(found: LookedUp) -> Iterator[str]:
    """How the record's words differ from the quotation, in sentences."""
    for one in found.differences:
        if one.asked and one.there:
            yield f"The record has “{one.there}” where the question has “{one.asked}”."
        elif one.asked:
            yield f"The record does not have “{one.asked}” there."
        else:
            yield f"The record also has “{one.there}” there."
