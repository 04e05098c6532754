"""Plain text and Markdown: the file's own characters are the text."""

from __future__ import annotations

import re

from corpus.formats.decoding import decode
from corpus.formats.extracted import Extracted
from corpus.formats.media_type import MARKDOWN, media_type
from corpus.layout import blocks

FRONT_MATTER = re.compile(
    r"\s*(?:---[ \t]*\r?\n(?P<yaml>(?:[^\n]*\n)*?)(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\r?\n(?P<toml>(?:[^\n]*\n)*?)\+\+\+)[ \t]*(?:\r?\n|$)"
)
YAML_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*['\"]?[\w][\w .-]*['\"]?[ \t]*:(?:\s|$)")
TOML_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*(?:\[|['\"]?[\w][\w .-]*['\"]?[ \t]*=)")
LONGEST_FRONT_MATTER = 100_000


def read_text(name: str, source: bytes) -> Extracted:
    """Read a .txt or .md file; raises SourceError where it is not text."""
    kind = media_type(name, source)
    text = decode(name, source)
    described, start = front_matter(text)
    found = blocks(text, markdown=kind == MARKDOWN, start=start)
    return Extracted(kind, text, found, described)


def front_matter(text: str) -> tuple[str | None, int]:
    """The YAML or TOML between the fences that a text begins with, and where the rest begins.

    TOML is given with its fences ("+++"), so that it can be told from YAML.
    """
    match = FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    if match is None:
        return None, 0
    if match["yaml"] is not None and YAML_KEY.match(match["yaml"]):
        return match["yaml"], match.end()
    if match["toml"] is not None and TOML_KEY.match(match["toml"]):
        return match[0].strip() + "\n", match.end()
    return None, 0
