"""Bad input on a socket of the real server: each a clear page or problem document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import Engine, Settings
from tests.live import Live, live
from web.door import Patience
from web.requested import LONGEST_PATH, LONGEST_QUERY

JSON = "Content-Type: application/json"
DEEP = b"[" * 90_000
ATLANTIS = b'{"q": "who", "meeting": "\\ud800"}'


@pytest.fixture(scope="module")
def server(engine: Engine, real_data: Path) -> Iterator[Live]:
    """A server that waits two seconds for the head of a request, and one for its body."""
    with live(engine, Settings.read(data=real_data), Patience(head=2, pause=1)) as found:
        yield found


def request(method: str, address: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {address} HTTP/1.1", "Host: here", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nowhere", 404, "There is no such page."),
        ("/api/nowhere", 404, "There is no such page."),
        ("/api", 404, "There is no such page."),
        ("/meetings/atlantis", 404, "No meeting begins with"),
        ("/api/meetings/20", 400, "5 meetings begin with"),
        ("/api/meetings/2021-06/paragraphs/0", 404, "has paragraphs 1 to 9"),
        ("/api/meetings/2021-06/paragraphs/99999999999999999999999999", 404, "has paragraphs"),
        ("/api/meetings/2021-06/paragraphs/NaN", 422, "number must be a whole number"),
        ("/api/meetings/2021-06/paragraphs/2?mark=1-2", 400, "do not begin there"),
        ("/static/../web/app.py", 404, "There is no such page."),
        ("/static/%2e%2e/app.py", 404, "There is no such page."),
        ("/static/..%2f..%2fREADME.md", 404, "There is no such page."),
        ("/static/..%5c..%5cREADME.md", 404, "There is no such page."),
        ("/static//etc/passwd", 404, "There is no such page."),
        ("/static/page.css%00.txt", 400, "control character"),
        ("/meetings/%00", 400, "control character"),
        ("/api/meetings/a%0d%0aSet-Cookie:x", 400, "control character"),
        ("/api/ask?q=%00", 400, "U+0000"),
        ("/api/ask?q=who&meeting=%00", 404, "No meeting begins with"),
        ("/api/ask?q=caf%E9", 400, "no UTF-8"),
        ("/api/ask?q=%ED%A0%80", 400, "no UTF-8"),
        ("/find?q=%ff", 400, "no UTF-8"),
        ("/%ff", 400, "no UTF-8"),
        (f"/{'x' * LONGEST_PATH}", 414, "at most 2,000 bytes"),
        (f"/api/ask?q={'x' * LONGEST_QUERY}", 414, "Send longer texts by POST"),
        ("/api/ask?q=who&Q=who", 422, "takes no parameter 'Q'"),
        ("/api/ask?q=who&q=who", 422, "q is given 2 times"),
        ("/?q=who&q=who", 400, "q is given 2 times"),
        ("/api/ask?q=who&limit=1e400", 422, "limit must be a whole number"),
        ("/api/ask?q=who&limit=9999999999999999999999", 422, "limit must be at most 20"),
        ("/api/meetings?offset=-1", 422, "offset must be at least 0"),
        ("/documents?offset=x", 400, "offset must be a whole number"),
        ("/api/cite?link=/quotes/x&format=%0d%0aX-Bad:1", 422, "format must be"),
        ("/api/cite", 422, "link is missing"),
        ("/caf\xe9", 400, "no HTTP request that can be read"),
        ("/a b", 400, "no HTTP request that can be read"),
    ],
)
def test_addresses(server: Live, address: str, status: int, told: str) -> None:
    got, answer = server.send(request("GET", address))
    assert got == status
    assert told in answer.replace("&#39;", "'")
    assert "x-request-id: " in answer.lower()
    assert "Traceback" not in answer


@pytest.mark.parametrize(
    ("method", "address", "status", "allow"),
    [
        ("PUT", "/api/ask", 405, "GET, HEAD, POST"),
        ("PATCH", "/api/documents/x", 405, "DELETE, GET, HEAD"),
        ("DELETE", "/", 405, "GET, HEAD"),
        ("POST", "/meetings", 405, "GET, HEAD"),
        ("OPTIONS", "/api/check", 405, "POST"),
        ("TRACE", "/api/ask", 405, "GET, HEAD, POST"),
        ("BREW", "/find", 405, "GET, HEAD"),
        ("GET", "/api/documents/x/restore", 405, "POST"),
    ],
)
def test_methods(server: Live, method: str, address: str, status: int, allow: str) -> None:
    got, answer = server.send(request(method, address))
    assert (got, "This address does not take that method." in answer) == (status, True)
    assert f"allow: {allow}\r\n" in answer


@pytest.mark.parametrize(
    ("address", "header", "body", "status", "told"),
    [
        ("/api/ask", JSON, b"", 422, "The body must be a JSON object"),
        ("/api/ask", JSON, b"{", 422, "The body must be a JSON object"),
        ("/api/ask", JSON, b"[]", 422, "The body must be a JSON object"),
        ("/api/ask", JSON, b"NaN", 422, "The body must be a JSON object"),
        ("/api/ask", JSON, b'{"q": NaN}', 422, "q must be a text"),
        ("/api/ask", JSON, b'{"q": null}', 422, "q must be a text"),
        ("/api/ask", JSON, b'{"q": "who", "limit": Infinity}', 422, "limit must be a whole number"),
        ("/api/ask", JSON, b'{"q": "who", "limit": 1e400}', 422, "limit must be a whole number"),
        ("/api/ask", JSON, b'{"q": "who", "limit": %s}' % (b"9" * 5_000), 400, "cannot be read"),
        ("/api/ask", JSON, b'{"q": "who", "more": 1}', 422, "has no field 'more'"),
        ("/api/ask", JSON, b'{"q": "\\ud800 who"}', 400, "U+D800"),
        ("/api/ask", JSON, ATLANTIS, 404, "No meeting begins with"),
        ("/api/ask", JSON, b'{"q": "caf\xe9"}', 400, "cannot be read"),
        ("/api/ask", JSON, DEEP, 400, "its lists lie too deep"),
        ("/api/ask", JSON, b" " * 200_001, 413, "at most 200,000 bytes"),
        ("/api/ask", "Content-Type: text/plain", b'{"q": "who"}', 415, "Send the body as"),
        ("/api/ask", "X-None: 1", b'{"q": "who"}', 415, "say so in Content-Type"),
        ("/api/ask/batch", JSON, b'{"questions": []}', 422, "questions must have at least 1"),
        ("/api/ask/batch", JSON, b'{"questions": [3]}', 422, "questions.0 must be a text"),
        ("/api/find", JSON, b'{"q": "\\ud800\\ud800 the coalition"}', 400, "U+D800"),
        ("/api/check", JSON, b'{"text": "\\ud800"}', 422, "The body must be a JSON object"),
        ("/api/check", JSON, b'{"text": 3}', 422, "text must be a text"),
        ("/api/check", JSON, DEEP, 422, "The body must be a JSON object"),
        ("/api/check", "Content-Type: image/png", b"x", 415, "application/json or multipart"),
        ("/api/check", "Content-Type: multipart/form-data", b"x", 400, "boundary"),
        ("/check", "Content-Type: multipart/form-data; boundary=b", b"x", 400, ""),
        ("/api/documents", JSON, b"{}", 415, "multipart/form-data"),
    ],
)
def test_bodies(
    server: Live, address: str, header: str, body: bytes, status: int, told: str
) -> None:
    got, answer = server.send(request("POST", address, header, body=body))
    assert got == status, answer
    assert told in answer
    if address.startswith("/api/"):
        problem = json.loads(answer.rpartition("\r\n\r\n")[2])
        assert set(problem) == {"type", "title", "status", "detail", "instance", "request_id"}
        assert (problem["status"], problem["instance"]) == (status, address)
        assert f"x-request-id: {problem['request_id']}" in answer


def test_slow_heads_and_bodies_are_cut_off(server: Live) -> None:
    head = request("POST", "/api/ask", JSON, "Content-Length: 20")
    for pieces, pause in (
        ([b"GET / HT"], 0.0),
        ([b""], 0.0),
        ([b"G", b"E", b"T"], 0.4),
        ([head, b'{"q": '], 0.0),
    ):
        status, answer = server.send(*pieces, pause=pause)
        assert (status, "came too slowly" in answer) == (408, True)
    slow_but_steady = [head, *(bytes([one]) for one in b'{"q": "who joined?"}')]
    assert server.send(*slow_but_steady, pause=0.02)[0] == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n: x\r\n\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
)
def test_what_is_no_http(server: Live, sent: bytes) -> None:
    status, answer = server.send(sent)
    assert (status, "no HTTP request that can be read" in answer) == (400, True)
    assert "application/problem+json" in answer


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [("a-Trace_1.2~3", True), ("x" * 80, True), ("x" * 81, False), ("a b", False), ("<b>", False)],
)
def test_a_sane_request_id_comes_back(server: Live, given: str, is_kept: bool) -> None:
    for address in ("/healthz", "/api/nowhere", "/nowhere", "/static/page.css"):
        _, answer = server.send(request("GET", address, f"X-Request-ID: {given}"))
        assert (f"x-request-id: {given}\r\n" in answer) == is_kept


@pytest.mark.parametrize(("trusted", "is_believed"), [(None, False), ("127.0.0.1", True)])
def test_a_proxy_is_believed_only_when_told(
    engine: Engine, real_data: Path, trusted: str | None, is_believed: bool
) -> None:
    settings = Settings.read(data=real_data, rate_limit="1/hour", trusted_proxies=trusted)
    with live(engine, settings) as server:
        for address, status in (("192.0.2.1", 200), ("192.0.2.2", 200 if is_believed else 429)):
            got, _ = server.send(request("GET", "/meetings", f"X-Forwarded-For: {address}"))
            assert got == status


def test_one_connection_serves_again_after_a_problem(server: Live) -> None:
    keep = request("GET", "/api/nowhere").replace(b"Connection: close\r\n", b"")
    status, answer = server.send(keep + keep + request("GET", "/healthz"))
    assert (status, answer.count("There is no such page.")) == (404, 2)
    assert '"status":"ok"' in answer
