"""What is known of a request beside what the server says: its id, and the address asked for."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import Scope
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from web.wire import PROBLEM

SANE_ID = re.compile(r"[A-Za-z0-9._~-]{1,80}")
LONGEST_PATH = 2_000  # bytes; a permalink has 110
LONGEST_QUERY = 190_000  # bytes: the longest question, percent-encoded, with room to spare
HTML = "text/html"
JSON = ("application/json", PROBLEM)
DELETE = 0x7F


def name_request(scope: Scope) -> str:
    """Note the id that the request came with, or a new one, and the path asked for; the id."""
    given = Headers(scope=scope).get("x-request-id", "")
    name = given if SANE_ID.fullmatch(given) else uuid4().hex
    known = scope.setdefault("state", {})
    known["request_id"] = name
    known["asked"] = _raw_path(scope).decode("latin-1")
    return name


def request_id(scope: Scope) -> str:
    """The request's id."""
    return str(scope["state"]["request_id"])


def asked_path(scope: Scope) -> str:
    """The path that was asked for, percent-encoded, also where another one answers."""
    return str(scope["state"]["asked"])


def prefers_json(scope: Scope) -> bool:
    """Whether the header Accept likes JSON better than a page."""
    accepted = parse_accept_header(Headers(scope=scope).get("accept"), MIMEAccept)
    return accepted.best_match((HTML, *JSON), HTML) in JSON


def wrong_with_address(scope: Scope) -> tuple[int, str] | None:
    """The status and the sentence for an address that cannot be read, None for any other."""
    path, query = _raw_path(scope), bytes(scope["query_string"])
    if len(path) > LONGEST_PATH:
        return 414, f"The path of an address may have at most {LONGEST_PATH:,} bytes."
    if len(query) > LONGEST_QUERY:
        return 414, (
            f"What follows the ? of an address may have at most {LONGEST_QUERY:,} bytes. "
            "Send longer texts by POST."
        )
    try:
        characters = unquote_to_bytes(path).decode()
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return 400, "The address has bytes that are no UTF-8. Percent-encode it as UTF-8."
    if any(ord(one) < ord(" ") or ord(one) == DELETE for one in characters):
        return 400, "The path of the address has a control character."
    return None


def _raw_path(scope: Scope) -> bytes:
    raw = scope.get("raw_path")
    return quote(scope["path"]).encode() if raw is None else bytes(raw)
