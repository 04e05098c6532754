"""A question in, what was understood of it out."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus import Meeting, Store
from corpus.errors import InputError

Kind = Literal["fact", "list", "yes/no", "description", "passage"]
Aliases = dict[str, tuple[str, ...]]

LONGEST_QUESTION = 16_000
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
KINDS: tuple[tuple[Kind, str], ...] = (
    ("fact", r"\b(when|where|who|whom|whose|how (many|much|old|long|far|often))\b"),
    ("list", r"\b(which|what|name|list|all)\b.{0,40}?\b\w+(?<!s)s\b.*"),
    ("yes/no", r"^\W*(is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b"),
    ("description", r"\b(why|how|what|which|describe|explain)\b"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker restricts a question to: one meeting, or meetings from a day to a day."""

    meeting: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The words asked, and what was understood.

    ``meetings`` are the ids of the meetings in scope, empty when that is the whole collection;
    ``aliases`` holds, for each name used, the other names of the same thing.
    """

    text: str
    kind: Kind
    meetings: tuple[str, ...]
    aliases: Aliases

    @property
    def asks(self) -> bool:
        """Whether this is a question, and not a phrase to be found."""
        return self.kind != "passage" or self.text.rstrip("\"'”’) ").endswith("?")

    @property
    def other_names(self) -> tuple[str, ...]:
        """All other names of what the question names."""
        return tuple(name for names in self.aliases.values() for name in names)


def understand(
    text: str, filters: Filters, store: Store, names: Sequence[Sequence[str]]
) -> Question:
    """Clean a question and work out its kind, its scope and the names it uses.

    ``names`` are groups of names of the same thing. Raises InputError for a text that cannot be a
    question, UnknownMeeting for a meeting that is not in the collection.
    """
    cleaned = clean(text)
    return Question(cleaned, kind_of(cleaned), scope(filters, store), aliases_in(cleaned, names))


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
    for kind, pattern in KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return "passage"


def scope(filters: Filters, store: Store) -> tuple[str, ...]:
    """Ids of the meetings the filters leave, in date order; empty when nothing is filtered.

    Raises UnknownMeeting, and InputError when the filters leave no meeting.
    """
    if filters == Filters():
        return ()
    if filters.start and filters.end and filters.end < filters.start:
        raise InputError(f"The end, {filters.end}, is before the start, {filters.start}.")
    chosen: Sequence[Meeting] = store.meetings()
    if filters.meeting is not None:
        chosen = [store.meeting(filters.meeting)]
    kept = tuple(
        meeting.id
        for meeting in chosen
        if (filters.start is None or filters.start <= meeting.date)
        and (filters.end is None or meeting.date <= filters.end)
    )
    if not kept:
        dates = ", ".join(str(meeting.date) for meeting in store.meetings())
        raise InputError(f"No meeting lies in that range. The meetings are of: {dates}.")
    return kept


def aliases_in(text: str, names: Sequence[Sequence[str]]) -> Aliases:
    """For each name in the text that has others: those others."""
    found: Aliases = {}
    for group in names:
        for name in group:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                found[name] = tuple(other for other in group if other != name)
                break
    return found


def parse_day(text: str, *, end: bool) -> date:
    """A day from ``2021-06-28``, or the first or last day of ``2021-06`` or ``2021``.

    Raises InputError.
    """
    match = PARTIAL_DATE.fullmatch(text.strip())
    parts = match.groups("0") if match else ("0", "0", "0")
    year, month, day = (int(part) for part in parts)
    try:
        month = month or (12 if end else 1)
        day = day or (monthrange(year, month)[1] if end else 1)
        return date(year, month, day)
    except ValueError:
        raise InputError(f"{text[:40]!r} is not a date. Write it as 2021-06-28 or 2021.") from None
