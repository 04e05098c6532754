"""The text that is to be checked: read in a process that cannot harm ours, and kept nowhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from corpus.errors import CommuniqueError, InputError
from corpus.finding import bring
from corpus.reading_apart import each_apart, readers
from corpus.running_text import TextParagraph, read_running_text

LONGEST_SECONDS = 60.0


def read_file(path: Path) -> tuple[TextParagraph, ...]:
    """Read a file of any format; raises SourceError or InputError."""
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name one file.")
    return read_text(path.name, bring(path, {}).source)


def read_text(name: str, source: bytes) -> tuple[TextParagraph, ...]:
    """Read the bytes of a file called ``name``; raises SourceError or InputError."""
    work = partial(read_running_text, name, source)
    with readers(1) as pool:
        ((_, found),) = each_apart(pool, [(name, work)], LONGEST_SECONDS)
    if isinstance(found, CommuniqueError):
        raise found
    return found
