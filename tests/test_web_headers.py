"""The headers that protect a page, its reader and its server stand on every answer."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from web.door.headers import ALWAYS

ASKED = (
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("GET", "/?q=Who+met%3F&from=yesterday", 400),
    ("GET", "/meetings/2021-06/p1", 302),
    ("GET", "/meetings/2021-06/p999", 404),
    ("GET", "/penguins", 404),
    ("GET", "/static/page.css", 200),
    ("GET", "/static/penguins.css", 404),
    ("GET", "/static/../app.py", 404),
    ("GET", "/swagger/swagger-ui.css", 200),
    ("GET", "/docs", 200),
    ("GET", "/openapi.json", 200),
    ("DELETE", "/", 405),
    ("POST", "/documents", 403),
    ("GET", "/api/penguins", 404),
    ("DELETE", "/api/ask", 405),
    ("GET", "/healthz", 200),
)
JSON = {"Content-Type": "application/json"}
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize(("method", "path", "status"), ASKED)
def test_every_answer_has_them(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
    assert "strict-transport-security" not in response.headers


def test_bodies_that_are_refused_have_them_too(client: TestClient) -> None:
    for content in (b"x" * 300_000, iter([b"x"] * 300_000)):
        response = client.post("/api/find", content=content, headers=JSON)
        assert response.status_code == 413
        assert {name: response.headers[name] for name in ALWAYS} == ALWAYS


def test_only_the_servers_own_scripts_and_styles_count() -> None:
    policy = dict(one.strip().split(" ", 1) for one in ALWAYS["Content-Security-Policy"].split(";"))
    assert policy.items() >= DIRECTIVES.items()
    assert "unsafe" not in ALWAYS["Content-Security-Policy"]


def test_a_browser_that_came_by_https_is_told_to_come_back_so(client: TestClient) -> None:
    secure = TestClient(client.app, base_url="https://testserver")
    assert secure.get("/").headers["strict-transport-security"].startswith("max-age=")
