"""Bodies: small, and sent without dawdling."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import Told

LARGEST_BODY = 200_000  # bytes
MOST_ENCODED = 1_000_000  # bytes of a percent-encoded form: all others wait while it is decoded
ENCODED = "application/x-www-form-urlencoded"
MOST_PASSED_OVER = 4_000_000  # bytes
LONGEST_NUMBER = 18  # digits of a length
TOO_LARGE = "The body may have at most {:,} bytes."
TOO_SLOW = "The body came too slowly. Send it again, without pauses."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for what a client sends.

    ``head`` (seconds) for all of a request but its body, ``pause`` (seconds) for the next piece of
    a body; each may take three pauses, and what has come the time it needs at ``pace`` (bytes a
    second).
    """

    head: float = 20.0
    pause: float = 20.0
    pace: float = 10_000.0


PATIENCE = Patience()


class Bodies:
    """Refuses bodies that are too large or too slow, also where their length is not stated."""

    def __init__(
        self, app: ASGIApp, told: Told, larger: Mapping[str, int], patience: Patience = PATIENCE
    ) -> None:
        """``larger`` says of the paths that take more than LARGEST_BODY how many bytes."""
        self._app = app
        self._told = told
        self._larger = larger
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        most = self._larger.get(scope["path"], LARGEST_BODY)
        if headers.get("content-type", "").lower().startswith(ENCODED):
            most = min(most, MOST_ENCODED)
        if not length.isdecimal() or len(length) > LONGEST_NUMBER or int(length) > most:
            if "expect" not in headers:
                await _pass_over(receive)
            too_large = TOO_LARGE.format(most)
            await self._told(Request(scope), 413, too_large)(scope, receive, send)
        elif int(length) or "transfer-encoding" in headers:
            await self._app(scope, self._patient(receive, most), send)
        else:
            await self._app(scope, receive, send)

    def _patient(self, receive: Receive, most: int) -> Receive:
        """``receive`` until the body is there; then, without a limit, until the client goes."""
        begun, got, is_whole = monotonic(), 0, False
        pause, pace = self._patience.pause, self._patience.pace

        async def received() -> Message:
            nonlocal got, is_whole
            if is_whole:
                return await receive()
            left = begun + 3 * pause + got / pace - monotonic()
            try:
                message = await asyncio.wait_for(receive(), min(pause, left))
            except TimeoutError:
                raise HTTPException(408, TOO_SLOW, {"Connection": "close"}) from None
            got += len(message.get("body", b""))
            if got > most:
                raise HTTPException(413, TOO_LARGE.format(most), {"Connection": "close"})
            is_whole = not message.get("more_body", False)
            return message

        return received


async def _pass_over(receive: Receive) -> None:
    """Read a body that is refused, if it ends soon: else its sender sees a broken connection."""
    got = 0
    try:
        async with asyncio.timeout(1):
            while got < MOST_PASSED_OVER:
                message = await receive()
                got += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return
