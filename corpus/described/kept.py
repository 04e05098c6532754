"""What was known of a meeting, kept when its document is read again."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Any

from corpus.described.describe import NEEDED, Described
from corpus.meeting import Meeting
from corpus.printed import stands_in
from corpus.table import FIELDS, Value


def keep_known(
    now: Described,
    before: Described,
    meeting: Meeting,
    options: Container[str],
    page_text: str,
) -> Described:
    """What a document says ``now``, but what is known of its meeting where it says nothing new.

    ``before`` is what the document said as it was filed last, read by today's rules: a field of
    which both say the same keeps its value, which a person may have given. ``options`` are the
    fields given for this reading, which count above all. What must be known is never lost.
    """
    known = values_of(meeting)
    values = dict(now.values)
    for field in FIELDS:
        says, said = _plain(now.values.get(field)), _plain(before.values.get(field))
        is_new = field in options or says != said
        if is_new and (says is not None or field not in NEEDED):
            continue
        if field in known:
            values[field] = _marked(known[field], page_text)
        elif not is_new:
            values.pop(field, None)
    return replace(
        now,
        values=values,
        missing=tuple(field for field in now.missing if field not in values),
        candidates={field: c for field, c in now.candidates.items() if field not in values},
    )


def values_of(meeting: Meeting) -> dict[str, Value]:
    """All that is known of a meeting, by field."""
    return {
        field: Value(getattr(meeting, field), mark) for field, mark in meeting.provenance.items()
    }


def changes(old: Meeting, new: Meeting) -> tuple[str, ...]:
    """What is known otherwise now, in words."""
    before, after = values_of(old), values_of(new)
    told = []
    for field in FIELDS:
        was, now = _words(before.get(field)), _words(after.get(field))
        if was != now:
            told.append(f"{field}: {was} became {now}")
    return tuple(told)


def _marked(value: Value, page_text: str) -> Value:
    if value.provenance == "printed" and not stands_in(page_text, value.value):
        return Value(value.value, "curated")
    return value


def _plain(value: Value | None) -> Any:
    if value is None:
        return None
    return tuple(value.value) if isinstance(value.value, list) else value.value


def _words(value: Value | None) -> str:
    plain = _plain(value)
    if plain is None:
        return "not known"
    return "; ".join(plain) if isinstance(plain, tuple) else f"“{plain}”"
