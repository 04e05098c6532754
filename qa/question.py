"""A question in, what was understood of it out."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus import Meeting, Store
from corpus.errors import InputError
from corpus.wording import folded
from qa.spelling import Corrections, corrected

Kind = Literal["fact", "list", "yes/no", "description", "passage"]
Aliases = dict[str, tuple[str, ...]]
Spell = Callable[[str], Corrections]

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
    """What the asker restricts a question to: meetings that fit every filter given.

    ``meetings`` are ids, or how they begin, of which any will do; ``start`` and ``end`` are days;
    the words of ``place`` and ``kind`` must stand in the meeting's own.
    """

    meetings: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    place: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The words asked, and what was understood.

    ``asked`` are the words as typed, on one line; ``text`` is the same with ``corrections``.
    ``meetings`` are the ids of the meetings in scope, empty when that is the whole collection;
    ``aliases`` holds, for each name used, the other names of the same thing.
    """

    asked: str
    text: str
    corrections: Corrections
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
    text: str, filters: Filters, store: Store, names: Sequence[Sequence[str]], spell: Spell
) -> Question:
    """Clean a question and work out its spelling, its kind, its scope and the names it uses.

    ``names`` are groups of names of the same thing; ``spell`` finds misspelt words. Raises
    InputError for a text that cannot be a question or for filters that leave nothing,
    UnknownMeeting for a meeting that is not in the collection.
    """
    cleaned = clean(text)
    meetings = scope(filters, store)
    corrections = spell(cleaned)
    words = corrected(cleaned, corrections)
    return Question(
        asked=cleaned,
        text=words,
        corrections=corrections,
        kind=kind_of(words),
        meetings=meetings,
        aliases=aliases_in(words, names),
    )


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
    known = store.meetings()
    named = {store.meeting(name).id for name in filters.meetings}
    at_place = _having("place", filters.place, [meeting.place for meeting in known])
    of_kind = _having("kind", filters.kind, [meeting.kind for meeting in known])
    kept = tuple(
        meeting.id
        for meeting in known
        if (not filters.meetings or meeting.id in named)
        and (filters.start is None or filters.start <= meeting.date)
        and (filters.end is None or meeting.date <= filters.end)
        and (filters.place is None or meeting.place in at_place)
        and (filters.kind is None or meeting.kind in of_kind)
    )
    if not kept:
        raise InputError(_nothing_left(filters, known))
    return kept


def _having(field: str, wanted: str | None, values: Sequence[str | None]) -> set[str]:
    """The values in which all words of ``wanted`` stand; raises InputError when none has them."""
    if wanted is None:
        return set()
    known = {value for value in values if value is not None}
    words = _words(wanted)
    found = {value for value in known if words and words <= _words(value)}
    if not found:
        choice = " or ".join(f"“{value}”" for value in sorted(known))
        advice = f"Choose {choice}" if known else f"Leave the {field} out"
        raise InputError(f"No meeting has the {field} {wanted[:80]!r}. {advice}.")
    return found


def _words(text: str) -> set[str]:
    """The folded words of a text; "D.C." is one."""
    return set(re.findall(r"\w+", folded(text).replace(".", "")))


def _nothing_left(filters: Filters, known: Sequence[Meeting]) -> str:
    dates = ", ".join(str(meeting.date) for meeting in known)
    only_days = filters == Filters(start=filters.start, end=filters.end)
    what = "lies in that range" if only_days else "fits all of these filters"
    return f"No meeting {what}. The meetings are of: {dates}."


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
