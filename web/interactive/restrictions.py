"""What all questions of a session are restricted to, until it is lifted."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Literal

from corpus.errors import InputError
from qa import Filters
from web.filters import filters

Field = Literal["meeting", "from", "to", "place", "kind"]
FIELDS: tuple[Field, ...] = ("meeting", "from", "to", "place", "kind")
LONGEST_SHOWN = 24  # characters in the prompt, so that a narrow terminal has room for a question


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Each value as it was typed; one that does not restrict is empty."""

    values: tuple[tuple[Field, tuple[str, ...]], ...] = ()

    def with_value(self, field: Field, values: Sequence[str]) -> Restrictions:
        """The same with another value of a field; without values it is lifted."""
        rest = tuple(one for one in self.values if one[0] != field)
        return replace(self, values=(*rest, (field, tuple(values))) if values else rest)

    def as_filters(self) -> Filters:
        """The same as filters; raises InputError for what is no day."""
        told = {field: list(values) for field, values in self.values}
        start, end, place, kind = (
            " ".join(told.get(field, [])) or None for field in ("from", "to", "place", "kind")
        )
        return filters(told.get("meeting", []), start, end, place, kind)

    def as_options(self) -> list[str]:
        """The same as options of a command."""
        options = []
        for field, values in self.values:
            each = values if field == "meeting" else (" ".join(values),)
            options += [part for value in each for part in (f"--{field}", value)]
        return options

    def __str__(self) -> str:
        """A few words for the prompt."""
        bounds = {"from": "from ", "to": "to "}
        told = [bounds.get(field, "") + " ".join(values) for field, values in self.values]
        return shorten(", ".join(told), LONGEST_SHOWN, placeholder="…")


def typed(text: str, before: Restrictions) -> Restrictions:
    """Restrictions from options (``--meeting 2021 --place Rome``); raises InputError."""
    words = words_of(text)
    if not words or not words[0].startswith("--"):
        raise InputError("Write /filter --meeting 2021 --place Rome, or /filter off.")
    found = before
    field: Field | None = None
    taken: list[str] = []
    for word in [*words, ""]:
        if word and not word.startswith("--"):
            taken.append(word)
            continue
        if field is not None:
            found = found.with_value(field, taken)
        field = next((one for one in FIELDS if word == f"--{one}"), None)
        taken = []
        if word and field is None:
            known = ", ".join(f"--{one}" for one in FIELDS)
            raise InputError(f"There is no restriction {word[:40]!r}. There are: {known}.")
    return found


def words_of(text: str) -> list[str]:
    """The words of a line, quoted as in a shell; raises InputError for a mark left open."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise InputError("A quotation mark is not closed.") from error
