"""Words of documents for a language model: fenced, so that they are data and not instructions."""

from __future__ import annotations

from collections.abc import Iterable

from qa import Citation
from web.words import where

FENCE = "> "


def fenced(text: str) -> str:
    """Text with a mark before each of its lines, which no text can leave."""
    return "\n".join(f"{FENCE}{line}" for line in text.splitlines() or [""])


def quotation(quote: str, citation: Citation) -> str:
    """A quotation in quotation marks, and right under it where it stands, and its permalink."""
    return fenced(f"“{quote}”\n{source(citation)}\nPermalink: {citation.permalink}")


def part_quoted(words: str, citation: Citation) -> str:
    """Some words of a quotation, right above where it stands; its permalink is not theirs."""
    return fenced(f"“{words}”\n{source(citation)}")


def source(citation: Citation) -> str:
    """Where a quotation stands, on one line."""
    return f"— {one_line(citation.meeting)}, {one_line(where(citation))}"


def one_line(text: str) -> str:
    """Text without the ends of its lines."""
    return " ".join(text.split())


def told(sentences: Iterable[str]) -> str:
    """Sentences that may repeat words of documents, each on one line."""
    return "\n".join(fenced(one_line(each)) for each in sentences)
