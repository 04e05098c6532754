"""How likely the best sentence answers the question, and when to say nothing instead.

Fitted on the development half (181 questions) of the evaluation set: a logistic curve over the
cosine of question and sentence and the reranker's logit, or over the cosine alone where the
reranker did not read the sentence. Area under the ROC curve for "the first sentence is right":
0.63; below DECLINE_BELOW were 7 % of the answerable questions and 9 % of the others. Expected
calibration error there: 0.08.

Similarity cannot tell an unanswerable question from an answerable one on the same topic, so a
name or number that the record never mentions halves the confidence; a question in another language
is never answered, unless the encoder knows many.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Searcher
from qa.extract import Candidate
from qa.language import is_foreign
from qa.question import Question

READ_SIMILARITY, READ_RERANK, READ_OFFSET = 2.3, 0.04, -0.85
UNREAD_SIMILARITY, UNREAD_OFFSET = 6.2, -3.5
UNKNOWN_FACTOR = 0.5
DECLINE_BELOW = 0.30
LONGEST_ABBREVIATION = 3  # "Mrs."
ENDS_SENTENCE = ("?", "!", ":", "")

TOKEN = re.compile(r"\w[\w.’'-]*")
POSSESSIVE = re.compile(r"['’]s?$")
MONTHS = frozenset(name.lower() for name in calendar.month_name if name)


@dataclass(frozen=True, slots=True)
class Signals:
    """What the confidence was made from."""

    similarity: float
    rerank: float | None
    unknown_names: tuple[str, ...]
    foreign: bool
    confidence: float

    @property
    def answers(self) -> bool:
        """Whether the evidence is enough to show an answer."""
        return self.confidence >= DECLINE_BELOW and not self.foreign


def weigh(
    question: Question, best: Candidate | None, searcher: Searcher, dates: Sequence[str]
) -> Signals:
    """Weigh the best sentence's scores against what the record has never heard of.

    ``dates`` are the days of the collection's meetings; their numbers are not unknown.
    """
    names_used = " ".join([*question.aliases, *question.other_names])
    known = set(names_used.lower().split())
    known |= {part for day in dates for part in day.split("-")} | MONTHS
    terms = set(searcher.terms(question.text))
    unknown_terms = {term for term in terms if searcher.rarity(term) == 1.0}
    names = tuple(
        name
        for name in names_in(question.text)
        if name.lower() not in known and set(searcher.terms(name)) & unknown_terms
    )
    similarity, rerank = (best.similarity, best.rerank) if best else (0.0, None)
    confidence = _likelihood(similarity, rerank)
    foreign = is_foreign(question.text, searcher) and not searcher.multilingual
    if names or foreign:
        confidence *= UNKNOWN_FACTOR
    return Signals(similarity, rerank, names, foreign, confidence)


def _likelihood(similarity: float, rerank: float | None) -> float:
    """How likely a sentence with these scores answers."""
    if rerank is None:
        odds = UNREAD_SIMILARITY * similarity + UNREAD_OFFSET
    else:
        odds = READ_SIMILARITY * similarity + READ_RERANK * rerank + READ_OFFSET
    return 1 / (1 + math.exp(-odds))


def reason(signals: Signals) -> str:
    """In plain words, why no answer is shown."""
    if signals.foreign:
        return (
            "The record does not say: the question is in another language. "
            "Ask in the language of the documents."
        )
    if signals.unknown_names:
        return f"The record does not say: it never mentions {_listed(signals.unknown_names)}."
    return "The record does not say: no sentence in it comes close to answering this."


def names_in(text: str) -> Iterator[str]:
    """Words that name something: capitalised within a sentence, or with a number in them."""
    letters = [character for character in text if character.isalpha()]
    shouted = sum(character.isupper() for character in letters) > len(letters) / 2
    begins = True
    for match in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", match[0].rstrip(".'’-"))
        abbreviated = match[0].endswith(".") and len(word) <= LONGEST_ABBREVIATION
        named = word[:1].isupper() and not (begins or shouted or abbreviated)
        if named or any(character.isdigit() for character in word):
            yield word
        following = text[match.end() : match.end() + 1]
        begins = (match[0].endswith(".") or following in ENDS_SENTENCE) and not abbreviated


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names[:3]]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
