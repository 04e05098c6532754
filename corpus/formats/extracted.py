"""What a reader takes out of a file: its characters in reading order, and the blocks they form."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.layout import Block

MOST_PAGES_NAMED = 12


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's characters and blocks; the same bytes always give the same.

    Every span of ``blocks`` points into ``text``. ``described`` is the front matter that the file
    begins with, as it stands (YAML, TOML), or what the format itself keeps apart as such, as YAML.
    ``pages`` counts the pages, None where the format has none; ``unread`` lists those (from 1)
    that show something but have no text, as scanned ones.
    """

    media_type: str
    text: str
    blocks: tuple[Block, ...]
    described: str | None = None
    pages: int | None = None
    unread: tuple[int, ...] = ()


def in_words(pages: tuple[int, ...]) -> str:
    """Pages as a sentence names them: "page 3", "pages 1, 2 and 7 more"."""
    shown = ", ".join(map(str, pages[:MOST_PAGES_NAMED]))
    more = f" and {len(pages) - MOST_PAGES_NAMED} more" if len(pages) > MOST_PAGES_NAMED else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"
