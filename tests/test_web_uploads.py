"""Documents in by the page and the API: who may, what becomes of each file, what answers then."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from corpus.adding import Filer
from corpus.intake import Brought, take
from corpus.lock import writing
from qa import Settings
from qa.bootstrap import index_upkeep
from tests.conftest import hashing_encoder, open_quietly
from web.app import create_app
from web.uploads import FOLDER, LONGEST_NAME, MOST_UPLOADED, clean_name

FIXTURES = Path(__file__).parent / "fixtures"
TOKEN = "a secret of the tests"  # noqa: S105 - of no use elsewhere
BEARER = {"Authorization": f"Bearer {TOKEN}"}
OURS = {"Sec-Fetch-Site": "same-origin"}
FIRST = "The council met at the harbour and agreed on the price of salt for the winter.\n"
GRAIN = "Title: Grain\nDate: 2 June 2022\n\nThe mayors promised grain to the islands.\n"
DAY = {"date": "2022-06-02", "title": "Mayors"}

Response = Any  # of httpx or httpx2, whichever starlette finds
Files = Sequence[tuple[str, tuple[str, bytes]]]


def files(*named: tuple[str, str | bytes]) -> Files:
    return [
        ("files", (name, text.encode() if isinstance(text, str) else text)) for name, text in named
    ]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A collection of one document, whose documents may be changed."""
    settings = Settings.read(
        data=tmp_path, collection="council", reranker="none", admin_token=TOKEN
    )
    given = {"title": "Harbour council", "date": "2021-05-01"}
    with closing(Filer(settings.place)) as filer:
        filer.name_collection("council")
        filer.add(take(Brought("first.txt", FIRST.encode(), options=given)))
    return settings


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(open_quietly(settings), settings, hashing_encoder)
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def signed_in(client: TestClient) -> TestClient:
    answer = client.post("/documents/session", data={"token": TOKEN}, headers=OURS)
    assert answer.status_code == 303
    return client


def finished(client: TestClient, answer: Response) -> dict[str, Any]:
    """The job that an answer leads to, when it is over."""
    assert answer.status_code == 202, answer.text
    url = answer.json()["url"]
    assert answer.headers["location"] == url
    while True:
        job: dict[str, Any] = client.get(url, headers=BEARER).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)


def outcomes(job: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(one["name"], one["outcome"], one["meeting_id"]) for one in job["files"]]


def meetings(client: TestClient) -> list[str]:
    return [meeting["id"] for meeting in client.get("/api/meetings").json()]


def shown(answer: Response, selector: str) -> list[str]:
    tree: HtmlElement = html.document_fromstring(answer.text)
    return [" ".join("".join(one.itertext()).split()) for one in tree.cssselect(selector)]


def test_a_document_that_came_in_answers(client: TestClient) -> None:
    sent = files(("grain.txt", GRAIN), ("kinds.pdf", (FIXTURES / "kinds.pdf").read_bytes()))
    job = finished(client, client.post("/api/documents", files=sent, data=DAY, headers=BEARER))
    assert (job["state"], job["problem"], job["done"], job["total"]) == ("done", None, 2, 2)
    assert outcomes(job) == [
        ("grain.txt", "added", "2022-06-02"),
        ("kinds.pdf", "added", "2022-06-02-lisbon"),
    ]
    assert meetings(client) == ["2021-05-01", "2022-06-02", "2022-06-02-lisbon"]
    answer = client.get("/api/ask", params={"q": "grain to the islands"}).json()
    assert answer["answers"][0]["citation"]["document"] == "grain.txt"


def test_every_file_has_its_outcome_and_reason(client: TestClient, settings: Settings) -> None:
    sent = files(
        ("again.txt", FIRST),
        ("empty.txt", b""),
        ("locked.pdf", (FIXTURES / "locked.pdf").read_bytes()),
        ("grain.txt", GRAIN),
        ("grain.txt", GRAIN.replace("grain", "bread")),
    )  # fmt: skip
    job = finished(client, client.post("/api/documents", files=sent, data=DAY, headers=BEARER))
    told = {one["name"]: " ".join(one["told"]) for one in job["files"]}
    assert [one[1] for one in outcomes(job)] == [
        "unchanged", "refused", "refused", "added", "updated",
    ]  # fmt: skip
    assert told["again.txt"] == "it is first.txt, byte for byte"
    assert "empty.txt" in told["empty.txt"]
    assert "password" in told["locked.pdf"]
    assert not list((settings.place / FOLDER).iterdir())


def test_what_is_missing_is_asked_for_in_words_of_a_form(client: TestClient) -> None:
    sent = files(("notes.txt", "They promised grain to the islands."))
    job = finished(client, client.post("/api/documents", files=sent, headers=BEARER))
    sentence = "Give the title and the date in the form, or write it into a file notes.toml"
    assert sentence in job["files"][0]["told"][0]


