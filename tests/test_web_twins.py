"""Every page has its JSON at its own address, and both take the same parameters."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from lxml import html
from starlette.testclient import TestClient

from web.app import DOORS
from web.door import TWINS, Twin
from web.door.bodies import LARGEST_BODY


def bare(path: str) -> str:
    """A path without the names in it."""
    return re.sub(r"\{[^}]*\}", "{}", path)


ROUTES = [route for door in DOORS for route in door.router.routes if isinstance(route, APIRoute)]


def takes(route: APIRoute, method: str) -> bool:
    return method in (route.methods or ())


PAGES = {one.path: one for one in ROUTES if not one.include_in_schema and takes(one, "GET")}
OF_API = {
    bare(one.path): one
    for one in ROUTES
    if one.include_in_schema and (takes(one, "GET") or one.path == "/api/check")
}
JSON = {"Accept": "application/json"}
FREED = "How many people had been freed from Daesh by late 2019?"
PHRASE = "enduring defeat of Daesh/ISIS"


def names(route: APIRoute) -> set[str]:
    found = get_flat_params(route.dependant)
    return {one.alias for one in found if isinstance(one.field_info, params.Query)}


def without_times(answer: Any) -> Any:
    """An answer without what differs from one time to the next."""
    if isinstance(answer, list):
        return [without_times(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    left = {name: one for name, one in answer.items() if name not in ("elapsed_ms", "request_id")}
    return {name: without_times(one) for name, one in left.items()}


def test_every_page_has_its_twin() -> None:
    assert {one.page for one in TWINS} == set(PAGES)
    assert {bare(one.api) for one in TWINS} <= set(OF_API) | {"/api/quotes/{}"}


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.page)
def test_a_page_and_its_twin_take_the_same_parameters(twin: Twin) -> None:
    api = OF_API.get(bare(twin.api))
    assert names(PAGES[twin.page]) <= (names(api) if api else set())


@pytest.mark.parametrize(
    ("page", "api", "status"),
    [
        (f"/?q={FREED}&meeting=2019&limit=2", f"/api/ask?q={FREED}&meeting=2019&limit=2", 200),
        (f"/?q={FREED}&pick=1&limit=2&pick=2", f"/api/ask?q={FREED}&limit=2", 200),
        ("/?q=", "/api/ask?q=", 400),
        ("/", "/api/collection", 200),
        (f"/find?q={PHRASE}", f"/api/find?q={PHRASE}", 200),
        (f"/find?q={PHRASE}&pick=1", f"/api/find?q={PHRASE}", 200),
        ("/find", "/api/find", 422),
        ("/find?q=the", "/api/find?q=the", 400),
        ("/compare?a=2020&b=2021-03", "/api/compare?a=2020&b=2021-03", 200),
        ("/compare?a=2020&b=20", "/api/compare?a=2020&b=20", 400),
        (f"/history?q={PHRASE}", f"/api/history?q={PHRASE}", 200),
        ("/history/silences?least=3", "/api/silences?least=3", 200),
        ("/figures?subject=people", "/api/figures?subject=people", 200),
        ("/meetings", "/api/meetings", 200),
        ("/meetings?limit=x", "/api/meetings?limit=x", 422),
        ("/meetings/2021-06", "/api/meetings/2021-06", 200),
        ("/meetings/atlantis", "/api/meetings/atlantis", 404),
        ("/meetings/2021-06/p3", "/api/meetings/2021-06/paragraphs/3", 200),
        ("/meetings/2021-06/px", "/api/meetings/2021-06/paragraphs/x", 422),
        ("/quotes?link=x", "/api/verify-citation?link=x", 400),
        ("/quotes/1/2/3", "/api/quotes/1/2/3", 400),
        ("/documents", "/api/documents", 200),
        ("/documents/2021-06/remove", "/api/documents/2021-06", 404),
        ("/evaluation", "/api/eval", 200),
    ],
)
def test_the_twin_gives_what_the_api_gives(
    client: TestClient, page: str, api: str, status: int
) -> None:
    path, mark, query = page.partition("?")
    named = client.get(f"{'/ask' if path == '/' else path}.json{mark}{query}")
    by_header, wanted = client.get(page, headers=JSON), client.get(api)
    assert (named.status_code, by_header.status_code) == (status, status)
    expected = without_times(wanted.json())
    for answer in (named, by_header):
        got = without_times(answer.json())
        if status != 200:
            expected["instance"] = got["instance"]
            assert got["instance"] in (f"{'/ask' if path == '/' else path}.json", path)
        assert got == expected
        assert answer.headers["content-type"] == wanted.headers["content-type"]
    assert by_header.headers["vary"] == "Accept"
    assert client.get(page, headers={"Accept": "*/*"}).headers["vary"] == "Accept"


def test_a_text_is_checked_at_the_address_of_the_page(client: TestClient) -> None:
    form = {"text": f"“{PHRASE}”, they said."}
    wanted = without_times(client.post("/api/check", data=form).json())
    assert without_times(client.post("/check", data=form, headers=JSON).json()) == wanted
    assert without_times(client.post("/check.json", data=form).json()) == wanted
    large = client.post("/check.json", data={"text": "They met. " * (LARGEST_BODY // 10)})
    assert (large.status_code, "sentences to look up" in large.json()["detail"]) == (400, True)
    nothing = client.get("/check.json")
    assert (nothing.status_code, nothing.headers["allow"]) == (405, "POST")


def test_a_permalink_has_its_twin(client: TestClient) -> None:
    place = client.get("/api/find", params={"q": PHRASE}).json()["places"][0]
    link = place["citation"]["permalink"]
    verdict = client.get(f"{link}.json").json()
    assert verdict == client.get(f"/api{link}").json() == client.get(link, headers=JSON).json()
    assert (verdict["quote"], verdict["citation"]["permalink"]) == (place["quote"], link)
    assert verdict["quote"] in verdict["paragraph"]["text"]
    elsewhere = f"/quotes/{'0' * 64}/5-16/{'0' * 16}"
    missing = client.get(f"{elsewhere}.json")
    assert (missing.status_code, client.get(elsewhere).status_code) == (404, 404)
    assert "no document with the checksum" in missing.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("application/json", True),
        ("application/json, text/plain, */*", True),
        ("application/problem+json", True),
        ("text/html;q=0.8, application/json", True),
        ("text/html, application/json;q=0.9", False),
        ("application/json, text/html", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", False),
        ("application/json;q=0", False),
        ("application/*", True),
        ("*/*", False),
        ("image/png", False),
        ("", False),
        (",;q=, application/json;q=often", False),
    ],
)
def test_who_prefers_json_gets_it(client: TestClient, accept: str, is_json: bool) -> None:
    for path, status in (("/meetings", 200), ("/meetings/atlantis", 404), ("/nowhere", 404)):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html") is not is_json


def test_a_page_links_to_its_twin(client: TestClient) -> None:
    for path in ("/", f"/?q={FREED}&meeting=2019", "/meetings/2021-06-28-rome", "/figures"):
        tree = html.document_fromstring(client.get(path).text)
        (link,) = tree.cssselect("link[rel=alternate][type='application/json']")
        assert client.get(link.get("href")).headers["content-type"] == "application/json"
    assert 'rel="alternate"' not in client.get("/nowhere").text
