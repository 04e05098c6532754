"""The HTML door: nothing typed is ever markup, every page has its headers and its links."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from qa import Settings
from tests.conftest import MakeFolder, open_quietly
from web.app import create_app

QUESTION = "Which new members joined the Coalition?"
FREED = "How many people had been freed from Daesh by late 2019?"
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


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/?q=", 400),
        (f"/?{urlencode({'q': QUESTION})}", 200),
        ("/find", 200),
        ("/find?q=the", 400),
        ("/find?q=penguins+of+the+observatory", 200),
        ("/check", 200),
        ("/compare", 200),
        ("/compare?a=atlantis&b=2020", 404),
        ("/compare?a=2020&b=2019", 200),
        ("/history", 200),
        ("/history?q=the", 400),
        ("/history?q=enduring+defeat", 200),
        ("/history/silences?least=x", 400),
        ("/quotes", 200),
        ("/quotes?link=x", 400),
        ("/figures", 200),
        ("/figures?kind=x", 400),
        ("/meetings", 200),
        ("/meetings/2020-06-04", 200),
        ("/meetings/atlantis", 404),
        ("/documents", 200),
        ("/evaluation", 200),
    ],
)
def test_a_page_has_one_heading_above_all_others(
    client: TestClient, path: str, status: int
) -> None:
    headings = [one.tag for one in page(client, path, status).cssselect("h1, h2, h3")]
    assert (headings[0], headings.count("h1")) == ("h1", 1)


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


@pytest.mark.parametrize("name", ["q", "meeting", "from", "to", "place", "kind", "set_aside"])
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
        ("/?q=who&place=Paris", 400, "Choose “Rome” or “Washington, DC”."),
        ("/?q=who&from=June", 400, "is not a date"),
        ("/meetings/kuwait", 404, "No meeting begins"),
        ("/meetings/2021-06-28-rome/p99", 404, "has paragraphs 1 to 9"),
        ("/meetings/2021-06-28-rome/px", 400, "number must be a whole number"),
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


def test_filters_on_place_kind_and_several_meetings_stay_in_the_form(client: TestClient) -> None:
    tree = page(client, "/?q=who+met&place=rome&kind=full&meeting=2021&meeting=2017", 400)
    assert "2 meetings begin with '2021'" in text(tree, ".problem")
    tree = page(client, "/?q=who+met&kind=full&meeting=2021-06&meeting=2017&place=rome")
    chosen = [option.get("value") for option in tree.cssselect("option[selected]")]
    assert chosen == ["2017-03-22-washington-dc", "2021-06-28-rome"]
    assert tree.cssselect("select[multiple]")
    assert tree.cssselect("input[name=place]")[0].get("value") == "rome"
    assert tree.cssselect("input[name=kind]")[0].get("value") == "full"
    offered = [option.get("value") for option in tree.cssselect("#places option")]
    assert offered == ["Rome", "Washington, DC"]
    assert text(tree, ".quotation .where").startswith("28 June 2021 · Rome")


def test_only_filters_with_values_are_offered(make_folder: MakeFolder, tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", sources=make_folder("The Ministers met."))
    with TestClient(create_app(open_quietly(settings), settings)) as client:
        tree = page(client, "/")
    names = [one.get("name") for one in tree.cssselect(".filters [name]")]
    assert names == ["meeting", "from", "to"]


def test_a_misspelt_word_is_told(client: TestClient) -> None:
    tree = page(client, "/", q="Which new mebmers joined the coaliton?")
    told = "Searched for “members” instead of “mebmers” and “coalition” instead of “coaliton”."
    assert text(tree, ".spelling") == told
    assert tree.cssselect("input[name=q]")[0].get("value").startswith("Which new mebmers")
    assert "Central African Republic" in text(tree, ".first blockquote")
    assert not page(client, "/", q=QUESTION).cssselect(".spelling")


def test_a_chip_leads_to_the_question_without_its_restriction(client: TestClient) -> None:
    tree = page(client, "/?" + urlencode({"q": FREED, "from": "2019", "to": "2021"}))
    assert text(tree, ".chip").startswith("late 2019 → 14 November 2019")
    address = tree.cssselect(".chip .undo")[0].get("href")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"q": [FREED], "from": ["2019"], "to": ["2021"], "set_aside": ["late 2019"]}
    lifted = page(client, address)
    assert text(lifted, ".chip.aside").startswith("late 2019 set aside")
    assert lifted.cssselect("input[name=set_aside][checked]")[0].get("value") == "late 2019"
    obeyed = page(client, lifted.cssselect(".chip.aside .undo")[0].get("href"))
    assert text(obeyed, ".chip") == text(tree, ".chip")
    assert not obeyed.cssselect("input[name=set_aside]")


def test_several_words_are_set_aside_one_after_another(client: TestClient) -> None:
    question = "What did the ministers say in Rome in June 2021?"
    tree = page(client, "/", q=question)
    for left in (1, 0):
        tree = page(client, tree.cssselect(".chip:not(.aside):not(.name) .undo")[0].get("href"))
        assert len(tree.cssselect(".chip:not(.aside):not(.name) .undo")) == left
    assert len(tree.cssselect(".chip.aside")) == 2


def test_other_names_are_shown_where_they_are_used(client: TestClient) -> None:
    assert text(page(client, "/", q=FREED), ".chip.name") == "Daesh: also ISIS, ISIL, Islamic State"
    assert not page(client, "/", q=QUESTION).cssselect(".chip.name")


def test_a_missing_meeting_is_told_once_and_can_be_set_aside(client: TestClient) -> None:
    tree = page(client, "/", q="Who co-hosted the ministerial in Riyadh in June 2023?")
    assert "no meeting of or in Riyadh" in text(tree, ".silence")
    assert text(tree, "main").count("There is no meeting of June 2023") == 2  # and in "Why this?"
    (link,) = tree.xpath("//a[text()='Ask the meetings that are here']")
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked["set_aside"] == ["Riyadh", "June 2023"]
    assert len(page(client, link.get("href")).cssselect(".chip.aside")) == 2


def test_why_this_tells_what_was_understood_and_every_score(client: TestClient) -> None:
    tree = page(client, "/", q=FREED)
    why = text(tree, ".why")
    for told in (
        "Kind fact",
        "Asks for count",
        "“late 2019” restricts: Only the meeting of 14 November 2019.",
        "no answer below",
        "Unknown to the record none",
        "Reranker",
    ):
        assert told in why
    assert len(tree.cssselect(".why thead th")) == len(tree.cssselect(".why tbody td")) / 10
    assert len(tree.cssselect(".why tbody")) == 10
    assert len(tree.cssselect(".why tbody.dropped")) == 7


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
