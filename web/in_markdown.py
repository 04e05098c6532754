"""Texts of others in Markdown: nothing in them is markup."""

from __future__ import annotations

import re

# The last two would be links in GitHub's Markdown.
MARKUP = re.compile(r"([\\`*_\[\]{}<>#|~&!^$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
BEGINNING = re.compile(r"^\s*(?:[-+=:]|\d{1,9}[.)])")


def line(text: str) -> str:
    """A text of others on a line of its own."""
    return begun(inline(" ".join(text.split())))


def inline(text: str) -> str:
    """A text of others within a line."""
    return MARKUP.sub(r"\\\1", text)


def begun(text: str) -> str:
    """A line that begins as no list or rule does."""
    return BEGINNING.sub(lambda match: _escaped(match[0]), text, count=1)


def _escaped(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"
