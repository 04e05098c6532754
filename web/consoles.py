"""The two streams of the command line: results, and everything else."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

ERRORS = "communique"
# Signs of the layout, for terminals that know ASCII alone; a letter is never made another one.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->",
    "¶": "par. ", "≈": "~", "▲": "^", "▼": "v", "●": "*", "■": "#", "○": "o", "×": "x", "≥": ">=",
    "≤": "<=", "↑": "^", "\N{NO-BREAK SPACE}": " ",
})  # fmt: skip
# What a terminal obeys instead of showing it: control characters, of which tabs and line feeds are
# ours, and those that turn the direction of all that follows them.
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOT_SHOWN = "\N{REPLACEMENT CHARACTER}"


class WordsOnly(Console):
    """A console on which texts of documents and users stand, but rule nothing.

    A character that a terminal would obey is shown as one that cannot be shown; what rich itself
    sends to a terminal (colours, the cursor of a bar) is no text and goes through.
    """

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """What is to be written for something that rich can print."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else OBEYED.sub(NOT_SHOWN, text), style, control)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What is printed for characters that a terminal's encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(PLAIN)
    return text.encode("ascii", errors="replace").decode(), error.end


codecs.register_error(ERRORS, _plainly)


def is_seen(console: Console) -> bool:
    """Whether somebody watches it as it comes; FORCE_COLOR alone makes no terminal of a file."""
    return console.file.isatty()


# On a terminal lines wrap at blanks; in a pipe they stay whole.
out = WordsOnly(highlight=False, soft_wrap=not (sys.stdout and sys.stdout.isatty()))
err = WordsOnly(stderr=True, highlight=False, soft_wrap=not (sys.stderr and sys.stderr.isatty()))
