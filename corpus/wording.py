"""What makes two texts the same wording: letters and digits, whatever the typography."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def folded(text: str) -> str:
    """The text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def wording(text: str) -> str:
    """A short hash that two texts share when they differ only in case, marks and spacing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", folded)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
