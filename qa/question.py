"""A question in, what was understood of it out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.errors import InputError
from qa.names import Aliases
from qa.scope import Scoping
from qa.several_meetings import asks_every
from qa.spelling import Corrections

Kind = Literal["several", "fact", "list", "yes/no", "description", "passage"]

LONGEST_QUESTION = 16_000
KINDS: tuple[tuple[Kind, str], ...] = (
    ("fact", r"\b(when|where|who|whom|whose|how (many|much|old|long|far|often))\b"),
    ("list", r"\b(which|what|name|list|all)\b.{0,40}?\b\w+(?<!s)s\b.*"),
    ("yes/no", r"^\W*(is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b"),
    ("description", r"\b(why|how|what|which|describe|explain)\b"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """The words asked, and what was understood.

    ``asked`` are the words as typed, on one line; ``text`` is the question read from them, with
    ``corrections``, and ``topic`` is that without the words that restrict it. ``meetings`` are
    the ids of the meetings in scope, empty when that is the whole collection;
    ``aliases`` holds, for each name used, the other names of the same thing. ``scope`` holds what
    was decided on words that may name meetings, ``parts`` the questions where there are several,
    and ``notes`` sentences on how the text was taken. ``only_instructs``: it tells the program to
    do something, and asks nothing.
    """

    asked: str
    text: str
    topic: str
    corrections: Corrections
    kind: Kind
    meetings: tuple[str, ...]
    aliases: Aliases
    scope: tuple[Scoping, ...]
    parts: tuple[str, ...]
    notes: tuple[str, ...]
    only_instructs: bool

    @property
    def asks(self) -> bool:
        """Whether this is a question, and not a phrase to be found."""
        return self.kind != "passage" or self.text.rstrip("\"'”’) ").endswith("?")

    @property
    def missing(self) -> str:
        """Which meetings are not there, empty where the question is about others as well."""
        told = [scoping.told for scoping in self.scope if scoping.decision == "missing"]
        if not told or any(scoping.decision == "restricts" for scoping in self.scope):
            return ""
        return " ".join([*(sentence.partition(";")[0] + "." for sentence in told[:-1]), told[-1]])

    @property
    def other_names(self) -> tuple[str, ...]:
        """All other names of what the question names."""
        return tuple(name for names in self.aliases.values() for name in names)


def clean(text: str) -> str:
    """The question on one line without invisible characters; raises InputError."""
    if len(text) > LONGEST_QUESTION:
        raise InputError(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} can be read. "
            "Shorten it and ask again."
        )
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and not character.isspace()):
            raise InputError(
                f"The question has a character that is not text (U+{ord(character):04X}, at "
                f"position {position + 1}). Remove it and ask again."
            )
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    cleaned = " ".join(visible.split())
    if not any(character.isalnum() for character in cleaned):
        raise InputError("The question is empty. Type a question about the meetings.")
    return cleaned


def kind_of(text: str) -> Kind:
    """The kind of answer a question asks for, by its question words."""
    if asks_every(text):
        return "several"
    for kind, pattern in KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return "passage"
