"""The JSON door on the real engine: shapes, filters, and errors as problem documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from eval.gate import REFERENCE

GOLD = Path(__file__).parent / "gold" / "answer.json"
QUESTION = "How many people had been freed from Daesh by late 2019?"


def test_the_json_answer_is_the_approved_one(client: TestClient) -> None:
    answer = client.get("/api/ask", params={"q": QUESTION, "limit": 1}).json()
    assert answer.pop("elapsed_ms") > 0
    scores = answer["answers"][0].pop("scores")
    for contrast in answer["but_see"]:
        assert contrast["quoted"].pop("scores") == {}
    confidence = answer.pop("confidence")
    assert answer == json.loads(GOLD.read_text(encoding="utf-8"))
    of_paragraph = {"bm25", "paragraph", "sentence", "meeting", "fused", "total"}
    assert set(scores) == of_paragraph | {"similarity", "coverage", "rerank"}
    assert 0.4 < confidence < 1


def test_post_gives_the_same_as_get(client: TestClient) -> None:
    got = client.get("/api/ask", params={"q": QUESTION, "from": "2020", "to": "2021-03"}).json()
    body = {"q": QUESTION, "from": "2020", "to": "2021-03"}
    posted = client.post("/api/ask", json=body).json()
    del got["elapsed_ms"], posted["elapsed_ms"]
    assert got == posted
    assert got["understood"]["meetings"] == ["2020-06-04", "2021-03-30"]


@pytest.mark.parametrize(
    ("params", "meetings"),
    [
        ({"place": "rome"}, ["2021-06-28-rome"]),
        ({"kind": "small group", "to": "2020"}, ["2019-11-14", "2020-06-04"]),
        ({"meeting": ["2021-03", "2017"]}, ["2017-03-22-washington-dc", "2021-03-30"]),
        ({"meeting": "2021-03"}, ["2021-03-30"]),
        ({"place": " ", "kind": "", "meeting": ""}, []),
    ],
)
def test_filters(
    client: TestClient, params: dict[str, str | list[str]], meetings: list[str]
) -> None:
    question = "How many people had been freed from Daesh?"
    got = client.get("/api/ask", params={"q": question, **params}).json()
    posted = client.post("/api/ask", json={"q": question, **params}).json()
    assert got["understood"]["meetings"] == posted["understood"]["meetings"] == meetings
    found = {quoted["citation"]["meeting_id"] for quoted in got["answers"] + got["nearest"]}
    assert found
    assert not meetings or found <= set(meetings)


@pytest.mark.parametrize("set_aside", ["late 2019", ["LATE 2019 ", "nothing of it"]])
def test_words_set_aside_do_not_restrict(client: TestClient, set_aside: str | list[str]) -> None:
    params = {"q": QUESTION, "set_aside": set_aside}
    got = client.get("/api/ask", params=params).json()
    posted = client.post("/api/ask", json=params).json()
    for answer in (got, posted):
        assert answer["understood"]["meetings"] == []
        assert [one["decision"] for one in answer["understood"]["scope"]] == ["set aside"]
    kept = client.get("/api/ask", params={"q": QUESTION, "set_aside": ["", " "]}).json()
    assert kept["understood"]["meetings"] == ["2019-11-14"]


def test_silence_in_json(client: TestClient) -> None:
    answer = client.get("/api/ask", params={"q": "Why did Russia join the Coalition?"}).json()
    assert answer["answered"] is False
    assert answer["answers"] == []
    assert answer["reason"] == "The record does not say: it never mentions “Russia”."
    assert len(answer["nearest"]) == 3


def test_meetings_and_their_paragraphs(client: TestClient) -> None:
    meetings = client.get("/api/meetings").json()
    assert [len(client.get(f"/api/meetings/{m['id']}").json()["paragraphs"]) for m in meetings] == [
        14, 12, 9, 7, 9,
    ]  # fmt: skip
    rome = client.get("/api/meetings/2021-06-28").json()
    assert rome["paragraphs"][8]["paragraph"] == 9
    assert set(rome["paragraphs"][0]) == {
        "paragraph", "printed_number", "page", "start", "end", "text",
        "section", "kind", "notes", "recognised",
    }  # fmt: skip
    assert (rome["place"], rome["provenance"]["place"]) == ("Rome", "printed")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/ask", 422, "q is missing: the question."),
        ("/api/ask?q=", 400, "The question is empty"),
        ("/api/ask?q=%00who", 400, "U+0000"),
        ("/api/ask?q=who&limit=0", 422, "limit must be at least 1, not '0'."),
        ("/api/ask?q=who&limit=x", 422, "limit must be a whole number, such as 3, not 'x'."),
        ("/api/ask?q=who&from=June", 400, "'June' is not a date"),
        ("/api/ask?q=who&meeting=kuwait", 404, "No meeting begins with 'kuwait'"),
        ("/api/ask?q=who&meeting=2017&meeting=kuwait", 404, "No meeting begins with 'kuwait'"),
        ("/api/ask?q=who&place=Paris", 400, "Choose “Rome” or “Washington, DC”."),
        ("/api/ask?q=who&kind=summit", 400, "Choose “Full ministerial” or"),
        ("/api/ask?q=who&kind=full&from=2022", 400, "The meetings are of: 2017-03-22"),
        ("/api/meetings/kuwait", 404, "No meeting begins with 'kuwait'"),
        ("/api/nothing", 404, "There is no such page."),
        ("/api/ask?q=" + "x" * 20_000, 400, "20,000 characters"),
    ],
)
def test_problems(client: TestClient, path: str, status: int, sentence: str) -> None:
    response = client.get(path)
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert sentence in problem["detail"]


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b'{"q": 3}', b'{"q": "who", "extra": 1}', b'{"q": "who \\ud800"}'],
)
def test_bad_bodies(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.json()["detail"]


def test_a_body_that_is_no_json_object_is_told_how(client: TestClient) -> None:
    for content in (b"not json", b"q=who", b"[]", b""):
        headers = {"content-type": "application/json"}
        detail = client.post("/api/ask", content=content, headers=headers).json()["detail"]
        assert detail == 'The body must be a JSON object, such as {"q": "Who met?"}.'


def test_a_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    response = client.post("/api/ask", content=b"x" * 300_000)
    assert response.status_code == 413
    assert response.json()["detail"] == "The body may have at most 200,000 bytes."
    headers = {"Content-Type": "application/json"}
    for pieces, status in (([b'{"q":', b' "Who met?"}'], 200), ([b"x" * 150_000] * 2, 413)):
        answer = client.post("/api/ask", content=iter(pieces), headers=headers)
        assert answer.status_code == status


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/", "/healthz", "/api/meetings", "/meetings/2019-11-14"):
        assert client.head(path).status_code == 200


def test_no_redirect_follows_the_host_header(client: TestClient) -> None:
    response = client.get("/meetings/", headers={"host": "evil.example"})
    assert "evil.example" not in response.headers.get("location", "")


def test_evaluation_runs_are_listed(client: TestClient, real_data: Path) -> None:
    assert client.get("/api/eval/runs").json() == []
    assert "No evaluation was run yet" in client.get("/evaluation").text
    folder = real_data / "runs" / "one"
    shutil.copytree(REFERENCE, folder)
    (real_data / "runs" / "broken").mkdir()
    (real_data / "runs" / "broken" / "totals.json").write_text("{", encoding="utf-8")
    try:
        (listed,) = client.get("/api/eval/runs").json()
        assert (listed["name"], listed["cases"]) == ("one", 349)
        assert 0.5 < listed["totals"]["sentence first"] < 1
        page = client.get("/evaluation").text
        assert f"{listed['totals']['sentence first']:.2f}<meter" in page
        assert "Trend" not in page
        shutil.copytree(folder, real_data / "runs" / "two")
        height = 100 - 100 * listed["totals"]["sentence first"]
        assert f'points="0.0,{height:.1f} 100.0,{height:.1f}"' in client.get("/evaluation").text
    finally:
        shutil.rmtree(real_data / "runs")


def test_a_method_that_is_not_taken(client: TestClient) -> None:
    response = client.delete("/api/ask")
    assert response.status_code == 405
    assert response.json()["detail"] == "This address does not take that method."


def test_health_and_description(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "meetings": 5}
    description = client.get("/openapi.json").json()
    assert set(description["paths"]) == {
        "/api/ask", "/api/ask/batch", "/api/check", "/api/cite", "/api/collection", "/api/compare",
        "/api/documents", "/api/documents/{meeting_id}", "/api/documents/{meeting_id}/restore",
        "/api/documents/jobs/{id}", "/api/eval", "/api/eval/runs",
        "/api/eval/suites", "/api/export", "/api/figures", "/api/figures.csv", "/api/find",
        "/api/history", "/api/meetings", "/api/meetings/{id}",
        "/api/meetings/{id}/paragraphs/{number}", "/api/quotes/{sha256}/{span}/{words}",
        "/api/silences", "/api/suggest", "/api/verify-citation", "/api/verify-quotation",
        "/api/version", "/healthz",
    }  # fmt: skip
    assert client.get("/docs").status_code == 200
    for asset in ("/swagger/swagger-ui-bundle.js", "/swagger/swagger-ui.css", "/static/docs.js"):
        assert client.get(asset).status_code == 200
