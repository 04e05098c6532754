"""Passages elsewhere that say otherwise: another number, a negation, a stronger or weaker verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index import Searcher
from qa.amounts import amounts
from qa.answer import Contrasting
from qa.extract import Candidate, Extractor
from qa.question import Question

LOOKED_THROUGH = 8
SAME_MATTER = 0.6  # share of telling words in common from which two sentences say the same thing
SAME_COUNT = 0.2  # less where what is counted is the same
FOLLOWING = 3  # telling words after a verb, of which one must be the same
MOST = 3
NEGATION = re.compile(
    r"\b(?:not|no longer|no|never|none|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
# What is said of one matter, from weak to strong.
LADDERS = (
    (r"not(?:e|es|ed|ing)", r"regret\w*", r"deplor\w+", r"condemn\w*"),
    (r"(?<!grave )(?<!serious )(?<!deep )concern", r"(?:grave|serious|deep) concern"),
    (r"invit(?:e|es|ed|ing)", r"encourag\w+", r"call\w* (?:on|upon|for)", r"urg\w+", r"demand\w*"),
    (r"consider\w*", r"explor\w+", r"intend\w*|intent", r"plan(?:s|ned|ning)?", r"commit\w*"),
    (r"may", r"could", r"should", r"must"),
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A sentence elsewhere that says otherwise, and which of its words stand against which."""

    why: Contrasting
    words: str
    otherwise: str
    candidate: Candidate


def said_otherwise(
    answer: Candidate, question: Question, searcher: Searcher, extractor: Extractor
) -> Iterator[Otherwise]:
    """Sentences of other meetings on the same matter that differ from an answer where it counts."""
    found = searcher.by_words(answer.sentence_text, LOOKED_THROUGH)
    hits = [searcher.unscored(paragraph_id) for paragraph_id in found]
    told: set[tuple[Contrasting, str]] = set()
    each = [replace(hit, sentences=(one,)) for hit in hits for one in hit.sentences]
    for other in extractor.extract(question, each):
        if other.quote.document.meeting_id == answer.quote.document.meeting_id:
            continue
        for one in difference(answer, other, searcher):
            if len(told) < MOST and (one.why, one.otherwise) not in told:
                told.add((one.why, one.otherwise))
                yield one


def difference(one: Candidate, other: Candidate, searcher: Searcher) -> Iterator[Otherwise]:
    """The first difference that counts between two sentences on the same matter, if any."""
    alike = _alike(one.sentence_text, other.sentence_text, searcher)
    if alike >= SAME_COUNT and (pair := _other_number(one, other, searcher)):
        yield Otherwise("another number", *pair, other)
    elif alike >= SAME_MATTER and (pair := _negated(one.sentence_text, other.sentence_text)):
        yield Otherwise("negation", *pair, other)
    elif alike >= SAME_MATTER and (
        rungs := _rungs(one.sentence_text, other.sentence_text, searcher)
    ):
        (low, words), (high, otherwise) = rungs
        why: Contrasting = "stronger verb" if high > low else "weaker verb"
        yield Otherwise(why, words, otherwise, other)


def _alike(one: str, other: str, searcher: Searcher) -> float:
    """The share of the shorter sentence's telling words that both have."""
    words, others = set(searcher.terms(one)), set(searcher.terms(other))
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def _other_number(one: Candidate, other: Candidate, searcher: Searcher) -> tuple[str, str] | None:
    """The words that count the same thing in both, where the count differs."""
    for words, counted in _counts(one, searcher):
        for otherwise, also_counted in _counts(other, searcher):
            if counted & also_counted and set(amounts(words)).isdisjoint(amounts(otherwise)):
                return words, otherwise
    return None


def _counts(one: Candidate, searcher: Searcher) -> Iterator[tuple[str, set[str]]]:
    """Phrases of a sentence that count something, with the term for what they count."""
    text = one.sentence_text
    mentions = searcher.mentions(one.sentence.id)
    dates = [mention.span for mention in mentions if mention.kind == "date"]
    for mention in mentions:
        words = mention.span.of(text)
        dated = any(mention.span.within(date) or date.within(mention.span) for date in dates)
        if mention.kind == "phrase" and not dated and amounts(words):
            counted = [term for term in searcher.terms(words) if not amounts(term)]
            if counted:
                yield words, {counted[-1]}


def _negated(one: str, other: str) -> tuple[str, str] | None:
    """The clauses about the negation that only one of the two has."""
    in_one, in_other = NEGATION.search(one), NEGATION.search(other)
    if (in_one is None) == (in_other is None):
        return None
    return (in_one[0] if in_one else "", in_other[0] if in_other else "")


def _rungs(
    one: str, other: str, searcher: Searcher
) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """The words of one ladder that say different things of the same, each with its rung."""
    for ladder in LADDERS:
        for rung, words, about in _on(ladder, one, searcher):
            for other_rung, others, also_about in _on(ladder, other, searcher):
                if rung != other_rung and about & also_about:
                    return (rung, words), (other_rung, others)
    return None


def _on(
    ladder: tuple[str, ...], text: str, searcher: Searcher
) -> Iterator[tuple[int, str, set[str]]]:
    """The words of a ladder in a text: rung, words, and the telling words that follow."""
    for rung in reversed(range(len(ladder))):
        for found in re.finditer(rf"\b(?:{ladder[rung]})\b", text, re.IGNORECASE):
            yield rung, found[0], set(searcher.terms(text[found.end() :])[:FOLLOWING])
