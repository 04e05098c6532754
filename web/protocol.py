"""HTTP as uvicorn speaks it, but patient only so long, and with a sentence for what is no HTTP."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from web.wire import PROBLEM

NO_HTTP = (
    "This is no HTTP request that can be read: it is cut off, has characters that may not stand in "
    "an address or a header, or is too long."
)
TOO_SLOW = "The request came too slowly. Send it again, without pauses."


class PatientProtocol(H11Protocol):
    """A connection that is closed where the head of a request does not come in time."""

    patience = 20.0  # seconds, from the first byte or the beginning of the connection
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait no more once a request is being answered, else for the rest of its head."""
        super().data_received(data)
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._wait_no_more()
        elif self._waiting is None and not self.transport.is_closing():
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Tell in a problem document what uvicorn says in two words."""
        del msg
        self._refuse(HTTPStatus.BAD_REQUEST, NO_HTTP)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.patience, self._lose_patience)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _lose_patience(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, TOO_SLOW)

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        """Answer with a problem, if an answer can still be sent, and close the connection."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            name = uuid4().hex
            headers = [
                ("Content-Type", PROBLEM),
                ("Connection", "close"),
                ("X-Request-ID", name),
                ("X-Content-Type-Options", "nosniff"),
            ]
            told: dict[str, Any] = {"type": "about:blank", "title": status.phrase}
            told |= {"status": status.value, "detail": detail, "request_id": name}
            body = json.dumps(told).encode()
            for event in (
                h11.Response(
                    status_code=status.value,
                    headers=[*headers, ("Content-Length", str(len(body)))],
                    reason=status.phrase,
                ),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def protocol(patience: float) -> type[PatientProtocol]:
    """The protocol of a server that waits so many seconds for the head of a request."""
    return type("Protocol", (PatientProtocol,), {"patience": patience})
