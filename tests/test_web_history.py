"""Histories and silences through every door: command line, API and page tell the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from typer.testing import CliRunner

from qa import Engine, Settings
from qa.history import MOST_ROWS, follow
from tests.conftest import MakeFolder, open_quietly
from web.app import create_app
from web.cli import app
from web.timeline import timeline

PHRASE = "enduring defeat of Daesh"
TOPIC = "detained foreign terrorist fighters"
PATHS = ("/history?q=enduring+defeat+of+Daesh", "/history", "/history/silences")


def told(text: str) -> dict[str, object]:
    """A JSON answer without what differs from call to call."""
    answer: dict[str, object] = json.loads(text)
    del answer["elapsed_ms"]
    return answer


def command(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["history", *arguments])
    return result.exit_code, result.stdout


@pytest.mark.parametrize("asked", [PHRASE, TOPIC, "climate change"])
def test_a_history_is_the_same_through_every_door(client: TestClient, asked: str) -> None:
    answer = client.get("/api/history", params={"q": asked})
    assert answer.status_code == 200
    code, printed = command(asked, "--json")
    assert told(printed) == told(answer.text)
    rows = answer.json()["rows"]
    assert code == (0 if any(row["state"] != "nothing found" for row in rows) else 3)

    tree = html.document_fromstring(client.get("/history", params={"q": asked}).text)
    shown = tree.cssselect("tbody tr")
    assert len(shown) == len(rows) == 5
    for element, row in zip(shown, rows, strict=True):
        number, share = (cell.text_content() for cell in element.cssselect("td.number"))
        assert (number, share) == (str(row["sentences"]), f"{100 * row['share']:.1f}\u00a0%")
        assert row["state"].split()[0] in element.cssselect("[data-name=State]")[0].text_content()
        link = element.cssselect("[data-name=Passage] a")[0].get("href")
        assert link == row["passage"]["citation"]["url"]
        assert client.get(link, follow_redirects=True).status_code == 200
    assert len(tree.cssselect("svg a.mark")) == len(rows)


def test_a_passage_keeps_the_blank_after_the_words_looked_for() -> None:
    _, printed = command("enduring defeat")
    assert "enduring defeat are threatened" in " ".join(printed.split())


def test_silences_are_the_same_through_every_door(client: TestClient) -> None:
    answer = client.get("/api/silences")
    code, printed = command("--silences", "--json")
    assert code == 0
    assert told(printed) == told(answer.text)
    found = answer.json()["silences"]
    tree = html.document_fromstring(client.get("/history/silences").text)
    quoted = [
        one.text_content() for one in tree.cssselect(".places > li > blockquote:first-of-type")
    ]
    assert quoted == [one["words"] for one in found]
    assert all(one["last"]["date"] < "2021-06-28" for one in found)
    code, shown = command("--silences", "--least", "3")
    assert code == 0
    assert "Stood in 3 meetings" in shown
    assert "Stood in 2 meetings" not in shown


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("", 200, "Follow a phrase or a topic"),
        ("of the", 400, "only words that stand everywhere"),
        (".*", 400, "no word to follow"),
        ("word " * 4_000, 400, "may have 16,000 characters"),
        ("<b>penguins</b>", 200, "nothing was found"),
        ("قراصنة", 200, "nothing was found"),
    ],
)
def test_what_the_page_says(client: TestClient, asked: str, status: int, said: str) -> None:
    answer = client.get("/history", params={"q": asked})
    assert (answer.status_code, said in answer.text) == (status, True)
    assert "<b>" not in answer.text
    if status == 400:
        assert client.get("/api/history", params={"q": asked}).status_code == 400


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/history?q=Daesh&offset=-1", "offset must be a whole number"),
        ("/history?q=Daesh&offset=x", "offset must be a whole number"),
        ("/history/silences?least=1", "from 2 to 50"),
        ("/history/silences?least=two", "least must be a whole number"),
    ],
)
def test_a_bad_number_is_told_with_the_form(client: TestClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, said in answer.text, "<form" in answer.text) == (400, True, True)


@pytest.mark.parametrize("arguments", [[], ["safe haven", "--silences"], ["of the"]])
def test_wrong_use_of_the_command(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["history", *arguments])
    assert result.exit_code != 0
    assert str(result.exception).endswith(".")


@pytest.mark.parametrize("path", PATHS)
def test_no_page_needs_what_the_policy_forbids(client: TestClient, path: str) -> None:
    tree = html.document_fromstring(client.get(path).text)
    assert tree.cssselect("[style], style, script, [onclick], [onload]") == []


def test_the_timeline_is_a_chart_that_can_be_read_and_heard(engine: Engine) -> None:
    history = follow(engine, TOPIC)
    root = etree.fromstring(timeline(history))
    assert root.tag == "svg"
    title, told_in_words = root[0], root[1]
    assert (title.tag, told_in_words.tag) == ("title", "desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {told_in_words.get('id')}"
    assert TOPIC in (title.text or "")
    marks = root.findall(".//a[@aria-label]")
    assert len(marks) == len(history.rows)
    tops = {}
    for mark, row in zip(marks, history.rows, strict=True):
        assert row.passage is not None
        assert mark.get("href") == row.passage.citation.url
        circle = mark.find("circle")
        assert circle is not None
        tops[row.sentences] = float(circle.get("cy", ""))
    assert sorted(tops, reverse=True) == sorted(tops, key=lambda count: tops[count])


def test_the_time_between_meetings_keeps_its_length(engine: Engine) -> None:
    history = follow(engine, TOPIC)
    circles = etree.fromstring(timeline(history)).findall(".//a/circle")
    places = [float(circle.get("cx", "")) for circle in circles]
    days = [row.meeting.date.toordinal() for row in history.rows]
    scale = (places[-1] - places[0]) / (days[-1] - days[0])
    for place, day in zip(places, days, strict=True):
        assert place - places[0] == pytest.approx((day - days[0]) * scale, abs=0.2)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[TestClient]:
    """A collection of more meetings than a page has rows; every other one speaks of pirates."""
    folder = tmp_path / "sources"
    folder.mkdir()
    rows = []
    for number in range(2 * MOST_ROWS + 10):
        subject = "pirates" if number % 2 == 0 else "timber"
        (folder / f"{number}.txt").write_text(f"The council spoke of {subject}.", encoding="utf-8")
        day = f"{1600 + number}-01-01"
        rows.append(
            f'[[meeting]]\ndocument = "{number}.txt"\ntitle = {{ curated = "Meeting" }}\n'
            f"date = {{ curated = {day} }}\n"
        )
    (folder / "meetings.toml").write_text("\n".join(rows), encoding="utf-8")
    settings = Settings.read(data=tmp_path / "data", sources=folder)
    with TestClient(create_app(open_quietly(settings), settings)) as client:
        yield client


def test_of_many_meetings_those_that_have_it_come_page_by_page(many: TestClient) -> None:
    query = {"q": "spoke of pirates"}
    first = many.get("/api/history", params=query).json()
    assert (first["meetings"], first["rows_in_all"], len(first["rows"])) == (410, 206, MOST_ROWS)
    assert first["counts"]["verbatim"] == 205
    rest = many.get("/api/history", params=query | {"offset": str(MOST_ROWS)}).json()
    shown = [row["meeting"]["date"][:4] for row in (*first["rows"], *rest["rows"])]
    assert shown == [*(str(1600 + number) for number in range(0, 410, 2)), "2009"]
    assert rest["rows"][-1]["state"] == "nothing found"
    page = html.document_fromstring(many.get("/history", params=query).text)
    assert page.cssselect(".pages a")[0].get("href").endswith(f"offset={MOST_ROWS}")
    assert len(page.cssselect("svg a.mark")) == MOST_ROWS


def test_one_meeting_and_none_are_drawn(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder("The council spoke of pirates.")
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    root = etree.fromstring(timeline(follow(engine, "pirates")))
    assert len(root.findall(".//a")) == 1


def test_what_was_not_looked_through_is_never_called_silent(many: TestClient) -> None:
    counts = many.get("/api/history", params={"q": "council that spoke"}).json()["counts"]
    assert counts["nothing found"] == 0
    assert counts["not looked through"] > 0
    assert sum(counts.values()) == 2 * MOST_ROWS + 10
    page = many.get("/history", params={"q": "council that spoke"}).text
    assert "in at least" in page
    assert "there may be more sentences" in page
