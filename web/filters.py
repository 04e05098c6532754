"""What a door was told to restrict a question to, as filters."""

from __future__ import annotations

from collections.abc import Sequence

from qa import Filters, parse_day


def filters(
    meetings: Sequence[str],
    start: str | None,
    end: str | None,
    place: str | None,
    kind: str | None,
    set_aside: Sequence[str] = (),
) -> Filters:
    """Filters from the texts a form or a query string gives; empty texts are no filter."""
    return Filters(
        meetings=tuple(name.strip() for name in meetings if name.strip()),
        start=parse_day(start, end=False) if start and start.strip() else None,
        end=parse_day(end, end=True) if end and end.strip() else None,
        place=place if place and place.strip() else None,
        kind=kind if kind and kind.strip() else None,
        set_aside=tuple(words.strip() for words in set_aside if words.strip()),
    )
