"""The characters of a text file: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

Windows-1252 gives every file some characters, so it is believed only where the file looks like
text of a western language and not like damaged UTF-8.
"""

from __future__ import annotations

import codecs
import re

from corpus.errors import SourceError

NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_OUTSIDE_ASCII = 0.25  # of the letters, in a western language


def decode(name: str, source: bytes) -> str:
    """The characters of a text file; raises SourceError where it is in no encoding known here."""
    text = decoded(name, source)
    if found := NOT_TEXT.search(text):
        raise SourceError(
            f"{name} has a control character (U+{ord(found[0]):04X}) at character {found.start()}. "
            "It is not a plain text file, or it is damaged."
        )
    return text


def decoded(name: str, source: bytes) -> str:
    """The same, whatever control characters there are."""
    encoding = next((known for mark, known in MARKS if source.startswith(mark)), None)
    try:
        return source.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        western = None if encoding else _western(source)
        if western is not None:
            return western
        raise SourceError(
            f"{name} is not {(encoding or 'UTF-8').upper().removesuffix('-SIG')} text "
            f"(byte {error.start}). Save it as UTF-8 and try again."
        ) from error


def _western(source: bytes) -> str | None:
    """The text as Windows-1252, if that is what it can be."""
    try:
        text = source.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    valid = sum(character > "\x7f" for character in source.decode("utf-8", errors="ignore"))
    outside = sum(character > "\x7f" for character in text)
    if 2 * valid >= outside - 2 * valid:  # as many characters of damaged UTF-8 as others
        return None
    letters = [character for character in text if character.isalpha()]
    foreign = sum(character > "\x7f" for character in letters)
    return text if foreign <= MOST_OUTSIDE_ASCII * len(letters) else None
