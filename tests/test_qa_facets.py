"""Meetings narrowed down by year, place, kind, body and words."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus import Meeting
from qa.facets import FACETS, Chosen, faceted


def meeting(date: str, place: str | None, kind: str | None, title: str = "Statement") -> Meeting:
    day = dt.date.fromisoformat(date)
    return Meeting(date, title, day, place, "Council", kind, ("Émile Zola",), {})


MEETINGS = (
    meeting("2017-03-22", "Paris", "full"),
    meeting("2019-11-14", "Washington, DC", "full", "Communiqué on salt"),
    meeting("2021-03-30", None, "small"),
    meeting("2021-06-28", "Paris", "small"),
)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Chosen(), [0, 1, 2, 3]),
        (Chosen(year=("2021",)), [2, 3]),
        (Chosen(year=("2021", "2017")), [0, 2, 3]),
        (Chosen(place=("Paris",)), [0, 3]),
        (Chosen(place=("Paris",), kind=("small",)), [3]),
        (Chosen(kind=("none such",)), []),
        (Chosen(q="washing"), [1]),
        (Chosen(q="emile"), [0, 1, 2, 3]),
        (Chosen(q="communique SALT"), [1]),
        (Chosen(q="june 2021"), [3]),
        (Chosen(q="2021-06"), [3]),
        (Chosen(q="alt"), []),
        (Chosen(q="--"), [0, 1, 2, 3]),
        (Chosen(q="paris", kind=("full",)), [0]),
    ],
)
def test_meetings_that_fit(chosen: Chosen, left: list[int]) -> None:
    found = faceted(MEETINGS, chosen)
    assert found.meetings == tuple(MEETINGS[place] for place in left)
    assert found.total == len(MEETINGS)


def test_a_count_is_how_many_have_the_value_of_those_that_fit_all_else() -> None:
    chosen = Chosen(year=("2021",), q="statement")
    for facet in faceted(MEETINGS, chosen).facets:
        others = {name: chosen.of(name) for name in FACETS if name != facet.name}
        for value in facet.values:
            alone = Chosen(**others, q=chosen.q).turned(facet.name, value.value)
            assert value.meetings == len(faceted(MEETINGS, alone).meetings) > 0


def test_a_value_that_was_chosen_stays_although_nothing_fits() -> None:
    facets = {one.name: one for one in faceted(MEETINGS, Chosen(("2017",), ("Rome",))).facets}
    assert [(one.value, one.meetings) for one in facets["place"].values if one.chosen] == [
        ("Rome", 0)
    ]


def test_facets_are_ordered_and_only_those_that_tell_meetings_apart() -> None:
    facets = faceted(MEETINGS, Chosen()).facets
    assert [one.name for one in facets] == ["year", "place", "kind"]
    assert [one.value for one in facets[0].values] == ["2021", "2019", "2017"]
    assert [one.value for one in facets[1].values] == ["Paris", "Washington, DC"]


def test_a_value_is_turned_on_and_off() -> None:
    chosen = Chosen(year=("2021",), q="x")
    assert chosen.turned("year", "2019") == Chosen(year=("2021", "2019"), q="x")
    assert chosen.turned("year", "2021") == Chosen(q="x")
