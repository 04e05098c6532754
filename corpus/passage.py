"""A passage: a paragraph as it is indexed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text with its sentences' texts, as the index wants them.

    ``in_context`` has the same sentences, with the one before where they point back to it.
    """

    paragraph_id: int
    text: str
    sentences: tuple[tuple[int, str], ...]
    in_context: tuple[str, ...]
