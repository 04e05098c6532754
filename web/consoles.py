"""The two streams of the command line: results, and everything else."""

from __future__ import annotations

import codecs
import sys

from rich.console import Console

ERRORS = "communique"
# Signs of the layout, for terminals that know ASCII alone; a letter is never made another one.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->",
    "¶": "par. ", "≈": "~", "▲": "^", "▼": "v", "●": "*", "■": "#", "○": "o", "×": "x", "≥": ">=",
    "≤": "<=", "↑": "^", "\N{NO-BREAK SPACE}": " ",
})  # fmt: skip


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
out = Console(highlight=False, soft_wrap=not (sys.stdout and sys.stdout.isatty()))
err = Console(stderr=True, highlight=False, soft_wrap=not (sys.stderr and sys.stderr.isatty()))
