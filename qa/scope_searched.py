"""The question without the words that restricted it: those hold of every passage in scope."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.mention import Mention
from qa.scope_syntax import BEFORE_HEAD, HEAD

LINK = re.compile(
    r"(?:\b(?:as\s+of|in|on|at|by|of|from|during|since|to)\s+)(?:the\s+)?$", re.IGNORECASE
)
NAMED_SOURCE = re.compile(
    rf"^according\s+to\s+the\s+{HEAD}\s*,?\s*|\s*,?\s*according\s+to\s+the\s+{HEAD}(?=\W*$)",
    re.IGNORECASE,
)
NO_SPACE_BEFORE = re.compile(r"\s+(?=[?.,;:!])|^[\s,/]+")


def without_scope(text: str, restricting: Sequence[Mention]) -> str:
    """The text to search for; words that say how or in which order they met are kept.

    "What did the Rome meeting say in 2021?" leaves "What did the meeting say?".
    """
    for mention in sorted(restricting, key=lambda mention: -mention.start):
        before, after = text[: mention.start], text[mention.end :]
        names_meeting = BEFORE_HEAD.match(after) is not None
        if mention.what in ("date", "place") or (mention.what == "host" and names_meeting):
            text = (before if names_meeting else LINK.sub("", before)) + after.removeprefix("/")
    tidy = NO_SPACE_BEFORE.sub("", " ".join(text.split()))
    return NAMED_SOURCE.sub("", tidy)
