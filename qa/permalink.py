"""A permalink: the address of a quotation, which can be checked years later."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from corpus import Span
from corpus.errors import InputError

PLACE = "/quotes/"
SHA256 = re.compile(r"[0-9a-f]{64}")
SPAN = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
WORDS = re.compile(r"[0-9a-f]{16}")
PARTS = 3
LONGEST = 2_000  # characters; a path has about 110
MOST_SHOWN = 160
SHAPE = f"{PLACE}<SHA-256 of the source>/<start>-<end>/<hash of the words>"


@dataclass(frozen=True, slots=True)
class Permalink:
    """What a permalink holds: a source's SHA-256, a place in its text, and a hash of the words.

    The hash tells whether the words are the same, also where a later reader counts characters
    otherwise; ``span`` is in characters of the document's canonical text.
    """

    source_sha256: str
    span: Span
    words: str

    def __str__(self) -> str:
        """The permalink, as a path."""
        return f"{PLACE}{self.source_sha256}/{self.span.start}-{self.span.end}/{self.words}"


def permalink(source_sha256: str, start: int, text: str) -> str:
    """The permalink of words that begin at character ``start`` of a document's canonical text."""
    return str(Permalink(source_sha256, Span(start, start + len(text)), hash_of(text)))


def hash_of(text: str) -> str:
    """The first 16 digits of the SHA-256 of some words, with one blank for any white space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def read_permalink(link: str) -> Permalink:
    """What a permalink holds, also one with a host before it; raises InputError."""
    path = _path(link)
    parts = path.removeprefix(PLACE).split("/")
    if not path.startswith(PLACE) or len(parts) != PARTS:
        raise InputError(f"{_shown(link)} is no permalink. One has this shape: {SHAPE}.")
    source, place, words = parts
    if not SHA256.fullmatch(source):
        raise InputError(f"The first part of {_shown(link)} must be 64 hexadecimal digits.")
    if not WORDS.fullmatch(words):
        raise InputError(f"The last part of {_shown(link)} must be 16 hexadecimal digits.")
    return Permalink(source, _span(place, link), words)


def _path(link: str) -> str:
    """The path of a permalink, from the last place that can begin one."""
    try:
        path = unquote(urlsplit(link.strip()[: LONGEST + 1]).path)
    except ValueError:  # a host in brackets that is none
        return ""
    before, begin, after = path.rpartition(PLACE)
    return f"{begin}{after}".rstrip("/").lower() if begin and len(link) <= LONGEST else before


def _span(place: str, link: str) -> Span:
    match = SPAN.fullmatch(place)
    if match is None:
        raise InputError(
            f"The middle of {_shown(link)} must be two numbers of at most 12 digits, "
            "such as 120-180."
        )
    start, end = int(match[1]), int(match[2])
    if start >= end:
        raise InputError(f"In {_shown(link)} the first number must be less than the second.")
    return Span(start, end)


def _shown(link: str) -> str:
    """A link as an error shows it: short, and on one line."""
    short = " ".join(link.split())
    return repr(short if len(short) <= MOST_SHOWN else f"{short[:MOST_SHOWN]}…")
