"""Dates that a question names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dates_asked import dates_in, moments_in
from qa.moment import Moment


@pytest.mark.parametrize(
    ("text", "words", "year", "months", "day"),
    [
        ("in June 2021?", "June 2021", 2021, (6,), None),
        ("in June, 2021", "June, 2021", 2021, (6,), None),
        ("in 2019.", "2019", 2019, (), None),
        ("on 4 June 2020", "4 June 2020", 2020, (6,), 4),
        ("on the 4th of June 2020", "4th of June 2020", 2020, (6,), 4),
        ("June 4, 2020", "June 4, 2020", 2020, (6,), 4),
        ("on Nov. 14", "Nov. 14", None, (11,), 14),
        ("on 2021-06-28", "2021-06-28", 2021, (6,), 28),
        ("on 28.6.2021", "28.6.2021", 2021, (6,), 28),
        ("on 28/06/2021", "28/06/2021", 2021, (6,), 28),
        ("by late 2019", "late 2019", 2019, (9, 10, 11, 12), None),
        ("mid-2020", "mid-2020", 2020, (5, 6, 7, 8), None),
        ("at the end of 2018", "end of 2018", 2018, (9, 10, 11, 12), None),
        ("in late March 2021", "late March 2021", 2021, (3,), None),
        ("by the spring of 2017", "spring of 2017", 2017, (3, 4, 5), None),
        ("in autumn 2017", "autumn 2017", 2017, (9, 10, 11), None),
        ("in the second quarter of 2017", "second quarter of 2017", 2017, (4, 5, 6), None),
        ("the November meeting", "November", None, (11,), None),
        ("the May meeting", "May", None, (5,), None),
    ],
)
def test_a_date(text: str, words: str, year: int, months: tuple[int, ...], day: int) -> None:
    (found,) = dates_in(text)
    assert text[found.start : found.end] == words
    assert found.moment == Moment(year, months, day)


@pytest.mark.parametrize(
    ("text", "words", "since", "until"),
    [
        ("since 2019", "since 2019", date(2019, 1, 1), None),
        ("after 2019", "after 2019", date(2020, 1, 1), None),
        ("after March 2017", "after March 2017", date(2017, 4, 1), None),
        ("after 4 June 2020", "after 4 June 2020", date(2020, 6, 5), None),
        ("before the year 2020", "before the year 2020", None, date(2019, 12, 31)),
        ("until March 2020", "until March 2020", None, date(2020, 3, 31)),
        ("between 2017 and 2020", "between 2017 and 2020", date(2017, 1, 1), date(2020, 12, 31)),
        ("from 2017 to 2019", "from 2017 to 2019", date(2017, 1, 1), date(2019, 12, 31)),
        ("the years 2017–2019", "2017–2019", date(2017, 1, 1), date(2019, 12, 31)),
        (
            "from March to June 2021",
            "from March to June 2021",
            date(2021, 3, 1),
            date(2021, 6, 30),
        ),
        ("in 2017 and later", "2017 and later", date(2017, 1, 1), None),
        ("in 2017 or earlier", "2017 or earlier", None, date(2017, 12, 31)),
        ("2017 onwards", "2017 onwards", date(2017, 1, 1), None),
    ],
)
def test_a_range(text: str, words: str, since: date | None, until: date | None) -> None:
    (found,) = dates_in(text)
    assert text[found.start : found.end] == words
    assert (found.moment, found.since, found.until) == (None, since, until)


@pytest.mark.parametrize(
    "text",
    [
        "resolution 2254",
        "$2019",
        "1,990 people",
        "31 February 2020",
        "they may march",
        "the sun and the second decision",
        "05/06/2021",
        "version 1.2.2020.4",
        "12 people",
    ],
)
def test_no_date(text: str) -> None:
    assert dates_in(text) == ()


def test_a_year_is_shared() -> None:
    assert moments_in("in June and July 2021")[1] == Moment(2021, (7,), None)
    assert [found.moment for found in dates_in("in June and July 2021")] == [
        Moment(2021, (6,), None),
        Moment(2021, (7,), None),
    ]


@pytest.mark.parametrize(
    ("moment", "day", "fits"),
    [
        (Moment(2020, (), None), date(2020, 12, 31), True),
        (Moment(2020, (), None), date(2021, 1, 1), False),
        (Moment(2020, (6,), 4), date(2020, 6, 4), True),
        (Moment(None, (6,), None), date(2017, 6, 4), True),
        (Moment(2019, (12, 1, 2), None), date(2019, 12, 5), True),
        (Moment(2019, (12, 1, 2), None), date(2020, 2, 5), True),
        (Moment(2019, (12, 1, 2), None), date(2019, 1, 5), True),
        (Moment(2019, (12, 1, 2), None), date(2020, 12, 5), False),
    ],
)
def test_fits(moment: Moment, day: date, fits: bool) -> None:
    assert moment.fits(day) is fits


@pytest.mark.parametrize(
    ("asked", "written", "covered"),
    [
        ("in 2022", "by June 2022", True),
        ("in June 2022", "in 2022", False),
        ("since 2019", "4 June 2020", True),
        ("since 2019", "2018", False),
        ("the April meeting", "on April 2", True),
        ("on 3 April", "on April 2", False),
    ],
)
def test_covers(asked: str, written: str, covered: bool) -> None:
    assert dates_in(asked)[0].covers(moments_in(written)[0]) is covered


@given(st.text(alphabet="0123456789 -/.,JuneMaymid-offrom2019tosince", max_size=60))
def test_any_text_has_dates_in_order_inside_it(text: str) -> None:
    end = 0
    for found in dates_in(text):
        assert end <= found.start < found.end <= len(text)
        assert found.fits(date(2019, 6, 1)) in (True, False)
        end = found.end