def test_a_file_that_describes_another_is_no_document(client: TestClient) -> None:
    described = 'title = "From beside"\ndate = 2020-02-03\n'
    sent = files(("grain.txt", "They promised grain to the islands."), ("grain.toml", described))
    job = finished(client, client.post("/api/documents", files=sent, headers=BEARER))
    assert outcomes(job) == [("grain.txt", "added", "2020-02-03")]


def test_removed_and_restored(client: TestClient) -> None:
    sent = files(("grain.txt", GRAIN))
    finished(client, client.post("/api/documents", files=sent, data=DAY, headers=BEARER))
    job = finished(client, client.delete("/api/documents/2022-06-02", headers=BEARER))
    assert outcomes(job) == [("grain.txt", "removed", "2022-06-02")]
    assert meetings(client) == ["2021-05-01"]
    assert client.delete("/api/documents/2022-06-02", headers=BEARER).status_code == 404
    job = finished(client, client.post("/api/documents/2022-06-02/restore", headers=BEARER))
    assert outcomes(job) == [("grain.txt", "restored", "2022-06-02")]
    assert meetings(client) == ["2021-05-01", "2022-06-02"]
    answer = client.post("/api/documents/2022-06-02/restore", headers=BEARER)
    assert answer.status_code == 404
    assert "no removed document" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ({}, "missing or wrong"),
        ({"Authorization": "Bearer another"}, "missing or wrong"),
        ({"Authorization": f"Basic {TOKEN}"}, "missing or wrong"),
        ({"Authorization": "Bearer é".encode("latin-1")}, "missing or wrong"),
    ],
)
def test_the_token_is_asked_for(client: TestClient, headers: Any, sentence: str) -> None:
    for method, path in (
        ("POST", "/api/documents"),
        ("GET", "/api/documents/jobs/x"),
        ("DELETE", "/api/documents/2021-05-01"),
        ("POST", "/api/documents/2021-05-01/restore"),
    ):
        answer = client.request(method, path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert sentence in answer.json()["detail"]
    assert meetings(client) == ["2021-05-01"]


def test_without_a_token_in_the_settings_all_is_off(settings: Settings) -> None:
    off = settings.model_copy(update={"admin_token": None})
    with TestClient(create_app(open_quietly(off), off)) as client:
        answer = client.post("/api/documents", files=files(("a.txt", GRAIN)), headers=BEARER)
        page = client.get("/documents")
        session = client.post("/documents/session", data={"token": ""}, headers=OURS)
    assert answer.status_code == session.status_code == 403
    assert "COMMUNIQUE_ADMIN_TOKEN" in answer.json()["detail"]
    assert "COMMUNIQUE_ADMIN_TOKEN" in shown(page, "main")[0]
    assert not shown(page, "form")


@pytest.mark.parametrize(
    ("form", "status", "sentence"),
    [
        ({"files": [("title", (None, "No file"))]}, 400, "There is no file in the form."),
        ({"files": files(("a.txt", GRAIN)), "data": {"date": "soon"}}, 400, "date must be a day"),
        ({"data": {"title": "No file"}}, 415, "Send the body as multipart/form-data"),
        ({"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "Send the body as"),
    ],
)
def test_a_form_that_cannot_be_used(
    client: TestClient, form: dict[str, Any], status: int, sentence: str
) -> None:
    headers = BEARER | form.pop("headers", {})
    answer = client.post("/api/documents", headers=headers, **form)
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]


def test_too_much_is_refused_before_it_is_read(client: TestClient) -> None:
    for path in ("/api/documents", "/documents"):
        answer = client.post(path, headers={"Content-Length": str(MOST_UPLOADED + 1)})
        assert answer.status_code == 413
        assert "500,000,000 bytes" in answer.text
    assert client.post("/api/ask", headers={"Content-Length": "200001"}).status_code == 413


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\minutes.pdf", "minutes.pdf"),
        ("2021/minutes.txt", "minutes.txt"),
        ("a\nb\x00c\u202e.txt", "abc.txt"),
        ("..", "document"),
        ("", "document"),
        ("/", "document"),
        ("x" * 400 + ".docx", "x" * (LONGEST_NAME - 5) + ".docx"),
        ("Übersicht – Mai.txt", "Übersicht – Mai.txt"),
    ],
)
def test_names_are_never_paths(given: str, name: str) -> None:
    assert clean_name(given) == name


def test_an_unknown_job_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/documents/jobs/unknown", headers=BEARER)
    assert answer.status_code == 404
    assert "no such job" in answer.json()["detail"]


def test_changes_wait_for_each_other_and_for_other_processes(
    client: TestClient, settings: Settings
) -> None:
    with writing(settings.place):
        sent = files(("grain.txt", GRAIN))
        first = client.post("/api/documents", files=sent, data=DAY, headers=BEARER)
        second = client.delete("/api/documents/2021-05-01", headers=BEARER)
        client.post("/documents/session", data={"token": TOKEN}, headers=OURS)
        latest = shown(client.get("/documents"), ".jobs li")
        assert latest[0] == "Remove, 1 document: waiting for its turn"
        assert latest[1].startswith("Add, 1 document: ")
        assert client.get(second.json()["url"], headers=BEARER).json()["state"] == "waiting"
        assert client.get("/api/ask", params={"q": "price of salt"}).json()["answered"]
    assert outcomes(finished(client, first)) == [("grain.txt", "added", "2022-06-02")]
    assert outcomes(finished(client, second)) == [("first.txt", "removed", "2021-05-01")]
    assert meetings(client) == ["2022-06-02"]


