"""One question followed from file to page, and the same answer through every door."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from corpus import BUNDLED, Span
from qa import Engine, Filters
from tests.test_web_cli import communique
from tests.test_web_pages import text

QUESTION = "How many square kilometers did Daesh/ISIS control at its peak?"
WORDS = (
    "At its peak, Daesh/ISIS controlled nearly 110,000 square kilometers of territory, including "
    "major cities in both Iraq and Syria and attracted more than 40,000 foreign terrorist fighters."
)


def test_from_file_to_page(engine: Engine, client: TestClient) -> None:
    # The file, as it lies in the repository,
    file = BUNDLED / "003_bdc125f8d63a013e.txt"
    source = file.read_bytes()
    assert WORDS in source.decode()

    # is stored byte for byte and cut into paragraphs,
    store = engine.store
    document = store.document_of("2019-11-14")
    assert store.source(document) == source
    paragraph = store.paragraphs(document)[0]
    start = document.text.index(WORDS)
    assert Span(start, start + len(WORDS)).within(paragraph.span)

    # found by all three searches, answered with the sentence, and explained;
    answer, explanation = engine.explain(QUESTION)
    first = answer.answers[0]
    assert first.quote == WORDS
    scores = explanation.considered[0].scores
    assert None not in (scores.bm25, scores.paragraph, scores.sentence)

    # its citation leads back to the very characters of the file,
    citation = first.citation
    assert citation.source_sha256 == hashlib.sha256(source).hexdigest()
    places = document.source_map.to_source(Span(citation.start, citation.end))
    assert [place.of(source.decode()) for place in places] == [WORDS]

    # and to the page on which they are marked.
    page = client.get(citation.url, follow_redirects=True)
    tree = html.document_fromstring(page.text)
    assert text(tree, f"#p{citation.paragraph} mark") == WORDS


def test_every_door_gives_the_same_answer(
    engine: Engine, client: TestClient, real_data: Path
) -> None:
    quotes = [(q.quote, q.citation.url) for q in engine.ask(QUESTION).answers]

    got = client.get("/api/ask", params={"q": QUESTION}).json()
    assert [(q["quote"], q["citation"]["url"]) for q in got["answers"]] == quotes

    printed = communique(real_data, "ask", QUESTION, "--json")
    assert printed.returncode == 0
    told = json.loads(printed.stdout)
    assert [(q["quote"], q["citation"]["url"]) for q in told["answers"]] == quotes
    for answer in (got, told):
        del answer["elapsed_ms"]
    assert told == got

    page = html.document_fromstring(client.get("/", params={"q": QUESTION}).text)
    shown = [
        (text(figure, "blockquote")[1:-1], figure.cssselect("figcaption a")[0].get("href"))
        for figure in page.cssselect("figure.quotation")
    ]
    assert shown == quotes


def test_filters_and_spelling_are_the_same_through_every_door(
    engine: Engine, client: TestClient, real_data: Path
) -> None:
    typed = "Which mebmers joined?"
    filters = Filters(meetings=("2017", "2021-06"), place="rome", kind="full")
    found = engine.ask(typed, filters)
    quotes = [(q.quote, q.citation.url) for q in found.answers]
    assert found.understood.meetings == ("2021-06-28-rome",)
    assert found.understood.corrections == {"mebmers": "members"}

    query = {"q": typed, "meeting": ["2017", "2021-06"], "place": "rome", "kind": "full"}
    got = client.get("/api/ask", params=query).json()
    options = ["--meeting", "2017", "--meeting", "2021-06", "--place", "rome", "--kind", "full"]
    told = json.loads(communique(real_data, "ask", typed, *options, "--json").stdout)
    for answer in (got, told):
        del answer["elapsed_ms"]
        assert [(q["quote"], q["citation"]["url"]) for q in answer["answers"]] == quotes
    assert told == got

    sentence = "Searched for “members” instead of “mebmers”."
    printed = communique(real_data, "ask", typed, *options)
    assert printed.stdout.startswith(sentence)
    page = html.document_fromstring(client.get("/", params=query).text)
    assert text(page, ".spelling") == sentence
    assert [text(figure, "blockquote")[1:-1] for figure in page.cssselect("figure.quotation")] == [
        quote for quote, _ in quotes
    ]


def test_silence_is_exit_code_three(engine: Engine, real_data: Path) -> None:
    del engine  # only there so that the index is built
    done = communique(real_data, "ask", "Why did Russia join the Coalition?")
    assert done.returncode == 3
    assert "The record does not say: it never mentions “Russia”." in done.stdout
    assert "Nearest passages (not an answer):" in done.stdout
