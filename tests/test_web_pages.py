"""The HTML door: nothing typed is ever markup, every page has its headers and its links."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

QUESTION = "Which new members joined the Coalition?"
HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{1111*7}} who joined?"


def page(client: TestClient, path: str, status: int = 200, **params: str) -> HtmlElement:
    response = client.get(path, params=params or None)
    assert response.status_code == status
    return html.document_fromstring(response.text)


def text(tree: HtmlElement, selector: str) -> str:
    """The text of the first element that matches, on one line."""
    return " ".join("".join(tree.cssselect(selector)[0].itertext()).split())


def test_home_offers_examples_of_the_collection(client: TestClient) -> None:
    home = page(client, "/")
    examples = home.cssselect(".examples a")
    assert len(examples) == 4
    answered = page(client, examples[0].get("href"))
    assert answered.cssselect(".quotation.first")


def test_an_answer_page_is_its_question(client: TestClient) -> None:
    answer = page(client, "/", q=QUESTION)
    assert answer.cssselect("input[name=q]")[0].get("value") == QUESTION
    assert "Central African Republic" in text(answer, ".first blockquote")
    assert text(answer, ".first .where") == "28 June 2021 · Rome · paragraph 1"


def test_a_citation_leads_to_the_marked_words(client: TestClient) -> None:
    answer = page(client, "/", q=QUESTION)
    redirect = client.get(answer.cssselect(".first figcaption a")[0].get("href"))
    assert redirect.status_code == 302
    location = redirect.headers["location"]
    assert location.endswith("#p1")
    meeting = page(client, location)
    assert f"“{text(meeting, '#p1 mark')}”" == text(answer, ".first blockquote")
    assert len(meeting.cssselect("mark")) == 1


def test_silence_shows_its_reason_and_labels_what_is_near(client: TestClient) -> None:
    silent = page(client, "/", q="Why did Russia join?")
    assert "never mentions “Russia”" in text(silent, ".silence")
    assert "not an answer" in text(silent, "h2")
    assert not silent.cssselect(".first")


@pytest.mark.parametrize("name", ["q", "meeting", "from", "to"])
def test_what_was_typed_is_never_markup(client: TestClient, name: str) -> None:
    response = client.get("/", params={"q": "who joined", name: HOSTILE})
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert "7777" not in text(html.document_fromstring(response.text), "main")


def test_a_hostile_question_is_shown_as_text(client: TestClient) -> None:
    tree = page(client, "/", q=HOSTILE)
    assert text(tree, "h1") == HOSTILE
    assert not tree.cssselect("main script, main img")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/?q=", 400, "The question is empty"),
        ("/?q=who&meeting=kuwait", 404, "No meeting begins"),
        ("/?q=who&from=June", 400, "is not a date"),
        ("/meetings/kuwait", 404, "No meeting begins"),
        ("/meetings/2021-06-28-rome/p99", 400, "has paragraphs 1 to 9"),
        ("/meetings/2021-06-28-rome/px", 422, "number: "),
        ("/meetings/2021-06-28-rome?mark=9-1", 400, "two numbers"),
        ("/meetings/2021-06-28-rome?mark=<b>", 400, "two numbers"),
        ("/nothing", 404, "There is no such page."),
        ("/static/../../pyproject.toml", 404, "There is no such page."),
        ("/static/%2e%2e/%2e%2e/pyproject.toml", 404, "There is no such page."),
    ],
)
def test_a_problem_is_a_page_with_a_sentence(
    client: TestClient, path: str, status: int, sentence: str
) -> None:
    assert sentence in text(page(client, path, status), ".problem")


def test_a_mark_outside_the_text_marks_nothing(client: TestClient) -> None:
    meeting = page(client, "/meetings/2021-06-28-rome", mark="900000-900001")
    assert not meeting.cssselect("mark")


def test_filters_stay_in_the_form(client: TestClient) -> None:
    tree = page(client, "/?q=who+joined&meeting=2020-06-04&from=2019")
    assert tree.cssselect("option[selected]")[0].get("value") == "2020-06-04"
    assert tree.cssselect("input[name=from]")[0].get("value") == "2019"
    assert tree.cssselect("details[open]")


def test_every_page_has_its_headers(client: TestClient) -> None:
    for path in ("/", "/meetings", "/meetings/2019-11-14", "/docs", "/nothing", "/api/meetings"):
        headers = client.get(path).headers
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_first_page_is_small(client: TestClient) -> None:
    assets = ["/", "/static/page.css", "/static/icon.svg"]
    assert sum(len(client.get(asset).content) for asset in assets) < 100_000


def test_meetings_are_listed_with_what_is_known(client: TestClient) -> None:
    tree = page(client, "/meetings")
    assert [link.get("href") for link in tree.cssselect(".meetings a")] == [
        "/meetings/2017-03-22-washington-dc",
        "/meetings/2019-11-14",
        "/meetings/2020-06-04",
        "/meetings/2021-03-30",
        "/meetings/2021-06-28-rome",
    ]
    facts = text(page(client, "/meetings/2019-11-14"), ".facts")
    assert "14 November 2019 curated" in facts
    assert "Place" not in facts
