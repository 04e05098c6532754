"""Citations through every door: command line, API and pages tell the same."""

from __future__ import annotations

import json

import pytest
from bibtexparser.entrypoint import parse_string
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from corpus.errors import InputError
from qa.citing import FORMATS, FormatName
from tests.test_qa_citing import LINK
from web.citing_api import BY_MEDIA_TYPE
from web.cli import app

SAID = "approximately 7.7 million people"
OFTEN = "enduring defeat of Daesh/ISIS"


@pytest.fixture
def links(client: TestClient) -> list[str]:
    """The permalinks of all places of two phrases; the first is SAID."""
    found = [client.get("/api/find", params={"q": one}).json()["places"] for one in (SAID, OFTEN)]
    return [place["citation"]["permalink"] for places in found for place in places]


@pytest.mark.parametrize("name", FORMATS)
def test_the_api_and_the_command_line_write_the_same(
    client: TestClient, links: list[str], name: FormatName
) -> None:
    answer = client.get("/api/cite", params={"link": links, "format": name})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMATS[name].media_type
    told = CliRunner().invoke(app, ["cite", *links, "--format", name])
    assert (told.exit_code, told.stdout.strip()) == (0, answer.text.strip())
    piped = CliRunner().invoke(app, ["cite", "-", "--format", name], input="\n".join(links))
    assert piped.stdout == told.stdout


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "text"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text"),
        ("application/x-bibtex", "bibtex"),
        ("application/x-bibtex;q=0.5, application/vnd.citationstyles.csl+json", "csl-json"),
        ("application/x-research-info-systems ; q=0.9, text/plain;q=0.1", "ris"),
        ("text/*, application/x-bibtex;q=0.5", "text"),
        ("application/json", "csl-json"),
    ],
)
def test_the_format_is_what_the_header_asks_for(
    client: TestClient, links: list[str], accept: str, name: FormatName
) -> None:
    asked = client.get("/api/cite", params={"link": links[0]}, headers={"accept": accept})
    named = client.get(
        "/api/cite", params={"link": links[0], "format": name}, headers={"accept": "text/plain"}
    )
    assert (asked.text, asked.headers["content-type"]) == (
        named.text,
        named.headers["content-type"],
    )
    assert asked.headers["vary"] == "Accept"
    assert name in {*BY_MEDIA_TYPE.values()}


@pytest.mark.parametrize("accept", ["image/png", "application/x-bibtex;q=0", "text/html"])
def test_a_format_that_is_not_given_is_told(
    client: TestClient, links: list[str], accept: str
) -> None:
    answer = client.get("/api/cite", params={"link": links[0]}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["vary"]) == (406, "Accept")
    assert "application/x-bibtex" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("link", "status", "told"),
    [
        ("/quotes/abc", 400, "is no permalink"),
        (LINK.replace("5-16", "16-5"), 400, "must be less than"),
        (LINK, 400, "no document with the checksum"),
    ],
)
def test_bad_links_are_told(client: TestClient, link: str, status: int, told: str) -> None:
    answer = client.get("/api/cite", params={"link": link})
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True)
    assert isinstance(CliRunner().invoke(app, ["cite", link]).exception, InputError)


def test_a_citation_is_checked_alike_through_every_door(
    client: TestClient, links: list[str]
) -> None:
    answer = client.get("/api/verify-citation", params={"link": links[0]}).json()
    assert (answer["outcome"], answer["holds"], answer["quote"]) == ("holds", True, SAID)
    assert answer["citation"]["permalink"] == answer["permalink"] == links[0]
    told = CliRunner().invoke(app, ["verify-citation", f"https://a.example{links[0]}", "--json"])
    assert (told.exit_code, json.loads(told.stdout)) == (0, answer)
    in_words = CliRunner().invoke(app, ["verify-citation", links[0]])
    assert in_words.stdout.startswith("Holds  14 November 2019 · paragraph 1")


