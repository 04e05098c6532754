"""The list of meetings: pages, choices, the order; and with many meetings the question's form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from corpus import Meeting
from corpus.errors import InputError
from qa import Settings
from qa.facets import Chosen
from tests.conftest import open_quietly
from web.app import create_app
from web.meetings_listed import ON_A_PAGE, choices, listing

PLACES = ("Rome", "Paris", "Kyiv", None)


def meeting(number: int) -> Meeting:
    day = dt.date(1990, 1, 1) + dt.timedelta(days=7 * number)
    place = PLACES[number % len(PLACES)]
    return Meeting(f"{day}", f"Statement {number}", day, place, "Council", "full", (), {})


MANY = tuple(meeting(number) for number in range(3000))


def test_every_meeting_is_on_one_page_of_the_list() -> None:
    found: list[Meeting] = []
    offset, on = 0, "/meetings"
    while on:
        listed = listing(MANY, Chosen(), offset, latest_first=False)
        assert listed.last - listed.first + 1 <= ON_A_PAGE
        found += [one for _, meetings in listed.years for one in meetings]
        on = listed.on
        offset = int(parse_qs(urlsplit(on).query)["offset"][0]) if on else offset
    assert found == list(MANY)
    back = listing(MANY, Chosen(), offset, latest_first=False).back
    assert back.endswith(f"offset={offset - ON_A_PAGE}")


@pytest.mark.parametrize("offset", [3000, 10**9])
def test_what_is_not_there_is_told(offset: int) -> None:
    with pytest.raises(
        InputError, match=r"There are 3,000 such meetings\. The offset must be less"
    ):
        listing(MANY, Chosen(), offset, latest_first=False)


def test_the_latest_come_first_where_it_is_chosen() -> None:
    listed = listing(MANY, Chosen(place=("Rome",)), 0, latest_first=True)
    shown = [one for _, meetings in listed.years for one in meetings]
    assert shown == list(MANY[::-1][3::4][:ON_A_PAGE])
    assert listed.told == "750 of 3,000 meetings, 1 to 50 shown"
    assert parse_qs(urlsplit(listed.on).query) == {
        "place": ["Rome"],
        "order": ["latest"],
        "offset": ["50"],
    }
    assert listed.turned == "/meetings?place=Rome"


def test_a_choice_leads_to_the_meetings_it_promises() -> None:
    for start in (Chosen(), Chosen(year=("1990",)), Chosen(q="statement 1", place=("Paris",))):
        listed = listing(MANY, start, 0, latest_first=False)
        for name, shown, folded in choices(listed):
            for one in (*shown, *folded):
                asked = parse_qs(urlsplit(one.address).query)
                chosen = Chosen(
                    tuple(asked.get("year", ())),
                    tuple(asked.get("place", ())),
                    tuple(asked.get("kind", ())),
                    tuple(asked.get("body", ())),
                    asked.get("q", [""])[0],
                )
                assert chosen == start.turned(name, one.value)


def test_what_is_chosen_stands_open_and_many_values_are_folded() -> None:
    listed = listing(MANY, Chosen(year=("1990",)), 0, latest_first=False)
    years = next((shown, folded) for name, shown, folded in choices(listed) if name == "year")
    assert "1990" in [one.value for one in years[0]]
    assert len(years[0]) == 9
    assert len(years[1]) == len({one.date.year for one in MANY}) - 9


def page(client: TestClient, path: str, status: int = 200) -> HtmlElement:
    response = client.get(path)
    assert response.status_code == status
    return html.document_fromstring(response.text)


def listed_in(tree: HtmlElement) -> list[str]:
    return [one.get("href").removeprefix("/meetings/") for one in tree.cssselect(".meetings a")]


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/meetings?year=2021", ["2021-03-30", "2021-06-28-rome"]),
        ("/meetings?year=2021&place=Rome", ["2021-06-28-rome"]),
        ("/meetings?year=2021&year=2020&order=latest&kind=Small Group ministerial",
         ["2021-03-30", "2020-06-04"]),
        ("/meetings?q=rome", ["2021-06-28-rome"]),
        ("/meetings?year=1066", []),
        ("/meetings?q=%22'%3Czz%3E", []),
    ],
)  # fmt: skip
def test_the_address_holds_what_is_chosen(client: TestClient, path: str, left: list[str]) -> None:
    tree = page(client, path)
    assert listed_in(tree) == left
    chosen = tree.cssselect(".choice[aria-current]")
    for one in chosen:
        without = page(client, one.get("href"))
        assert len(without.cssselect(".choice[aria-current]")) == len(chosen) - 1


def test_a_wrong_page_is_told_beside_the_list(client: TestClient) -> None:
    tree = page(client, "/meetings?offset=7&year=2021", 400)
    told = "There are 2 such meetings. The offset must be less."
    assert tree.cssselect("[role=alert]")[0].text == told
    assert len(listed_in(tree)) == 2


def test_a_meeting_has_those_beside_it_and_leads_to_asking_it(client: TestClient) -> None:
    tree = page(client, "/meetings/2019-11-14")
    beside = {one.get("rel"): one.get("href") for one in tree.cssselect(".beside a")}
    assert beside == {
        "prev": "/meetings/2017-03-22-washington-dc",
        "next": "/meetings/2020-06-04",
    }
    (ask,) = tree.xpath("//a[text()='Ask this meeting']")
    asked = page(client, ask.get("href"))
    assert asked.cssselect("option[selected]")[0].get("value") == "2019-11-14"
    assert asked.cssselect(".by-hand")
    first = page(client, "/meetings/2017-03-22-washington-dc")
    assert {one.get("rel") for one in first.cssselect(".beside a")} == {"next"}


def test_the_form_stays_small_where_there_are_many_meetings(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    rows = []
    for number in range(70):
        (folder / f"{number}.txt").write_text(
            f"The Ministers met for the {number}th time.", "utf-8"
        )
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        rows.append(
            f'[[meeting]]\ndocument = "{number}.txt"\ntitle = {{ curated = "Meeting {number}" }}\n'
            f"date = {{ curated = {day} }}"
        )
    (folder / "meetings.toml").write_text("\n".join(rows), "utf-8")
    settings = Settings.read(data=tmp_path / "data", sources=folder)
    with TestClient(create_app(open_quietly(settings), settings)) as client:
        tree = page(client, "/?q=who+met&meeting=2020-01-05")
        assert not tree.cssselect("option")
        assert tree.cssselect("input[name=meeting]")[0].get("value") == "2020-01-05"
        assert "Meeting" in tree.cssselect(".by-hand")[0].text_content()
        assert len(listed_in(page(client, "/meetings?offset=50"))) == 20
