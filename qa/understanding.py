"""A text understood: what it asks, of which meetings, under which names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Store
from qa.filters import Filters, meetings_within
from qa.names import Names, aliases_in
from qa.plain import plain
from qa.question import Question, clean, kind_of
from qa.scope import Scope
from qa.several_questions import parts_of
from qa.spelling import Corrections, corrected

Spell = Callable[[str], Corrections]
Terms = Callable[[str], list[str]]
ReadScope = Callable[[str, Sequence[str], Sequence[str]], Scope]
FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is known of a collection to understand questions about it.

    ``spell`` finds misspelt words, ``read_scope`` what the words of a question restrict it to,
    and ``terms`` are the telling words of a text.
    """

    store: Store
    names: Names
    spell: Spell
    read_scope: ReadScope
    terms: Terms

    def question(self, text: str, filters: Filters) -> Question:
        """Clean a question and work out its spelling, kind, scope and the names it uses.

        Raises InputError for a text that cannot be a question or for filters that leave nothing,
        UnknownMeeting for a meeting that is not in the collection.
        """
        asked = clean(text)
        read = plain(text)
        question = clean(read.text)
        allowed = meetings_within(filters, self.store)
        corrections = self.spell(question)
        words = corrected(question, corrections)
        scope = self.read_scope(words, filters.set_aside, allowed)
        return Question(
            asked=asked,
            text=words,
            topic=self._topic(words, scope),
            corrections=corrections,
            kind=kind_of(words),
            meetings=scope.meetings,
            aliases=aliases_in(words, self.names),
            scope=scope.decided,
            parts=parts_of(question),
            notes=read.notes,
            only_instructs=read.only_instructions,
        )

    def _topic(self, words: str, scope: Scope) -> str:
        """The words to search for: all, where too little is left without those of the scope."""
        enough = len(set(self.terms(scope.searched))) >= FEWEST_TERMS
        return scope.searched if enough else words
