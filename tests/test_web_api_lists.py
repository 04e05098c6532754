"""Lists in pages, entity tags, batches, rate limits, other origins: what surrounds the API."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from corpus.errors import SettingsError
from qa import Engine, Settings
from web.app import create_app
from web.door.rates import Rates, address_of

QUESTION = "Which new members joined the Coalition?"
LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


def links(answer: Any) -> dict[str, str]:
    return {name: address for address, name in LINK.findall(answer.headers["link"])}


@pytest.mark.parametrize("address", ["/api/meetings", "/meetings.json", "/api/documents"])
def test_a_list_is_read_page_by_page(client: TestClient, address: str) -> None:
    everything = client.get(address)
    assert everything.headers["x-total-count"] == "5"
    assert set(links(everything)) == {"first", "last"}
    got, following = [], f"{address}?limit=2"
    while following:
        answer = client.get(following)
        got += answer.json()
        following = links(answer).get("next", "")
    assert got == everything.json()
    assert links(answer)["prev"] == f"{address}?limit=2&offset=2"
    assert links(answer)["last"] == f"{address}?limit=2&offset=4"
    beyond = client.get(f"{address}?limit=2&offset=90")
    assert (beyond.json(), links(beyond)["prev"]) == ([], f"{address}?limit=2&offset=4")


def test_places_of_a_quotation_come_page_by_page(client: TestClient) -> None:
    query = {"q": "enduring defeat of Daesh/ISIS"}
    everything = client.get("/api/find", params=query)
    assert everything.headers["x-total-count"] == str(len(everything.json()["places"]))
    second = client.get("/api/find", params=query | {"limit": "1", "offset": "1"})
    assert second.json()["places"] == everything.json()["places"][1:2]
    assert "q=enduring+defeat" in links(second)["next"]
    history = client.get("/api/history", params=query)
    assert history.headers["x-total-count"] == str(history.json()["rows_in_all"])


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    paragraph = client.get("/api/meetings/2021-06/paragraphs/9").json()
    addresses = [
        "/api/meetings", "/api/meetings/2021-06", "/meetings/2021-06.json",
        "/api/meetings/2021-06/paragraphs/9", f"/api{paragraph['citation']['permalink']}",
    ]  # fmt: skip
    tags = set()
    for address in addresses:
        first = client.get(address)
        tag = first.headers["etag"]
        tags.add(tag)
        for known in (tag, f'"x", W/{tag}', "*"):
            again = client.get(address, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
            assert "content-type" not in again.headers
        assert client.get(address, headers={"If-None-Match": '"x"'}).content == first.content
        assert client.head(address).headers["etag"] == tag
    assert len(tags) == len(addresses) - 1  # the same meeting's JSON has two addresses
    assert "etag" not in client.get("/api/meetings/atlantis").headers
    assert "max-age" in client.get("/static/page.css").headers["cache-control"]


def test_a_paragraph_is_quoted_and_cited(client: TestClient) -> None:
    whole = client.get("/api/meetings/2021-06/paragraphs/9").json()
    assert whole["quote"] == whole["paragraph"]["text"]
    start = whole["paragraph"]["start"]
    some = client.get(f"/api/meetings/2021-06/paragraphs/9?mark={start}-{start + 13}").json()
    assert (some["quote"], some["paragraph"]) == (whole["quote"][:13], whole["paragraph"])
    assert client.get(some["citation"]["permalink"]).status_code == 200
    assert some["citation"]["url"] == f"/meetings/2021-06-28-rome/p9?mark={start}-{start + 13}"


def test_many_questions_at_once(client: TestClient) -> None:
    asked: list[Any] = [
        QUESTION,
        "",
        {"q": QUESTION, "meeting": "atlantis"},
        {"q": QUESTION, "limit": 1, "from": "2021"},
    ]
    answers = client.post("/api/ask/batch", json={"questions": asked}).json()
    assert [one.get("status") for one in answers] == [None, 400, 404, None]
    assert "No meeting begins with 'atlantis'" in answers[2]["detail"]
    alone = client.post("/api/ask", json=asked[3]).json()
    for one in (alone, answers[3]):
        del one["elapsed_ms"]
    assert answers[3] == alone
    shape = client.post("/api/ask/batch", json={"questions": [QUESTION, {"q": 3}]})
    assert (shape.status_code, "questions.1" in shape.json()["detail"]) == (422, True)
    many = client.post("/api/ask/batch", json={"questions": [QUESTION] * 101})
    assert (many.status_code, "at most 100" in many.json()["detail"]) == (422, True)


@pytest.fixture
def limited(engine: Engine, real_data: Path) -> Iterator[TestClient]:
    settings = Settings.read(data=real_data, rate_limit="6/hour;100/day")
    with TestClient(create_app(engine, settings)) as client:
        yield client


def test_an_address_may_send_only_so_many(limited: TestClient) -> None:
    first = limited.get("/api/meetings")
    assert first.headers["ratelimit-policy"] == '"3600s";q=6;w=3600, "86400s";q=100;w=86400'
    assert first.headers["ratelimit"].startswith('"3600s";r=5;t=')
    batch = limited.post("/api/ask/batch", json={"questions": [QUESTION] * 3})
    assert (batch.status_code, limited.get("/").status_code) == (200, 200)
    too_many = limited.post("/api/ask/batch", json={"questions": [QUESTION] * 2})
    assert too_many.status_code == 429
    refused = limited.get("/api/meetings")
    assert (refused.status_code, refused.json()["title"]) == (429, "Too Many Requests")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert "6 per 1 hour" in refused.json()["detail"]
    page = limited.get("/meetings")
    assert (page.status_code, "Too many requests" in page.text) == (429, True)
    for free in ("/healthz", "/static/page.css"):
        assert limited.get(free).status_code == 200


def test_a_batch_that_could_never_be_let_through_is_told_so(limited: TestClient) -> None:
    refused = limited.post("/api/ask/batch", json={"questions": [QUESTION] * 7})
    assert (refused.status_code, "Send at most 6." in refused.json()["detail"]) == (400, True)


def test_what_one_limit_refuses_counts_against_no_other() -> None:
    rates = Rates("2/hour;5/day")
    sender = Request({"type": "http", "client": ("10.0.0.1", 1)})
    assert [rates.charge(sender).allowed for _ in range(4)] == [True, True, False, False]
    told = rates.charge(sender).headers["RateLimit"]
    assert '"3600s";r=0;' in told
    assert '"86400s";r=3;' in told


def test_without_a_limit_nothing_is_counted(client: TestClient) -> None:
    assert "ratelimit" not in client.get("/api/meetings").headers


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_of_ipv6_is_its_network(host: str, address: str) -> None:
    assert address_of(Request({"type": "http", "client": (host, 1)})) == address


ELSEWHERE = {"Origin": "https://elsewhere.example"}
PREFLIGHT = {**ELSEWHERE, "Access-Control-Request-Method": "POST"}


def test_other_origins_are_let_in_only_when_told(
    client: TestClient, engine: Engine, real_data: Path
) -> None:
    assert (
        "access-control-allow-origin" not in client.get("/api/meetings", headers=ELSEWHERE).headers
    )
    assert client.options("/api/ask", headers=PREFLIGHT).status_code == 405
    settings = Settings.read(
        data=real_data, cors_origins="https://elsewhere.example, http://b:8080"
    )
    with TestClient(create_app(engine, settings)) as open_to_others:
        got = open_to_others.get("/api/nowhere", headers=ELSEWHERE).headers
        assert got["access-control-allow-origin"] == "https://elsewhere.example"
        assert "X-Total-Count" in got["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in got
        assert open_to_others.options("/api/ask", headers=PREFLIGHT).status_code == 200
        other = open_to_others.get("/api/meetings", headers={"Origin": "https://c.example"})
        assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("rate_limit", "often", "write it as 120/minute"),
        ("rate_limit", " ", "write it as 120/minute"),
        ("cors_origins", "example.org", "'example.org' is no origin"),
        ("cors_origins", "https://a.example/path", "is no origin"),
        ("trusted_proxies", "proxy", "'proxy' is no address"),
        ("trusted_proxies", "10.0.0.0/99", "is no address"),
    ],
)
def test_settings_that_cannot_be_used(setting: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as error:
        Settings.read(**{setting: value})
    assert f"COMMUNIQUE_{setting.upper()}" in str(error.value)


def test_each_request_has_its_line(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="communique.requests"):
        client.get("/api/meetings?limit=2", headers={"X-Request-ID": "mine"})
    (line,) = [one.getMessage() for one in caplog.records if one.name == "communique.requests"]
    assert re.fullmatch(r"GET /api/meetings 200 [\d.]+ ms mine", line)


def test_a_failure_nobody_foresaw_is_told_and_logged(
    engine: Engine, real_data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(engine, Settings.read(data=real_data))

    @app.get("/api/broken")
    def broken() -> None:
        raise ZeroDivisionError("of the tests")

    with TestClient(app) as client:
        answer = client.get("/api/broken")
    problem = answer.json()
    assert (answer.status_code, "ZeroDivision" in answer.text) == (500, False)
    assert any(problem["request_id"] in one.getMessage() for one in caplog.records)


def test_the_description_reads_well(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert (described["openapi"][:3], described["info"]["license"]["name"]) == ("3.1", "Apache-2.0")
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    known = {tag["name"] for tag in described["tags"]}
    for one in operations:
        assert one["summary"]
        assert one["description"]
        assert len(one["tags"]) == 1
        assert set(one["tags"]) <= known
        assert one["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
        assert all(parameter["description"] for parameter in one.get("parameters", []))
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_what_answers_is_told(client: TestClient) -> None:
    version = client.get("/api/version").json()
    assert version["program"] == client.get("/openapi.json").json()["info"]["version"]
    assert (version["encoder"], version["reader"]) == ("all-MiniLM-L6-v2", "rules")
    collection = client.get("/api/collection").json()
    assert (collection["meetings"], collection["first"]) == (5, "2017-03-22")
    assert collection["places"] == ["Rome", "Washington, DC"]
