"""Questions about several meetings: one sentence of each meeting that speaks to the topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import Store
from index import Searcher
from index.reading import MOST_READ
from qa.extract import Candidate, Extractor
from qa.question import Question

DOCUMENT = r"(?:meeting|statement|communiqu[eé]|declaration|document|text|summit|session|minute)"
SPEAKS = (
    r"(?:do|does|did|is|are|was|were|has|have|had|i|we|you|it|find|found|contains?|comes?|came|up"
    r"|mention(?:s|ed)?|refer(?:s|red)?|to|discuss(?:es|ed)?|speaks?|spoke|of|talk(?:s|ed)?|about"
    r"|say|says|said|address(?:es|ed)?|raise[sd]?|warn(?:s|ed)?|note[sd]?|cite[sd]?|that)"
)
CHANGES = r"(?:change|evolve|develop|differ|shift|vary|varie)(?:[ds]|ed)?"
THE = r"(?:the|these|those)"
EACH = rf"(?:each|every|all|any|both|one)(?: of)?(?: {THE})? (?:\w+ )?{DOCUMENT}s?"
NEXT = rf"(?: to (?:the next|another|{DOCUMENT}))?"
ASKS_EVERY = (
    rf"\b(?:which|what) (?:of {THE} )?(?:\w+ )?{DOCUMENT}s\b",
    rf"\bwhich of (?:these|those|them) (?:is|are|was|were)\b.*\b{DOCUMENT}s\b",
    rf"\b(?:each|every|all|any) (?:of )?(?:the )?(?:\w+ )?{DOCUMENT}s?\b",
    rf"\b{DOCUMENT}s? (?:by|to|after) (?:the next |another )?{DOCUMENT}\b",
    rf"\bfrom (?:one )?{DOCUMENT} to (?:the next|another|{DOCUMENT})\b",
    rf"\b(?:do|did|does|have|in|across|between|as far as) {THE} {DOCUMENT}s\b",
    rf"\bhow (?:did|has|have|does)\b.*\b{CHANGES}\b",
    r"\bover (?:the years|time)\b",
    r"^\W*compare\b",
    r"\bdifference between\b",
)
FRAMES = (
    rf"\b(?:in |at |of )?(?:which|what) (?:of {THE} )?(?:\w+ )?{DOCUMENT}s?(?: {SPEAKS})*\b",
    rf"\b(?:according )?(?:in |at |from |for |to |across |of |by )?{EACH}\b{NEXT}",
    rf"\b(?:from )?{DOCUMENT}s? (?:by|to|after) {DOCUMENT}s?\b",
    rf"\bas far as (?:the )?{DOCUMENT}s? (?:tell|say|show)\w*(?: us)?\b",
    rf"\bhow (?:do|did|have) (?:the )?{DOCUMENT}s? (?:put|phrase|express|describe)\b",
    r"\bwhat (?:did|do|does|have|has) (?:the )?\w+ (?:says?|said|announced?)\b(?:,? (?:about|on))?",
    r"\bwhat (?:was|is|were|has been|have been) said\b(?: (?:about|on|of))?(?: (?:it|that|this))?",
    r"\bhow (?:did|does|do|has|have|had)\b",
    rf"\b{CHANGES}\b",
    r"\bover (?:the years|time)\b",
    r"^\W*compare\b",
    r"\band later(?: on)?\b",
)
PARAGRAPHS = 200  # so many are looked through for the best of each meeting
SENTENCES_A_MEETING = 3
START, BEHIND_WEIGHT, COVERED_WEIGHT = 3.0, -0.5, 2.5
LOGITS_A_COSINE = 20.0  # what a difference in cosine counts where the reranker did not read


@dataclass(frozen=True, slots=True)
class Spoken:
    """The best sentence of each meeting that speaks to a topic, in date order, and the others.

    ``silent`` are the ids of the meetings in scope that do not.
    """

    rows: tuple[Candidate, ...]
    silent: tuple[str, ...]


def asks_every(text: str) -> bool:
    """Whether a question wants to know of each meeting, and not of one."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in ASKS_EVERY)


def topic_of(text: str, searcher: Searcher) -> str:
    """What a question about several meetings is about: "NATO" of "Which meetings mention NATO?"."""
    topic = text
    for frame in FRAMES:
        topic = re.sub(frame, " ", topic, flags=re.IGNORECASE)
    topic = " ".join(topic.split()).strip(" ,.;:?!–—-")
    return topic if searcher.terms(topic) else text


def speaking(question: Question, store: Store, searcher: Searcher, extractor: Extractor) -> Spoken:
    """What each meeting in scope says on the topic of a question about several."""
    topic = replace(question, text=topic_of(question.text, searcher))
    in_scope = question.meetings or tuple(meeting.id for meeting in store.meetings())
    allowed = store.paragraph_ids(question.meetings) if question.meetings else None
    hits = searcher.search(topic.text, PARAGRAPHS, allowed, question.other_names, reread=False)
    likely = _likely(extractor.extract(topic, hits))
    scores = searcher.read(
        topic.text, [one.sentence.id for some in likely.values() for one in some]
    )
    best = {
        name: max(
            (replace(one, rerank=scores.get(one.sentence.id)) for one in some),
            key=lambda one: one.preference,
        )
        for name, some in likely.items()
    }
    spoken = _spoken(best)
    return Spoken(
        rows=tuple(best[name] for name in in_scope if name in spoken),
        silent=tuple(name for name in in_scope if name not in spoken),
    )


def _likely(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """By meeting, the few candidates that are most like the topic."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: one.preference, reverse=True):
        found[one.quote.document.meeting_id].append(one)
    most = max(1, min(SENTENCES_A_MEETING, MOST_READ // max(1, len(found))))
    return {name: some[:most] for name, some in found.items()}


def _spoken(best: Mapping[str, Candidate]) -> set[str]:
    """The meetings whose best sentence does not fall far behind the best of all.

    It falls behind by the reranker's logits, and by how many of the topic's telling words it has.
    """
    if not best:
        return set()
    first = max(_answers(one) for one in best.values())
    covered = max(one.coverage for one in best.values())
    return {
        name
        for name, one in best.items()
        if START
        + BEHIND_WEIGHT * (first - _answers(one))
        + COVERED_WEIGHT * ((one.coverage / covered if covered else 1.0) - 1)
        >= 0
    }


def _answers(one: Candidate) -> float:
    """How well a sentence answers, in the reranker's logits."""
    return LOGITS_A_COSINE * one.similarity if one.rerank is None else one.rerank
