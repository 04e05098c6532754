"""What a page loads: vendored as published, small, and nothing that the browser would refuse."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from socket import IPPROTO_TCP

import pytest
from lxml import html
from starlette.testclient import TestClient

from web.server import listen

STATIC = Path(__file__).parents[1] / "web" / "static"
VENDOR = STATIC / "vendor"
LINE = re.compile(r"\| `(?P<file>[\w.]+)` \|.*\(`(?P<licence>[\w.]+)`\) \| `(?P<sha256>\w{64})` \|")
VENDORED = [one.groups() for one in LINE.finditer((VENDOR / "README.md").read_text("utf-8"))]


@pytest.mark.parametrize(("name", "licence", "sha256"), VENDORED)
def test_a_vendored_script_is_the_published_one(name: str, licence: str, sha256: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == sha256
    assert "LICENSE" in licence
    assert (VENDOR / licence).read_text("utf-8").strip()


def test_every_vendored_script_has_its_line() -> None:
    assert {one.name for one in VENDOR.glob("*.js")} == {name for name, _, _ in VENDORED}


def imported(script: str) -> set[str]:
    """The scripts of ours that a script brings in, itself among them."""
    text = (STATIC / script).read_text("utf-8")
    found = re.findall(r'(?:import|from) "\./([\w.]+)"', text)
    return {script}.union(*(imported(one) for one in found)) if found else {script}


def test_the_first_page_with_all_it_loads_is_small(client: TestClient) -> None:
    home = client.get("/")
    tree = html.document_fromstring(home.text)
    named = [*tree.xpath("//script/@src"), *tree.xpath("//link/@href")]
    ours = {f"/static/{one}" for one in imported("page.js")}
    assert "/static/page.js" in named
    loaded = {*named, *ours}
    total = len(home.content) + sum(len(client.get(one).content) for one in loaded)
    assert total < 100_000


def test_pages_have_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/", "/?q=Which+new+members+joined%3F", "/meetings", "/meetings/2021-06-28-rome"):
        tree = html.document_fromstring(client.get(path).text)
        assert not tree.xpath("//script[not(@src)] | //style | //@style | //@onclick")


def test_a_response_is_not_held_back() -> None:
    """The event loop sends small writes at once (TCP_NODELAY) only where the socket says TCP."""
    place = listen("127.0.0.1", 0)
    assert place.proto == IPPROTO_TCP
    place.close()
