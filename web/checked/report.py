"""A checked text in the format that a door asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from corpus.errors import InputError
from corpus.formats.media_type import DOCX, MARKDOWN
from qa.check import Checked

Format = Literal["md", "docx"]
MEDIA_TYPES: dict[Format, str] = {"md": f"{MARKDOWN}; charset=utf-8", "docx": DOCX}


def format_of(path: Path) -> Format:
    """The format that a file's name asks for; raises InputError for another one."""
    return to_format(path.suffix.removeprefix(".").lower(), f"{path.name} cannot be written")


def to_format(name: str, problem: str) -> Format:
    """A format by its name; raises InputError, which begins with ``problem``, for another one."""
    for known in get_args(Format):
        if name == known:
            return known  # type: ignore[no-any-return]
    raise InputError(f"{problem}: a report is Markdown (.md) or a Word document (.docx).")


def report(checked: Checked, to: Format) -> bytes:
    """The report as a file of this format."""
    # Each brings a library that the rest of a door need not load.
    if to == "md":
        from web.checked.markdown import markdown

        return markdown(checked).encode()
    from web.checked.word import word

    return word(checked)
