"""What speaks for and against the best sentence as an answer, as a careful person would look.

Has the sentence the kind of thing that is asked for? The names and numbers of the question? Do the
documents in scope, and all documents, know them? Only then: is it like the question at all?
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Store
from corpus.wording import folded
from index import Searcher
from qa.asked import Sort, asked
from qa.extract import Candidate
from qa.language import is_foreign
from qa.question import Question

LONGEST_ABBREVIATION = 3  # "Mrs."
ENDS_SENTENCE = ("?", "!", ":", "")
TOKEN = re.compile(r"\w[\w.’'-]*")
POSSESSIVE = re.compile(r"['’]s?$")
MONTHS = frozenset(name.lower() for name in calendar.month_name if name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer.

    ``verbatim``: the question's words stand in the paragraph as they are. ``fit`` (0..1) is how
    well the short answer is of the ``sort`` asked for. ``unmet`` are names and numbers of the
    question that the sentence does not have, ``absent`` those that no document in scope has, and
    ``unknown`` those that no document has. ``similarity`` and ``rerank`` are the sentence's.
    """

    verbatim: bool
    sort: Sort
    fit: float
    unmet: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]
    foreign: bool
    similarity: float
    rerank: float | None


def gather(
    question: Question,
    best: Candidate | None,
    fit: float,
    searcher: Searcher,
    store: Store,
) -> Evidence:
    """The evidence on the best sentence; ``fit`` is what the reader told of its short answer."""
    sort = asked(question.topic).sort
    names = _names(question, searcher, store)
    text = best.sentence_text if best else ""
    present = set(searcher.terms(text))
    unmet = [name for name in names if present.isdisjoint(searcher.terms(name))]
    unknown = [name for name in unmet if _is_unknown(name, searcher)]
    return Evidence(
        verbatim=best is not None and _stands(question.topic, best),
        sort=sort,
        fit=fit,
        unmet=tuple(unmet),
        absent=tuple(_absent(unmet, unknown, question, searcher, store)),
        unknown=tuple(unknown),
        foreign=is_foreign(question.text, searcher) and not searcher.multilingual,
        similarity=best.similarity if best else 0.0,
        rerank=best.rerank if best else None,
    )


def _stands(words: str, best: Candidate) -> bool:
    """Whether words stand in the paragraph of a sentence, whatever their marks and capitals."""
    paragraph = best.quote.paragraph.span.of(best.quote.document.text)
    needle, hay = (" ".join(re.findall(r"\w+", folded(text))) for text in (words, paragraph))
    return f" {needle} " in f" {hay} "


def _names(question: Question, searcher: Searcher, store: Store) -> list[str]:
    """The names and numbers of a question that are not known by another name or as dates."""
    used = " ".join([*question.aliases, *question.other_names])
    known = set(used.lower().split()) | MONTHS
    known |= {part for one in store.meetings() for part in str(one.date).split("-")}
    names = dict.fromkeys(name for name in names_in(question.topic) if name.lower() not in known)
    return [name for name in names if searcher.terms(name)]


def _is_unknown(name: str, searcher: Searcher) -> bool:
    return any(searcher.rarity(term) == 1.0 for term in searcher.terms(name))


def _absent(
    unmet: Sequence[str],
    unknown: Sequence[str],
    question: Question,
    searcher: Searcher,
    store: Store,
) -> Iterator[str]:
    """The names that stand in documents, but in none of those in scope."""
    if not question.meetings:
        return
    allowed = store.paragraph_ids(question.meetings)
    for name in unmet:
        if name not in unknown and not searcher.by_words(name, 1, allowed):
            yield name


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
