"""Questions about several meetings: one sentence of each meeting that speaks to the topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import Store
from index import Searcher
from index.reading import MOST_READ
from qa.extract import Candidate, Extractor
from qa.names import helpful
from qa.question import Question
from qa.several_meetings import topic_of_each

PARAGRAPHS = 200  # so many are looked through for the best of each meeting
SENTENCES_A_MEETING = 3
START, BEHIND_WEIGHT, COVERED_WEIGHT = 3.0, -0.55, 2.5
LOGITS_A_COSINE = 20.0  # what a difference in cosine counts where the reranker did not read


@dataclass(frozen=True, slots=True)
class Spoken:
    """The best sentence of each meeting that speaks to a topic, in date order, and the others.

    ``silent`` are the ids of the meetings in scope that do not.
    """

    rows: tuple[Candidate, ...]
    silent: tuple[str, ...]


def speaking(question: Question, store: Store, searcher: Searcher, extractor: Extractor) -> Spoken:
    """What each meeting in scope says on the topic of a question about several."""
    topic = topic_of_each(question.topic)
    topic = topic if searcher.terms(topic) else question.topic
    in_scope = question.meetings or tuple(meeting.id for meeting in store.meetings())
    allowed = store.allowed(question.meetings)
    others = helpful(question.aliases, searcher)
    hits = searcher.search(topic, PARAGRAPHS, allowed, others, reread=False)
    likely = _likely(extractor.extract(replace(question, topic=topic), hits))
    scores = searcher.read(topic, [one.sentence.id for some in likely.values() for one in some])
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
