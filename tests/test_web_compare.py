"""Two meetings compared through every door: command line, API and page tell the same."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from fastapi.testclient import TestClient
from lxml import html
from lxml.html import HtmlElement
from rich.console import Console
from typer.testing import CliRunner

from corpus import Meeting
from qa import Engine, Settings
from qa.compare import compare
from tests.conftest import MakeFolder, open_quietly
from web import terminal_compare
from web.app import create_app
from web.cli import app
from web.compared import ONE_MEETING, most_alike_before, summed

PAIRS = [("2019-11-14", "2020-06-04"), ("2020", "2021-03"), ("2017", "2021-06")]


def page_of(client: TestClient, **query: str) -> HtmlElement:
    answer = client.get("/compare", params=query)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def words_of(element: HtmlElement, cue: str) -> list[str]:
    """The words of a change without the cues that are spoken."""
    assert line(element).startswith(cue)
    return line(element).removeprefix(cue).removesuffix("]").split()


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_api_and_page_show_the_same(
    client: TestClient, engine: Engine, first: str, second: str
) -> None:
    found = compare(engine, first, second)
    answer = client.get("/api/compare", params={"a": first, "b": second}).json()
    tree = page_of(client, a=first, b=second)
    assert answer["summary"]["new_share"] == found.summary.new_share
    assert line(tree.cssselect(".found")[0]) == summed(found)
    rows = tree.cssselect(".compared > li")
    assert len(rows) == len(answer["rows"]) == len(found.rows)
    for shown, row, listed in zip(rows, found.rows, answer["rows"], strict=True):
        assert (listed["kind"], listed["see"]) == (row.kind, row.see)
        assert shown.get("id") == f"row-{row.number}"
        gone = [part.asked.split() for part in row.redline if not part.same and part.asked]
        new = [part.there.split() for part in row.redline if not part.same and part.there]
        assert [
            line(one).removeprefix("[gone: ")[:-1].split() for one in shown.cssselect("del")
        ] == gone
        assert [
            line(one).removeprefix("[new: ")[:-1].split() for one in shown.cssselect("ins")
        ] == new
        links = {one.get("href") for one in shown.cssselect("a")}
        assert {one.citation.url for one in (*row.first, *row.second)} <= links
        assert row.see is None or f"#row-{row.see}" in links


def test_the_terminal_shows_the_same(engine: Engine) -> None:
    found = compare(engine, "2019", "2020")
    file = io.StringIO()
    terminal_compare.comparison(Console(file=file, width=4000), found, whole=False)
    text = file.getvalue()
    assert summed(found) in text
    assert "[-Italian-]" not in text
    for row in found.rows:
        assert f"\n{row.number}. " in text
        for part in row.redline:
            if part.there and not part.same and "\n" not in part.there:
                assert f"{{+{part.there.rstrip()}+}}" in text


def test_the_command_line_folds_what_is_unchanged(engine: Engine, client: TestClient) -> None:
    kept = compare(engine, "2020", "2020").rows[0].first[0].quote
    folded = CliRunner().invoke(app, ["compare", "2020", "2020"])
    whole = CliRunner().invoke(app, ["compare", "2020", "2020", "--all"])
    assert (folded.exit_code, whole.exit_code) == (0, 0)
    assert ONE_MEETING in folded.stdout
    assert (kept in folded.stdout, kept in whole.stdout) == (False, True)
    as_json = CliRunner().invoke(app, ["compare", "2019", "2020", "--json"])
    answer = client.get("/api/compare", params={"a": "2019", "b": "2020"}).json()
    assert json.loads(as_json.stdout)["rows"] == answer["rows"]
    unknown = CliRunner().invoke(app, ["compare", "1999", "2020"])
    assert unknown.exit_code != 0


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ({}, 200, "Compared with the earlier"),
        ({"a": "2020"}, 400, "Choose two meetings"),
        ({"a": "1999", "b": "2020"}, 404, "No meeting begins with"),
        ({"a": "<b>", "b": "2020"}, 404, "&lt;b&gt;"),
        ({"a": "2020", "b": "2020"}, 200, ONE_MEETING),
    ],
)
def test_what_the_page_says(
    client: TestClient, query: dict[str, str], status: int, told: str
) -> None:
    answer = client.get("/compare", params=query)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert "<select" in answer.text


def test_the_form_offers_the_last_two(client: TestClient) -> None:
    tree = page_of(client)
    chosen = [one.get("value") for one in tree.cssselect("option[selected]")]
    assert chosen == ["2021-06-28-rome", "2021-03-30"]


def test_pairs_beside_a_pair_are_linked(client: TestClient) -> None:
    tree = page_of(client, a="2019", b="2020")
    links = {line(one): one.get("href") for one in tree.cssselect(".pairs a")}
    assert links == {
        "Previous pair": "/compare?a=2017-03-22-washington-dc&b=2019-11-14",
        "Next pair": "/compare?a=2020-06-04&b=2021-03-30",
        "Swap": "/compare?a=2020-06-04&b=2019-11-14",
    }
    first = page_of(client, a="2017", b="2019")
    assert [line(one) for one in first.cssselect(".pairs a")] == ["Next pair", "Swap"]


def test_a_meeting_leads_to_the_comparison_with_the_one_before(client: TestClient) -> None:
    page = client.get("/meetings/2021-03-30").text
    assert '/compare?a=2020-06-04&amp;b=2021-03-30">Compare with 4 June 2020</a>' in page
    assert "/compare?" not in client.get("/meetings/2017-03-22-washington-dc").text


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(None, None), (None, None), (None, None)], 1),
        ([("Council", "Yearly"), ("Council", "Special"), ("Council", "Yearly")], 0),
        ([("Council", "Yearly"), ("Bank", "Yearly"), ("Council", "Yearly")], 0),
        ([("Council", "Special"), ("Bank", "Yearly"), ("Council", "Yearly")], 0),
        ([(None, "Yearly"), ("Bank", "Special"), ("Council", "Yearly")], 0),
        ([("Council", "Yearly"), ("Council", "Yearly"), ("Council", "Yearly")], 1),
        ([("Council", "Yearly"), ("Bank", "Special"), ("Fund", "First")], 1),
        ([("Council", "Yearly"), (None, None), (None, None)], 1),
        ([("Council", "Yearly")], None),
    ],
)
def test_a_meeting_is_compared_with_the_one_before_that_is_most_like_it(
    told: list[tuple[str | None, str | None]], expected: int | None
) -> None:
    meetings = [
        Meeting(str(place), "Title", dt.date(2020, 1, 1 + place), None, body, kind, (), {})
        for place, (body, kind) in enumerate(told)
    ]
    found = most_alike_before(meetings[-1].id, meetings)
    assert found == (None if expected is None else meetings[expected])


def test_a_quotation_leads_to_the_comparison_with_a_meeting_of_its_kind(
    client: TestClient,
) -> None:
    shown = client.get("/", params={"q": "Which new members joined in June 2021?"}).text
    assert "/compare?a=2017-03-22-washington-dc&amp;b=2021-06-28-rome" in shown
    assert "/compare?a=2021-03-30&amp;b=2021-06-28-rome" not in shown


def test_one_meeting_alone(make_folder: MakeFolder, settings: Settings) -> None:
    engine = open_quietly(settings.model_copy(update={"sources": make_folder("They met.")}))
    with TestClient(create_app(engine, settings)) as client:
        assert "fewer than two meetings" in client.get("/compare").text
        assert ONE_MEETING in client.get("/compare", params={"a": "2021", "b": "2021"}).text
