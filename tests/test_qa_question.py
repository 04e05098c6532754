"""What is understood of a question, and what cannot be one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus import BUNDLED, Store, read_folder, sync
from corpus.errors import InputError, UnknownMeeting
from corpus.wording import folded
from qa.confidence import names_in
from qa.filters import Filters, meetings_within, parse_day
from qa.question import Question, aliases_in, clean, kind_of
from tests.conftest import MakeFolder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Who\n met\twhere? ", "Who met where?"),
        ("Who\u200b met\u00ad?", "Who met?"),
        ("\u202eWho met?\u202c", "Who met?"),
        ("<script>who</script>", "<script>who</script>"),
        ("من التقى؟", "من التقى؟"),
        ("x" * 16_000, "x" * 16_000),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (" \n\t ", "is empty"),
        ("?!", "is empty"),
        ("\u200b", "is empty"),
        ("x" * 20_000, r"has 20,000 characters; at most 16,000"),
        ("who\x00met", r"U\+0000, at position 4"),
        ("who\x1b[31m", r"U\+001B"),
        ("who\ud800", r"U\+D800"),
    ],
)
def test_what_cannot_be_a_question(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        clean(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When did they meet?", "fact"),
        ("How many people were freed?", "fact"),
        ("WHO MET", "fact"),
        ("Which countries joined?", "list"),
        ("Did Italy host?", "yes/no"),
        ("Why was the mission expanded?", "description"),
        ("the mission in Iraq", "passage"),
    ],
)
def test_kind_of(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who hosted the meeting", True),
        ("Date of the ministerial in Rome?", True),
        ("“aid for all”?", True),
        ("NATO Mission Iraq", False),
        ("The Ministers met in Rome.", False),
    ],
)
def test_a_phrase_asks_nothing(text: str, asks: bool) -> None:
    assert Question(text, text, text, {}, kind_of(text), (), {}, (), (), ()).asks == asks


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("2021-06-28", False, date(2021, 6, 28)),
        ("2021-06", False, date(2021, 6, 1)),
        ("2021-06", True, date(2021, 6, 30)),
        ("2024-02", True, date(2024, 2, 29)),
        ("2021", False, date(2021, 1, 1)),
        ("2021", True, date(2021, 12, 31)),
        (" 2021-12 ", True, date(2021, 12, 31)),
    ],
)
def test_parse_day(text: str, end: bool, expected: date) -> None:
    assert parse_day(text, end=end) == expected


@pytest.mark.parametrize("text", ["", "June", "21", "2021-13", "2021-02-30", "2021-00", "0000"])
def test_what_is_not_a_day(text: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        parse_day(text, end=True)


@pytest.fixture
def store(make_folder: MakeFolder, tmp_path: Path) -> Store:
    sync(tmp_path / "data", read_folder(make_folder("One here.", "Two here.")), "v1")
    return Store(tmp_path / "data")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ()),
        (Filters(meetings=("2021",)), ("2021-05-01",)),
        (Filters(start=date(2022, 1, 1)), ("2022-05-02",)),
        (Filters(end=date(2022, 1, 1)), ("2021-05-01",)),
        (Filters(start=date(2021, 5, 1), end=date(2022, 5, 2)), ("2021-05-01", "2022-05-02")),
    ],
)
def test_scope(store: Store, filters: Filters, expected: tuple[str, ...]) -> None:
    assert meetings_within(filters, store) == expected


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(start=date(2022, 1, 2), end=date(2022, 1, 1)), "is before the start"),
        (Filters(start=date(2030, 1, 1)), "The meetings are of: 2021-05-01, 2022-05-02"),
    ],
)
def test_a_range_without_a_meeting(store: Store, filters: Filters, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        meetings_within(filters, store)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("bundled")
    sync(folder, read_folder(BUNDLED), "v1")
    return Store(folder)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(place="rome"), ["2021-06-28-rome"]),
        (Filters(place="RÔME"), ["2021-06-28-rome"]),
        (Filters(place="Washington"), ["2017-03-22-washington-dc"]),
        (Filters(place="washington d.c."), ["2017-03-22-washington-dc"]),
        (Filters(kind="full"), ["2017-03-22-washington-dc", "2021-06-28-rome"]),
        (Filters(kind="Small Group"), ["2019-11-14", "2020-06-04", "2021-03-30"]),
        (Filters(kind="small group", start=date(2021, 1, 1)), ["2021-03-30"]),
        (Filters(kind="full", place="Rome"), ["2021-06-28-rome"]),
        (Filters(meetings=("2021-06", "2019")), ["2019-11-14", "2021-06-28-rome"]),
        (Filters(meetings=("2019", "2019-11"), kind="ministerial"), ["2019-11-14"]),
    ],
)
def test_scope_of_the_bundled_collection(
    bundled: Store, filters: Filters, expected: list[str]
) -> None:
    assert list(meetings_within(filters, bundled)) == expected


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(place="Rom"), "No meeting has the place 'Rom'. Choose “Rome” or “Washington, DC”"),
        (Filters(place="?!"), "No meeting has the place"),
        (Filters(place="Rome Washington"), "Choose “Rome” or “Washington, DC”."),
        (Filters(kind="summit"), "Choose “Full ministerial” or “Small Group ministerial”."),
        (Filters(kind="small", place="rome"), "No meeting fits all of these filters. The meetings"),
        (Filters(meetings=("2020",), end=date(2019, 1, 1)), "fits all of these filters"),
    ],
)
def test_filters_that_leave_nothing(bundled: Store, filters: Filters, sentence: str) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        meetings_within(filters, bundled)


@given(st.sampled_from(["place", "kind"]), st.text(max_size=20))
def test_a_filter_keeps_the_meetings_that_have_its_words(
    bundled: Store, field: str, words: str
) -> None:
    assume(words.strip())
    try:
        kept = meetings_within(Filters(**{field: words}), bundled)  # type: ignore[arg-type]
    except InputError:
        return  # which texts these are is tested above
    for meeting in bundled.meetings():
        value = folded(getattr(meeting, field) or "")
        found = all(word in value for word in re.findall(r"\w+", folded(words)))
        assert found or meeting.id not in kept


def test_a_collection_without_places(store: Store) -> None:
    with pytest.raises(InputError, match=r"the place 'Rome'\. Leave the place out\."):
        meetings_within(Filters(place="Rome"), store)


def test_a_meeting_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownMeeting):
        meetings_within(Filters(meetings=("2018-kuwait",)), store)


def test_aliases_in() -> None:
    groups = [["Daesh", "ISIS", "Islamic State"], ["UN", "United Nations"]]
    assert aliases_in("What of the islamic state?", groups) == {"Islamic State": ("Daesh", "ISIS")}
    assert aliases_in("The UNHCR and crisis", groups) == {}
    assert aliases_in("Daesh at the UN", groups) == {
        "Daesh": ("ISIS", "Islamic State"),
        "UN": ("United Nations",),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Why did Russia join in 2019?", ["Russia", "2019"]),
        ("Who is Mr. Blinken’s host? Italy hosts.", ["Blinken"]),
        ("WHY DID RUSSIA JOIN?", []),
        ("Resolution 2254", ["2254"]),
        ("“Daesh” was beaten in Iraq", ["Iraq"]),
    ],
)
def test_names_in(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names
