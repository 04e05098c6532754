"""Figures in words, the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Meeting
from qa.figures import Change, Direction, Figure, FigureTable, Row
from web.words import day

SIGNS: dict[Direction, str] = {"up": "▲", "down": "▼", "same": "=", "reworded": "≈"}
WHOLE = 1e15


def number(value: float) -> str:
    """A number with its thousands parted: 7,700,000 or 0.25."""
    return f"{value:,.0f}" if value == int(value) and abs(value) < WHOLE else f"{value:,.6g}"


def told(figure: Figure) -> str:
    """A figure's own words, and how many names they are where they are a list."""
    return f"{figure.value:.0f} named: {figure.quote}" if figure.named else figure.quote


def sort_of(row: Row) -> str:
    """A row's kind and unit: quantity in square kilometre, people."""
    return f"{row.kind}, {row.unit}" if row.unit and row.unit != "percent" else row.kind


def changed(change: Change, row: Row, meetings: Sequence[Meeting]) -> str:
    """A change in words, with a sign before it: ▲ up 300,000 (+3.9 %) since 14 November 2019."""
    since = next(day(one.date) for one in meetings if one.id == change.since)
    sign = SIGNS[change.direction]
    if change.direction == "same":
        return f"{sign} same as {since}"
    if change.direction == "reworded":
        return f"{sign} the same number as {since}, in other words"
    by = "" if change.difference is None else f" {number(abs(change.difference))}"
    if by and row.kind == "percentage":
        by += " basis points" if row.unit == "basis point" else " percentage points"
    share = "" if change.per_cent is None else f" ({change.per_cent:+g} %)"
    return f"{sign} {change.direction}{by}{share} since {since}"


def extent(table: FigureTable) -> str:
    """Which meetings were read, where that is not all of them; else nothing."""
    if table.cut:
        return (
            f"Of {table.known} meetings the latest {table.read} were read, and of the earliest of "
            "these not every paragraph. Name a subject, or meetings."
        )
    if table.read < table.known:
        return (
            f"The latest {table.read} of {table.known} meetings were read. "
            "Name a subject, or meetings, for the others."
        )
    return ""


def none_found(table: FigureTable) -> str:
    """That there is no figure, and of what."""
    kind = f" of the kind {table.kind}" if table.kind else ""
    if table.subject:
        return f"The record has no figure{kind} that is surely about “{table.subject}”."
    return f"These meetings have no figure{kind}."
