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
from index import Searcher
from qa.asked import Sort, asked
from qa.countries import names_of_country
from qa.extract import Candidate
from qa.language import is_foreign
from qa.question import Question

LONGEST_ABBREVIATION = 3  # "Mrs."
SAME_LETTERS = 4
RARE = 0.6
ENDS_SENTENCE = ("?", "!", ":", "")
TOKEN = re.compile(r"\w[\w.’'-]*")
POSSESSIVE = re.compile(r"['’]s?$")
MONTHS = frozenset(name.lower() for name in calendar.month_name if name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer.

    ``quoted`` is the share of a quotation's words that the sentence has, None where none was
    looked up. ``fit`` (0..1) is how well the short answer is of the ``sort`` asked for. Of the
    names and numbers in the question, ``unmet`` are those that neither the sentence has nor its
    meeting is known by, under any name of a country; of these, ``unknown`` stand in no document,
    perhaps as nicknames, and ``absent`` surely not in this one: they stand in others, or are
    countries. ``strange`` are the telling words of what is no question, where the record has none
    of them. ``similarity`` and ``rerank`` are the sentence's, and ``margin`` tells by how many
    logits some stretch of it is likelier than none to be the answer; None where no model tells, 0
    for what is no question that one stretch can answer.
    """

    quoted: float | None
    sort: Sort
    fit: float
    unmet: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]
    strange: tuple[str, ...]
    foreign: bool
    similarity: float
    rerank: float | None
    margin: float | None


def gather(
    question: Question,
    best: Candidate | None,
    fit: float,
    quoted: float | None,
    searcher: Searcher,
    store: Store,
) -> Evidence:
    """The evidence on the best sentence; ``fit`` is what the reader told of its short answer.

    ``quoted`` is the share of a quotation's words that it has.
    """
    sort = asked(question.topic).sort
    unmet = _unmet(question, best, searcher, store) if best else []
    unknown = [name for name in unmet if _is_unknown(name, searcher)]
    absent = _absent(unmet, best, searcher, store) if best else ()
    return Evidence(
        quoted=quoted,
        sort=sort,
        fit=fit,
        unmet=tuple(unmet),
        absent=tuple(n for n in absent if n not in unknown or names_of_country(n)),
        unknown=tuple(unknown),
        strange=() if question.asks else tuple(_strange(question.topic, searcher)),
        foreign=is_foreign(question.text, searcher) and not searcher.multilingual,
        similarity=best.similarity if best else 0.0,
        rerank=best.rerank if best else None,
        margin=_margin(question, best, searcher) if best else None,
    )


def _strange(text: str, searcher: Searcher) -> list[str]:
    """The telling words of a text, if all of them are unknown to the record."""
    telling = [word for word in TOKEN.findall(text) if searcher.terms(word)]
    return telling if all(searcher.is_unknown(word) for word in telling) else []


def _margin(question: Question, best: Candidate, searcher: Searcher) -> float | None:
    """What the reranker tells of a question that one stretch of text can answer."""
    if not question.asks or question.kind == "several":
        return 0.0
    spans = searcher.spans(question.topic, best.quote.text)
    return spans.bounded_margin if spans else None


def _names(question: Question, searcher: Searcher, store: Store) -> list[str]:
    """The telling names and numbers of a question, but for other names and meetings' dates."""
    used = " ".join([*question.aliases, *question.other_names])
    known = set(used.lower().split()) | MONTHS
    known |= {part for one in store.meetings() for part in str(one.date).split("-")}
    chosen = [one.words for one in question.scope if one.decision == "restricts"]
    known |= {word.lower() for words in chosen for word in TOKEN.findall(words)}
    names = dict.fromkeys([*names_in(question.topic), *_countries_in(question.topic)])
    return [
        name
        for name in names
        if not known.issuperset(name.lower().split()) and _tells(name, searcher)
    ]


def _countries_in(text: str) -> Iterator[str]:
    """Countries in a text that is all in small letters."""
    if text.islower():
        yield from (word for word in TOKEN.findall(text) if names_of_country(word))


def _tells(name: str, searcher: Searcher) -> bool:
    """Whether a name stands in few paragraphs."""
    return any(searcher.rarity(term) >= RARE for term in searcher.terms(name))


def _is_met(name: str, present: Sequence[str], searcher: Searcher) -> bool:
    """Whether half the terms of a name are present, or those of the country it stands for."""
    return any(_half_stand(searcher.terms(one), present) for one in (name, *names_of_country(name)))


def _half_stand(terms: Sequence[str], present: Sequence[str]) -> bool:
    """Whether half the terms are present, or begin alike: "Iraq" and "Iraqi"."""
    met = sum(any(_begin_alike(term, other) for other in present) for term in terms)
    return bool(terms) and 2 * met >= len(terms)


def _begin_alike(one: str, other: str) -> bool:
    alike = one.startswith(other) or other.startswith(one)
    return one == other or (alike and min(len(one), len(other)) >= SAME_LETTERS)


def _is_unknown(name: str, searcher: Searcher) -> bool:
    return any(searcher.rarity(term) == 1.0 for term in searcher.terms(name))


def _unmet(question: Question, best: Candidate, searcher: Searcher, store: Store) -> list[str]:
    """The names that neither a sentence has nor its meeting is known by."""
    quote = best.quote
    meeting = store.meeting_of(quote.document)
    told = (meeting.title, meeting.place or "", meeting.body or "", *meeting.hosts)
    text = " ".join([best.sentence_text, *told])
    present = searcher.terms(text)
    names = _names(question, searcher, store)
    return [name for name in names if not _is_met(name, present, searcher)]


def _absent(
    unmet: Sequence[str], best: Candidate, searcher: Searcher, store: Store
) -> Iterator[str]:
    """The names that stand nowhere in the document of a sentence."""
    allowed = store.paragraph_ids((best.quote.document.meeting_id,))
    for name in unmet:
        others = " ".join([name, *names_of_country(name)])
        if not searcher.by_words(others, 1, allowed):
            yield name


def names_in(text: str) -> Iterator[str]:
    """Names: words capitalised within a sentence or with a number in them, neighbours together."""
    letters = [character for character in text if character.isalpha()]
    shouted = sum(character.isupper() for character in letters) > len(letters) / 2
    begins, name, end = True, "", 0
    for match in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", match[0].rstrip(".'’-"))
        abbreviated = match[0].endswith(".") and len(word) <= LONGEST_ABBREVIATION
        capital = word[:1].isupper() and not (begins or shouted or abbreviated)
        if capital or any(character.isdigit() for character in word):
            joined = capital and name and text[end : match.start()] == " "
            if name and not joined:
                yield name
            name = f"{name} {word}" if joined else word
            end = match.end()
        following = text[match.end() : match.end() + 1]
        begins = (match[0].endswith(".") or following in ENDS_SENTENCE) and not abbreviated
    if name:
        yield name
