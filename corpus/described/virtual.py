"""Words that say a meeting had no place: held virtually, by video conference, online."""

from __future__ import annotations

import re

NO_PLACE = re.compile(
    r"(?:held\s+|meeting\s+)?(?:virtual(?:ly)?|online|remote(?:ly)?"
    r"|(?:by|via|through)?\s*(?:video|tele)[\s-]?conferenc(?:e|ing)"
    r"|(?:(?:by|via|on)\s+)?(?:Zoom|Webex|Skype|(?:Microsoft\s+|MS\s+)?Teams))(?:\s+meeting)?",
    re.IGNORECASE,
)
HELD_VIRTUALLY = re.compile(
    r"\b(?:met|meets|meeting|held|convened|convening|gathered|assembled|took\s+place)"
    r"(?:\s+\w+){0,4}?\s+(?:virtually|online|remotely)\b"
    r"|\bvirtual\s+(?:\w+\s+){0,2}(?:meeting|summit|session|conference)\b"
    r"|\b(?:by|via|through|in)\s+(?:a\s+|an\s+)?(?:secure\s+)?(?:video|tele)[\s-]?conferenc(?:e|ing)\b"
    r"|\((?:virtual(?:ly)?|online|video[\s-]?conference)\)",
    re.IGNORECASE,
)


def is_virtual(text: str) -> bool:
    """Whether what is given as a place says that there was none."""
    return NO_PLACE.fullmatch(text.strip(" .()")) is not None


def says_virtual(text: str) -> bool:
    """Whether a line or sentence says that the meeting was held without a place."""
    return HELD_VIRTUALLY.search(text) is not None