@pytest.mark.parametrize(
    ("change", "outcome", "exit_code", "status"),
    [
        (("", ""), "holds", 0, 200),
        (("/397-", "/399-"), "moved", 0, 200),
        (("-429/", "-9429/"), "does not hold", 1, 200),
        (("/quotes/7", "/quotes/8"), "not here", 3, 404),
        (("/quotes/7", "/quotes/"), None, 2, 400),
    ],
)
def test_exit_codes_and_states(
    client: TestClient,
    links: list[str],
    change: tuple[str, str],
    outcome: str | None,
    exit_code: int,
    status: int,
) -> None:
    link = links[0].replace(*change)
    checked = CliRunner().invoke(app, ["verify-citation", link])
    assert (checked.exit_code == exit_code) == (outcome is not None)
    assert isinstance(checked.exception, InputError) == (outcome is None)
    page = client.get(link)
    assert page.status_code == status
    assert ("How to cite it" in page.text) == (exit_code == 0)
    if outcome:
        api = client.get("/api/verify-citation", params={"link": link})
        assert (api.status_code, api.json()["outcome"]) == (200, outcome)


def test_a_bad_line_in_a_pipe_stops_no_other(links: list[str]) -> None:
    lines = [links[0], "half a link", "", LINK, links[1]]
    told = CliRunner().invoke(app, ["verify-citation", "-", "--json"], input="\n".join(lines))
    assert [one["outcome"] for one in json.loads(told.stdout)] == ["holds", "not here", "holds"]
    assert told.exit_code == 2
    assert "'half a link' is no permalink" in " ".join(told.stderr.split())
    nothing = CliRunner().invoke(app, ["verify-citation", "-"], input="\n")
    assert isinstance(nothing.exception, InputError)


def test_the_page_of_a_permalink(client: TestClient, links: list[str]) -> None:
    tree = html.document_fromstring(client.get(links[0]).text)
    assert tree.cssselect("h1")[0].text == "Holds"
    assert tree.cssselect("figure blockquote")[0].text_content() == f"“{SAID}”"
    leads_to = tree.cssselect("figure figcaption a")[0].get("href")
    meeting = client.get(leads_to, follow_redirects=True)
    assert html.document_fromstring(meeting.text).cssselect("mark")[0].text == SAID
    for name in FORMATS:
        (box,) = tree.cssselect(f"#as-{name}[readonly]")
        (label,) = tree.cssselect(f"label[for=as-{name}]")
        assert label.text
        (copies,) = tree.cssselect(f"button[aria-controls=as-{name}]")
        assert "hidden" in copies.attrib
        download = tree.cssselect(f'a[download][href*="format={name}&"]')[0].get("href")
        assert box.text.strip() == client.get(download).text.strip()
    box = tree.cssselect("#as-bibtex")[0].text
    assert len(parse_string(box).entries) == 1


def test_the_box_for_a_permalink(client: TestClient, links: list[str]) -> None:
    assert "Check a citation" in client.get("/quotes").text
    page = client.get("/quotes", params={"link": f" http://other.example{links[0]} "})
    assert (page.status_code, "Holds" in page.text) == (200, True)
    bad = client.get("/quotes", params={"link": "<b>no</b>"})
    assert (bad.status_code, "<b>no" in bad.text) == (400, False)
    assert html.document_fromstring(bad.text).cssselect("#link[aria-invalid]")


@pytest.mark.parametrize(
    ("address", "least"),
    [
        (f"/find?q={OFTEN}", 4),
        ("/?q=How many people had been freed from Daesh by late 2019?", 1),
        ("/?q=Which meetings mention stabilization?", 2),
        ("/meetings/2019-11-14?mark=397-429", 11),
    ],
)
def test_every_quotation_on_a_page_leads_to_its_permalink(
    client: TestClient, address: str, least: int
) -> None:
    tree = html.document_fromstring(client.get(address).text)
    found = [one.get("href") for one in tree.cssselect('.cite-it a[href^="/quotes/"]')]
    assert len(found) >= least
    for link in found:
        assert client.get("/api/verify-citation", params={"link": link}).json()["holds"]
    for button in tree.cssselect("button[data-copy]"):
        assert "hidden" in button.attrib
        assert client.get(button.get("data-copy")).text.startswith("“")
