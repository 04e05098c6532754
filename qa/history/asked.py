"""What is to be followed: the words, as they are searched, and notes on how they were taken."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import InputError
from index import Searcher
from qa.engine import Engine
from qa.history.topic import Topic
from qa.language import is_foreign
from qa.phrase.words import words
from qa.question import Question
from qa.several_meetings import topic_of_each
from qa.spelling import Corrections
from qa.typed import require_text

LONGEST = 16_000  # characters
MOST_PLACES = 1_000  # paragraphs; wording that stands in more of them is told by sentences alone
MOST_NAMED = 5
FOREIGN = (
    "These words are in another language than the documents: they were looked for as they are "
    "written, and not by their meaning."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Words to follow: as typed, with what is searched instead of misspelt ones.

    ``foreign``: they are in another language than the documents; ``common``: they stand in more
    than MOST_PLACES paragraphs.
    """

    typed: str
    topic: Topic
    corrections: Corrections
    foreign: bool
    common: bool
    notes: tuple[str, ...]


def understood(text: str, engine: Engine) -> Asked:
    """What a text asks to follow; raises InputError for one without a word to look for."""
    if len(text) > LONGEST:
        raise InputError(
            f"What is followed may have {LONGEST:,} characters, not {len(text):,}. "
            "Take a sentence or a phrase of it."
        )
    require_text(text, "The phrase")
    if not engine.searcher.terms(text) and not any(letter.isalnum() for letter in text):
        raise InputError("There is no word to follow. Type a phrase or a topic.")
    question = engine.understand(text)
    searched = _topic(question, engine.searcher)
    if not engine.searcher.terms(searched):
        raise InputError(
            "There are only words that stand everywhere. Add what the phrase or topic is about."
        )
    foreign = is_foreign(searched, engine.searcher)
    common = _is_common(searched, engine.searcher)
    return Asked(
        typed=question.asked,
        topic=Topic(searched, question.aliases),
        corrections=question.corrections,
        foreign=foreign,
        common=common,
        notes=tuple(_notes(question, searched, engine.searcher, foreign=foreign, common=common)),
    )


def _topic(question: Question, searcher: Searcher) -> str:
    """The text, or what a question about several meetings is about."""
    topic = topic_of_each(question.text) if question.asks else question.text
    return topic if searcher.terms(topic) else question.text


def _is_common(text: str, searcher: Searcher) -> bool:
    whole = [word.text for word in words(text)]
    return len(searcher.having_phrase(whole, MOST_PLACES + 1)) > MOST_PLACES


def _notes(
    question: Question, searched: str, searcher: Searcher, *, foreign: bool, common: bool
) -> list[str]:
    notes = list(question.notes)
    unknown = _unknown(searched, searcher)
    if foreign:
        notes.append(FOREIGN)
    elif unknown:
        rest = "The rest" if _has_known(searched, searcher) else "Something near in meaning"
        notes.append(f"The record never has {unknown}. {rest} was looked for.")
    if common:
        notes.append(
            f"These words stand in more than {MOST_PLACES:,} paragraphs: they are followed by "
            "how much each meeting speaks of them, and not place by place."
        )
    return notes


def _unknown(text: str, searcher: Searcher) -> str:
    """The words that no document has, quoted."""
    some = [word.text for word in words(text) if searcher.is_unknown(word.text)]
    unknown = [*dict.fromkeys(some)]
    more = f" and {len(unknown) - MOST_NAMED} more words" if len(unknown) > MOST_NAMED else ""
    return ", ".join(f"“{word}”" for word in unknown[:MOST_NAMED]) + more


def _has_known(text: str, searcher: Searcher) -> bool:
    return any(searcher.rarity(term) < 1.0 for term in searcher.terms(text))
