"""The outermost step: every request has an id, every answer its headers, every failure a page."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import Told
from web.requested import asked_path, name_request, wrong_with_address

ANY_FAILURE = 500
UNEXPECTED = "An unexpected error, which the server's log tells under the id of this request."

log = logging.getLogger("communique.requests")


class Answering:
    """Names and logs each request, lets HEAD be GET, and refuses addresses that cannot be read."""

    def __init__(self, app: ASGIApp, told: Told, headers: Mapping[str, str]) -> None:
        """``told`` makes the answer to a failure; ``headers`` are those of every answer."""
        self._app = app
        self._told = told
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = perf_counter(), 0
        name, method = name_request(scope), scope["method"]
        if method == "HEAD":
            scope = {**scope, "method": "GET"}  # the server leaves out the body

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "no-cache")
                headers.update({**self._headers, "X-Request-ID": name})
            await send(message)

        try:
            await self._answered(scope, receive, answer)
        except Exception:
            log.exception("%s %s failed, request %s", method, asked_path(scope), name)
            if status:  # too late for another answer: the server breaks the connection off
                raise
            await self._told(Request(scope), ANY_FAILURE, UNEXPECTED)(scope, receive, answer)
        took = (perf_counter() - begun) * 1000
        level = logging.WARNING if status >= ANY_FAILURE else logging.INFO
        log.log(level, "%s %s %d %.1f ms %s", method, asked_path(scope), status, took, name)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        wrong = wrong_with_address(scope)
        app = self._told(Request(scope), *wrong) if wrong else self._app
        await app(scope, receive, send)