def test_what_another_process_added_is_noticed(client: TestClient, settings: Settings) -> None:
    with closing(Filer(settings.place)) as filer:
        filer.add(take(Brought("grain.txt", GRAIN.encode(), options=DAY)))
    with index_upkeep(settings, hashing_encoder) as bring_up_to_date:
        bring_up_to_date(lambda _done, _total: None)
    while meetings(client) != ["2021-05-01", "2022-06-02"]:
        time.sleep(0.05)
    assert client.get("/api/ask", params={"q": "grain to the islands"}).json()["answered"]


def test_the_page_lists_what_is_searched(client: TestClient) -> None:
    page = client.get("/documents")
    (row,) = shown(page, ".documents tbody tr")
    assert row.startswith("first.txt 1 May 2021 Harbour council – 1 current")
    assert shown(page, ".sign-in label")
    assert not shown(page, ".upload")
    assert not shown(page, "[autofocus]")
    assert "Documents" in shown(page, "header nav a[aria-current]")


def test_by_the_page_from_upload_to_removal(signed_in: TestClient) -> None:
    label = shown(signed_in.get("/documents"), ".upload label[for=files]")[0]
    assert "the name and the day of an earlier one replaces it" in label
    sent = files(("grain.txt", GRAIN), ("empty.txt", b""))
    answer = signed_in.post("/documents", files=sent, data=DAY, headers=OURS)
    assert answer.status_code == 303
    place = answer.headers["location"]
    page = over(signed_in, place)
    assert [line.partition(" ")[0] for line in shown(page, ".report li")] == ["Added", "Refused"]
    assert "http-equiv" not in page.text
    confirm = signed_in.get("/documents/2022-06-02/remove")
    assert shown(confirm, "h1") == ["Remove grain.txt?"]
    removed = signed_in.post("/documents/2022-06-02/remove", headers=OURS)
    assert shown(over(signed_in, removed.headers["location"]), ".report b") == ["Removed"]
    listed = shown(signed_in.get("/documents"), ".documents tbody tr")
    assert listed[1].endswith("removed Restore")
    back = signed_in.post("/documents/2022-06-02/restore", headers=OURS)
    assert shown(over(signed_in, back.headers["location"]), ".report b") == ["Restored"]
    assert meetings(signed_in) == ["2021-05-01", "2022-06-02"]


def over(client: TestClient, place: str) -> Response:
    """The page of a job when it is over; until then it loads itself anew."""
    while True:
        page = client.get(place)
        assert page.status_code == 200
        tree = html.document_fromstring(page.text)
        if "data-over" in tree.cssselect("#job")[0].attrib:
            return page
        assert tree.xpath("//noscript/meta[@http-equiv='refresh']")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(
    signed_in: TestClient, headers: dict[str, str]
) -> None:
    for path in ("/documents", "/documents/2021-05-01/remove", "/documents/session"):
        answer = signed_in.post(path, headers=headers)
        assert answer.status_code == 403
        assert "another site" in shown(answer, ".problem")[0]


def test_a_form_of_a_browser_that_tells_its_origin_alone(client: TestClient) -> None:
    headers = {"Origin": "http://testserver"}
    answer = client.post("/documents/session", data={"token": TOKEN}, headers=headers)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert client.post("/documents/session/end", headers=headers).status_code == 303
    assert client.post("/documents", headers=headers).status_code == 403
    assert not shown(client.get("/documents"), ".upload")


def test_signing_in_needs_the_token(client: TestClient) -> None:
    answer = client.post("/documents/session", data={"token": "a guess"}, headers=OURS)
    assert answer.status_code == 401
    assert shown(answer, ".problem") == ["This is not the admin token."]
    assert client.get("/documents/jobs/x").status_code == 403
    assert client.get("/documents/2021-05-01/remove").status_code == 403


def test_an_empty_collection_serves_and_takes_its_first_document(client: TestClient) -> None:
    job = finished(client, client.delete("/api/documents/2021-05-01", headers=BEARER))
    assert outcomes(job) == [("first.txt", "removed", "2021-05-01")]
    assert meetings(client) == []
    for page in ("/", "/?q=Who+met%3F", "/meetings", "/documents", "/evaluation"):
        assert client.get(page).status_code == 200, page
    answer = client.get("/api/ask", params={"q": "Who sent grain to the islands?"}).json()
    assert not answer["answered"]
    sent = files(("grain.txt", GRAIN))
    job = finished(client, client.post("/api/documents", files=sent, data=DAY, headers=BEARER))
    assert outcomes(job) == [("grain.txt", "added", "2022-06-02")]
    answer = client.get("/api/ask", params={"q": "grain to the islands"}).json()
    assert answer["answers"][0]["citation"]["document"] == "grain.txt"
