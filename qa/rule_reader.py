"""The reader that ships: of the parts of a sentence, the one that fits what is asked.

Every part gets features between 0 and 1, and a weighted sum of them says how well it fits. The
weights are those of a logistic regression on half of SQuAD 2.0's development set and the
development half of our evaluation set, rounded. Where the reranker tells which stretches of the
sentence are likely to be the answer, these are parts too, and their log-probability is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from index import Mention, Searcher, SpanScores
from qa.answer_features import Features, Terms, features
from qa.answer_parts import parts_of, with_titles, with_what_is_counted
from qa.asked import CAN_BE_TOLD, asked
from qa.extract import Candidate
from qa.question import Question
from qa.reader import ShortAnswer

UNTOLD = 0.6  # where names do not tell whether it is the thing or the clause asked for
STRETCHES = 12
BREVITY = 2.65  # a long part is the safer guess only where nothing tells where the answer ends
WEIGHTS = tuple(asdict(Features()).items())


class RuleReader:
    """Reads by the mentions found when the index was built, and by what the reranker tells."""

    def __init__(self, searcher: Searcher) -> None:
        """``searcher`` must be of the index that holds the sentences to be read."""
        self._searcher = searcher

    def read(self, question: Question, candidate: Candidate) -> ShortAnswer | None:
        """The part that fits best, None where the sentence mentions nothing of the sort."""
        mentions = self._searcher.mentions(candidate.sentence.id)
        start = candidate.quote.span.start
        before = candidate.sentence.span.start - start
        up_to_its_end = candidate.quote.text[: candidate.sentence.span.end - start]
        spans = self._searcher.spans(question.topic, up_to_its_end)
        found = fits(
            question.topic,
            candidate.sentence_text,
            mentions,
            self._searcher.terms,
            spans.of_part(before) if spans else None,
        )
        return found[0].later(before) if found else None


def fits(
    question: str,
    text: str,
    mentions: Sequence[Mention],
    terms: Terms,
    spans: SpanScores | None = None,
) -> list[ShortAnswer]:
    """Every part of a sentence that may be the answer, the one that fits best first.

    Its likelihood is how well it is of the sort asked for, where that can be told.
    """
    sort = asked(question).sort
    parts = parts_of(text, mentions)
    if spans:
        parts = {span: {"phrase"} for span in spans.likeliest(STRETCHES)} | parts
    if sort == "count":
        parts = with_what_is_counted(parts, mentions)
    if sort == "person":
        parts = with_titles(text, parts)
    found = features(question, text, parts, mentions, terms)
    worth = {span: _weigh(one) for span, one in found.items()}
    if spans:
        worth = {span: worth[span] + spans.of(span) - _length(one) for span, one in found.items()}
    order = sorted(found, key=lambda span: (-worth[span], span.start, span.end))
    told = sort in CAN_BE_TOLD
    sorts = {span: max(one.fit, one.holds) if told else UNTOLD for span, one in found.items()}
    return [ShortAnswer(span, sorts[span]) for span in order]


def _length(features: Features) -> float:
    """What is held against a long part; a list that was asked for is as long as it is."""
    return BREVITY * features.words * (1 - features.several)


def _weigh(features: Features) -> float:
    """The weighted sum of the features."""
    total: float = sum(weight * getattr(features, name) for name, weight in WEIGHTS)
    return total
