"""What makes two texts the same wording: letters and digits, whatever the typography."""

from __future__ import annotations

import hashlib
import re
import unicodedata


class _WithoutAccents(dict[int, int | None]):
    """For each character itself, None for one that is set on another; filled as they are met."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


WITHOUT_ACCENTS = _WithoutAccents()


def folded(text: str) -> str:
    """The text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.lower()).translate(WITHOUT_ACCENTS)


def wording(text: str) -> str:
    """A short hash that two texts share when they differ only in case, marks and spacing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", folded)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
