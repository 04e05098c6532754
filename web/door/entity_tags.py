"""Entity tags: a document that has not changed is not sent again.

The tag is a hash of what would be sent, so that it changes with whatever that depends on: the text
(and so its source), what is known of the meeting, the collection, the program. It is strong. Pages
have none, since they say when they were retrieved.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_etags

TAGGED = ("/api/meetings", "/api/quotes/")
OK = 200
UNCHANGED = 304
NOT_SENT = ("content-length", "content-type")  # with an answer that has no body


class EntityTags:
    """Gives the answers to GET under TAGGED their tags, and 304 to whom has the same."""

    def __init__(self, app: ASGIApp) -> None:
        """See the class."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        tagged = scope["type"] == "http" and scope["method"] == "GET"
        if not tagged or not scope["path"].startswith(TAGGED):
            await self._app(scope, receive, send)
            return
        begun: list[Message] = []
        body = b""

        async def answer(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                for one in _tagged(begun[0], body, scope):
                    await send(one)

        await self._app(scope, receive, answer)


def _tagged(start: Message, body: bytes, scope: Scope) -> tuple[Message, Message]:
    """The two messages of an answer, with its tag; without the body if the client has it."""
    if start["status"] == OK:
        tag = hashlib.sha256(body).hexdigest()[:32]
        headers = MutableHeaders(scope=start)
        headers["ETag"] = f'"{tag}"'
        if parse_etags(Headers(scope=scope).get("if-none-match")).contains_weak(tag):
            for name in NOT_SENT:
                del headers[name]
            start, body = {**start, "status": UNCHANGED}, b""
    return start, {"type": "http.response.body", "body": body}
