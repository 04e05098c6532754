"""Bodies: small, of a stated length, and sent without dawdling."""

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
NO_LENGTH = "The length of the body must be stated."
TOO_SLOW = "The body came too slowly. Send it again, without pauses."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for what a client sends.

    ``head`` (seconds) for all of a request but its body, ``pause`` (seconds) for the next piece of
    a body; a whole body may take three pauses and the time it needs at ``pace`` (bytes a second).
    """

    head: float = 20.0
    pause: float = 20.0
    pace: float = 10_000.0


PATIENCE = Patience()


class Bodies:
    """Refuses bodies that are too large, too slow, or of a length that is not stated."""

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
        if "transfer-encoding" in headers or not length.isdecimal():
            await self._told(Request(scope), 411, NO_LENGTH)(scope, receive, send)
        elif int(length) > most:
            too_large = f"The body may have at most {most:,} bytes."
            await self._told(Request(scope), 413, too_large)(scope, receive, send)
        else:
            patient = self._patient(receive, int(length)) if int(length) else receive
            await self._app(scope, patient, send)

    def _patient(self, receive: Receive, length: int) -> Receive:
        """``receive`` until the body is there; then, without a limit, until the client goes."""
        pause = self._patience.pause
        until = monotonic() + 3 * pause + length / self._patience.pace
        is_whole = False

        async def received() -> Message:
            nonlocal is_whole
            if is_whole:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), min(pause, until - monotonic()))
            except TimeoutError:
                raise HTTPException(408, TOO_SLOW, {"Connection": "close"}) from None
            is_whole = not message.get("more_body", False)
            return message

        return received
