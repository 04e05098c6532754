"""The JSON twin of every page, at the page's own address.

Who asks for a page with ``.json`` at the end of its path, or with a header Accept that likes JSON
better than HTML, is answered by the part of the API that gives the object the page shows. A page
and its twin take parameters of the same names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.requested import prefers_json

ENDING = ".json"
HOME = "/ask"  # what "/" is called where a name is needed: /ask.json


@dataclass(frozen=True, slots=True)
class Twin:
    """A page's path, as its route has it, and the path of the API that gives the same object.

    Where a page waits for the parameter ``asked`` before it shows an object, ``waiting`` is the
    path that gives what it shows until then. The parameters ``kept`` are not for the object: the
    page only keeps them for its links.
    """

    page: str
    api: str
    asked: str = ""
    waiting: str = ""
    kept: tuple[str, ...] = ()


TWINS = (
    Twin("/", "/api/ask", asked="q", waiting="/api/collection", kept=("pick",)),
    Twin("/find", "/api/find", kept=("pick",)),
    Twin("/check", "/api/check"),
    Twin("/compare", "/api/compare"),
    Twin("/history", "/api/history"),
    Twin("/history/silences", "/api/silences"),
    Twin("/quotes", "/api/verify-citation"),
    Twin("/quotes/{rest:path}", "/api/quotes/{rest}"),
    Twin("/figures", "/api/figures"),
    Twin("/meetings", "/api/meetings"),
    Twin("/meetings/{id}", "/api/meetings/{id}"),
    Twin("/meetings/{id}/p{number}", "/api/meetings/{id}/paragraphs/{number}"),
    Twin("/documents", "/api/documents"),
    Twin("/documents/jobs/{id}", "/api/documents/jobs/{id}"),
    Twin("/documents/{id}/remove", "/api/documents/{id}"),
    Twin("/sheet", "/api/export"),
    Twin("/evaluation", "/api/eval"),
)
PATTERNS: tuple[tuple[re.Pattern[str], Twin], ...] = tuple(
    (compile_path(one.page)[0], one) for one in TWINS
)
BY_POST = ("/check",)  # pages that a form leads to without another address


class Twins:
    """Lets the API answer for a page whose JSON is asked for."""

    def __init__(self, app: ASGIApp) -> None:
        """See the class."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        by_ending = _answering(scope, _without_ending(scope["path"]))
        if by_ending is not None:
            await self._app(by_ending, receive, send)
            return
        by_header = _answering(scope, scope["path"])
        if by_header is None:
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept")
            await send(message)

        await self._app(by_header if prefers_json(scope) else scope, receive, answer)


def json_address(path: str) -> str:
    """The address of the JSON of the page at this path; empty where the path is no page's."""
    if not any(pattern.match(path) for pattern, _ in PATTERNS):
        return ""
    return quote(f"{HOME if path == '/' else path}{ENDING}")


def _without_ending(path: str) -> str:
    if not path.endswith(ENDING):
        return ""
    page = path.removesuffix(ENDING)
    return "/" if page == HOME else page


def _answering(scope: Scope, page: str) -> Scope | None:
    """The request to the API that answers for a page; None where there is no such page."""
    if scope["method"] != "GET" and page not in BY_POST:
        return None
    for pattern, twin in PATTERNS:
        if match := pattern.match(page):
            given = QueryParams(scope["query_string"])
            waits = twin.waiting and twin.asked not in given
            path = (twin.waiting if waits else twin.api).format(**match.groupdict())
            return _at(scope, path, _without(twin.kept, scope["query_string"]))
    return None


def _without(names: Sequence[str], query: bytes) -> bytes:
    """A query without the parameters of these names; the others stay as they were sent."""
    parts = query.split(b"&")
    return b"&".join(one for one in parts if one.split(b"=")[0].decode("latin-1") not in names)


def _at(scope: Scope, path: str, query: bytes) -> Scope:
    others = [one for one in scope["headers"] if one[0] != b"accept"]
    headers = [*others, (b"accept", b"application/json")]
    raw = quote(path).encode()
    return {**scope, "path": path, "raw_path": raw, "query_string": query, "headers": headers}
