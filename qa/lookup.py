"""A quotation looked up: the sentences that have its words, and how these differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from corpus import Store
from corpus.wording import folded
from index import Searcher
from qa.answer import Match
from qa.extract import Candidate, Extractor
from qa.question import Question

PARAGRAPHS = 20
FEWEST_WORDS = 4
SAID_SO = 0.8  # share of the words from which a text without marks is taken for a quotation
FOUND = 0.5  # share of the words from which a sentence is shown for one in quotation marks
MOST_DIFFERENCES = 3
MARKED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|(?<!\w)[‘']([^’']+(?:’\w[^’']*)*)[’'](?!\w)")
SAID = re.compile(
    r"^\W*(?:who|where|when|which|did|in which|what)\b[^.?!]{0,60}?"
    r"\b(?:sa(?:id|y|ys)|wrote|write|stated?|read|find|declared?)\b(?: that)?"
    r"(?! about| on| of| to| in| by| at| with| for)[\s,:]+(.+)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A sentence with words of a quotation: what share of them it has in order, and how.

    ``differences`` are pairs: words of the quotation, and those of the record in their place.
    """

    candidate: Candidate
    share: float
    match: Match
    differences: tuple[tuple[str, str], ...]


def look_up(
    question: Question, searcher: Searcher, store: Store, extractor: Extractor
) -> list[LookedUp]:
    """The sentences that have a quotation's words, the closest first and then by date.

    None for a text that holds no quotation.
    """
    for words, needed in _quotations(question):
        found = list(_having(words, needed, question, searcher, store, extractor))
        if found:
            return sorted(found, key=lambda one: (-one.share, one.match != "verbatim", _day(one)))
    return []


def _quotations(question: Question) -> Iterator[tuple[str, float]]:
    """Words that may be a quotation, with the share of them that must be found."""
    marked = [next(filter(None, found.groups())) for found in MARKED.finditer(question.text)]
    for words in sorted(marked, key=len, reverse=True):
        if len(_words(words)) >= FEWEST_WORDS:
            yield words, FOUND
    if not marked:
        said = SAID.match(question.text)
        words = said[1] if said else question.text
        if len(_words(words)) >= FEWEST_WORDS and (said or not question.asks):
            yield words, SAID_SO


def _having(
    words: str,
    needed: float,
    question: Question,
    searcher: Searcher,
    store: Store,
    extractor: Extractor,
) -> Iterator[LookedUp]:
    allowed = store.allowed(question.meetings)
    hits = searcher.search(words, PARAGRAPHS, allowed, reread=False)
    each = [replace(hit, sentences=(one,)) for hit in hits for one in hit.sentences]
    wanted = _words(words)
    for one in extractor.extract(replace(question, topic=words), each):
        looked_up = _compared(wanted, one)
        if looked_up.share >= needed:
            yield looked_up


def _compared(wanted: Sequence[str], one: Candidate) -> LookedUp:
    """A sentence compared with a quotation, word by word."""
    there = _words(one.sentence_text)
    share = LCSseq.similarity(wanted, there) / len(wanted)
    differences = tuple(_differences(wanted, there))
    if f" {' '.join(wanted)} " in f" {' '.join(there)} ":
        return LookedUp(one, 1.0, "verbatim", ())
    if sum(len(other.split()) for _, other in differences) > len(wanted):
        return LookedUp(one, 0.0, "partial", ())
    match: Match = "altered" if share >= SAID_SO else "partial"
    return LookedUp(one, share, match, differences[:MOST_DIFFERENCES])


def told(found: LookedUp) -> Iterator[str]:
    """How the record's words differ from the quotation, in sentences."""
    for words, there in found.differences:
        if words and there:
            yield f"The record has “{there}” where the question has “{words}”."
        elif words:
            yield f"The record does not have “{words}” there."
        else:
            yield f"The record also has “{there}” there."


def _differences(wanted: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words of the quotation that differ, with those of the record, within what they share."""
    steps = SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes()
    same = [place for place, step in enumerate(steps) if step[0] == "equal"]
    inner = steps[same[0] : same[-1] + 1] if same else []
    for what, start, end, first, last in inner:
        if what != "equal":
            yield " ".join(wanted[start:end]), " ".join(there[first:last])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


def _day(one: LookedUp) -> str:
    return one.candidate.quote.document.meeting_id
