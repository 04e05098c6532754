"""A meeting is named by its id, or by how only its id begins."""

from __future__ import annotations

import pytest

from corpus.errors import UnknownMeeting
from corpus.meeting import chosen_id

DAYS = [f"2021-06-{day}" for day in range(10, 31)]


@pytest.mark.parametrize(
    ("name", "ids", "chosen"),
    [
        ("2021-06-28", ["2021-06-28", "2021-06-28-rome"], "2021-06-28"),
        ("2021-06-28-R", ["2021-06-28", "2021-06-28-rome"], "2021-06-28-rome"),
        (" 2019 ", ["2021-06-28", "2019-02-06"], "2019-02-06"),
    ],
)
def test_the_meeting_that_is_meant(name: str, ids: list[str], chosen: str) -> None:
    assert chosen_id(name, ids) == chosen


@pytest.mark.parametrize(
    ("name", "ids", "told"),
    [
        ("x", [], "No meeting begins with 'x'. The collection has no meeting."),
        ("x", ["b", "a"], "No meeting begins with 'x'. Choose one of: a, b."),
        ("", ["b", "a"], "No meeting begins with ''. Choose one of: a, b."),
        ("a", ["a2", "a1", "b"], "2 meetings begin with 'a'. Choose one of: a1, a2."),
        ("x", DAYS, "2021-06-19, and 11 more (communique list)."),
    ],
)
def test_none_or_several_are_told(name: str, ids: list[str], told: str) -> None:
    with pytest.raises(UnknownMeeting) as error:
        chosen_id(name, ids)
    assert str(error.value).endswith(told)
