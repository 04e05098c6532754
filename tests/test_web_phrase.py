"""A quotation looked up through every door: command line, API and page tell the same."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from corpus.errors import InputError
from web.cli import app

ALTERED = "The Coalition campaign has liberated approximately 8 million people"
SAID = "approximately 7.7 million people"


def found(client: TestClient, phrase: str) -> list[tuple[str, str]]:
    answer = client.get("/api/find", params={"q": phrase})
    assert answer.status_code == 200
    return [(one["match"], one["quote"]) for one in answer.json()["places"]]


def test_the_api_tells_where_and_how(client: TestClient) -> None:
    assert [one for one in found(client, SAID.upper()) if one[0] == "verbatim"] == [
        ("verbatim", SAID)
    ]
    (place,) = client.get("/api/find", params={"q": ALTERED}).json()["places"]
    assert (place["match"], place["first"]) == ("altered", False)
    assert place["differences"] == [{"kind": "number", "asked": "8", "there": "7.7"}]
    assert [part["there"] for part in place["redline"] if not part["same"]] == ["7.7 "]
    assert "".join(part["there"] for part in place["redline"]) == place["quote"]
    assert place["citation"]["meeting_id"] == "2019-11-14"
    assert found(client, "Penguins inherited the abandoned observatory") == []


def test_the_page_shows_a_redline(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/find", params={"q": ALTERED}).text)
    assert [one.text_content() for one in tree.cssselect(".places del, .places ins")] == [
        "[yours: 8]",
        "[the record: 7.7]",
    ]
    words = " ".join(tree.cssselect(".places blockquote")[0].text_content().split())
    assert words == ALTERED.replace("8", "[yours: 8] [the record: 7.7]")
    link = tree.cssselect(".places a")[0].get("href")
    assert client.get(link, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("phrase", [SAID, ALTERED, "remain firmly united in our outrage"])
def test_signs_are_explained_where_there_are_some(client: TestClient, phrase: str) -> None:
    page = html.document_fromstring(client.get("/find", params={"q": phrase}).text)
    signs = page.cssselect(".places :is(del, ins)")
    assert bool(signs) == ("struck out" in page.text_content())


@pytest.mark.parametrize(
    ("phrase", "status", "told"),
    [
        ("", 200, "Find a quotation"),
        ("of the", 400, "no word to look for"),
        ("penguins of the observatory", 200, 'href="/check">Check</a> looks up each quotation'),
        ("<b>penguins</b> of the observatory", 200, "does not have this wording"),
    ],
)
def test_what_the_page_says(client: TestClient, phrase: str, status: int, told: str) -> None:
    answer = client.get("/find", params={"q": phrase})
    assert (answer.status_code, told in answer.text) == (status, True)
    assert "<b>" not in answer.text


def test_the_command_line_tells_the_same(client: TestClient) -> None:
    told = CliRunner().invoke(app, ["find", ALTERED])
    assert told.exit_code == 0
    assert "[-8-] {+7.7+} million" in told.stdout
    as_json = CliRunner().invoke(app, ["find", ALTERED, "--json"])
    (place,) = json.loads(as_json.stdout)["places"]
    assert place == client.get("/api/find", params={"q": ALTERED}).json()["places"][0]
    assert CliRunner().invoke(app, ["find", "Penguins inherited the observatory"]).exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "first", "also"),
    [
        ([SAID], 0, "Verbatim.", SAID),
        ([SAID, "--meeting", "2019"], 0, "Verbatim.", "names the meeting of 14 November 2019"),
        ([SAID, "--meeting", "2017"], 3, "Misattributed.", "22 March 2017"),
        ([ALTERED], 3, "Altered.", "[-8-] {+7.7+} million"),
        (["Penguins inherited the observatory"], 3, "Not in the record.", "this wording"),
    ],
)
def test_the_command_line_verifies_a_quotation(
    arguments: list[str], code: int, first: str, also: str
) -> None:
    told = CliRunner().invoke(app, ["verify-quotation", *arguments])
    assert (told.exit_code, told.stdout.splitlines()[0]) == (code, first)
    assert also in told.stdout


@pytest.mark.parametrize("command", ["find", "history", "figures"])
def test_half_a_character_is_refused(command: str) -> None:
    result = CliRunner().invoke(app, [command, "the \udcff defeat"])
    assert isinstance(result.exception, InputError)
    assert "U+DCFF" in str(result.exception)


def test_half_a_character_in_json_is_refused(client: TestClient) -> None:
    body = b'{"q": "the \\ud800 defeat"}'
    answer = client.post("/api/find", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert "U+D800" in answer.json()["detail"]
