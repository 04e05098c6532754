"""HTML around a question, taken away."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!(?:--|doctype\b)", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
NEVER_CLOSED = frozenset("br hr img input link meta wbr".split())  # noqa: SIM905
SELDOM_CLOSED = frozenset("body dd dt html li option p td th tr".split())  # noqa: SIM905
WITHIN_WORDS = frozenset(
    "a abbr b cite code em font i mark q s small span strong sub sup u wbr".split()  # noqa: SIM905
)
NOT_TEXT = ("script", "style", "template")


def without_markup(text: str) -> str:
    """The text without HTML tags, scripts and styles, with entities read; else as it was.

    Signs that open no tag ("a < b", "<3"), and a lone "<name>", are no markup.
    """
    text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if not has_markup(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


def has_markup(text: str) -> bool:
    """Whether there is a tag that is closed again, or one that need not be, or a comment."""
    opened = {match[2].lower() for match in TAG.finditer(text) if not match[1]}
    closed = {match[2].lower() for match in TAG.finditer(text) if match[1]}
    alone = opened & (NEVER_CLOSED | SELDOM_CLOSED)
    return bool(opened & closed or alone or COMMENT.search(text))


class _Reader(HTMLParser):
    """Collects what a reader of the page would see; blocks are kept apart by a line's end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden = self._hidden or (tag if tag in NOT_TEXT else "")
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)

    def _separate(self, tag: str) -> None:
        if tag not in WITHIN_WORDS:
            self.pieces.append("\n")
