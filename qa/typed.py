"""What was typed, piped or sent: text, and nothing that only looks like it."""

from __future__ import annotations

import re

from corpus.errors import InputError

# Surrogates: what Python makes of bytes that are not UTF-8, and JSON of half a character.
HALVED = re.compile(r"[\ud800-\udfff]")


def require_text(typed: str, called: str) -> None:
    """Raise InputError where what was typed, ``called`` so, has what is no character."""
    found = HALVED.search(typed)
    if found is not None:
        raise InputError(
            f"{called} has a character that is not text (U+{ord(found[0]):04X}, at position "
            f"{found.start() + 1}). Remove it and try again."
        )
