"""A moment as people name it: a day, a month, a season or a year, and which days fit it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WINTER = (12, 1, 2)


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, or no year; the months of it that are meant, none for all; and perhaps a day.

    Winter is the one that begins in the year or the one that ends in it: people mean either.
    """

    year: int | None
    months: tuple[int, ...]
    day: int | None

    def fits(self, day: date) -> bool:
        """Whether a day lies in this moment."""
        if self.months and day.month not in self.months:
            return False
        if self.day not in (None, day.day):
            return False
        if self.months == WINTER and self.year is not None:
            return day.year == self.year or (day.month < WINTER[0] and day.year == self.year + 1)
        return self.year in (None, day.year)

    @property
    def first(self) -> date | None:
        """The first day, None without a year."""
        if self.year is None:
            return None
        return date(self.year, self.months[0] if self.months else 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day, None without a year."""
        if self.year is None:
            return None
        month = self.months[-1] if self.months else 12
        year = self.year + (self.months == WINTER)
        return date(year, month, self.day or monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class DateAsked:
    """A date or range of dates in a text, at its characters ``start`` to ``end``.

    A range runs from ``since`` to ``until``, each included and perhaps open, and has no
    ``moment``. ``anchor`` is the moment a one-sided range such as "after 2019" leans on.
    """

    start: int
    end: int
    moment: Moment | None
    since: date | None = None
    until: date | None = None
    anchor: Moment | None = None

    @property
    def has_year(self) -> bool:
        """Whether a year is named: "in June" alone says little."""
        return self.moment is None or self.moment.year is not None

    def fits(self, day: date) -> bool:
        """Whether a day lies in what was asked for."""
        if self.moment is not None:
            return self.moment.fits(day)
        after_start = self.since is None or self.since <= day
        return after_start and (self.until is None or day <= self.until)

    def covers(self, other: Moment) -> bool:
        """Whether all of another moment lies in what was asked for."""
        if self.moment is not None and self.moment.year is None:
            same_day = self.moment.day in (None, other.day)
            return same_day and bool(other.months) and set(other.months) <= set(self.moment.months)
        first, last = other.first, other.last
        return first is not None and last is not None and self.fits(first) and self.fits(last)
