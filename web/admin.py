"""Who may change the documents: whoever knows the admin token.

Programs send it with each request. A person types it once; the browser then has a random name of
the session in a cookie that scripts cannot read and other sites cannot make it send.
"""

from __future__ import annotations

import secrets
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response
from pydantic import SecretStr

COOKIE = "communique_admin"
SIGNED_IN_FOR = 12 * 3600  # seconds
MOST_SESSIONS = 100
OFF = (
    "Documents are not taken in here: no admin token is set. Set COMMUNIQUE_ADMIN_TOKEN to a "
    "secret of at least 16 characters and start the server again."
)
NOT_KNOWN = "The admin token is missing or wrong. Send it as: Authorization: Bearer TOKEN."
NOT_SIGNED_IN = "Sign in on the page Documents first."
FROM_ELSEWHERE = (
    "The form was sent from another site, or by a browser that does not say from where."
)


class Admin:
    """Checks tokens, and remembers who is signed in; safe to share between threads."""

    def __init__(self, token: SecretStr | None) -> None:
        """Without a token nobody may change anything."""
        self._token = token
        self._sessions: dict[str, float] = {}  # name: when it ends
        self._lock = Lock()

    @property
    def is_on(self) -> bool:
        """Whether there is a token at all."""
        return self._token is not None

    def knows(self, token: str) -> bool:
        """Whether this is the token, compared in the same time wherever it differs."""
        if self._token is None:
            return False
        expected = self._token.get_secret_value()
        return secrets.compare_digest(token.strip().encode(), expected.encode())

    def is_known(self, request: Request) -> bool:
        """Whether a request carries the token, or comes from a browser that is signed in."""
        return self.knows(_token(request)) or self.is_signed_in(request)

    def check_program(self, request: Request) -> None:
        """Raise an HTTP error unless the request carries the token."""
        self.check_on()
        if not self.knows(_token(request)):
            raise HTTPException(401, NOT_KNOWN, {"WWW-Authenticate": "Bearer"})

    def check_person(self, request: Request) -> None:
        """Raise an HTTP error unless the browser is signed in."""
        self.check_on()
        if not self.is_signed_in(request):
            raise HTTPException(403, NOT_SIGNED_IN)

    def check_on(self) -> None:
        """Raise an HTTP error where no token is set."""
        if not self.is_on:
            raise HTTPException(403, OFF)

    def is_signed_in(self, request: Request) -> bool:
        """Whether the browser has a session that has not ended."""
        with self._lock:
            return self._sessions.get(request.cookies.get(COOKIE, ""), 0) > monotonic()

    def sign_in(self, request: Request, response: Response) -> None:
        """Begin a session, of which the browser gets the name."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[name] = monotonic() + SIGNED_IN_FOR
        response.set_cookie(
            COOKIE,
            name,
            SIGNED_IN_FOR,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )

    def sign_out(self, request: Request, response: Response) -> None:
        """End the browser's session."""
        with self._lock:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def _token(request: Request) -> str:
    """The token that a request carries; empty where it carries none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def check_same_site(request: Request) -> None:
    """Raise an HTTP error for a form that was not sent from a page of this server.

    Browsers say so in Sec-Fetch-Site (on https and localhost) or in Origin.
    """
    site = request.headers.get("sec-fetch-site")
    origin = urlsplit(request.headers.get("origin", "")).netloc
    ours = origin != "" and origin == request.headers.get("host")
    if site != "same-origin" and (site is not None or not ours):
        raise HTTPException(403, FROM_ELSEWHERE)
