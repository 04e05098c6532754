"""Two texts beside each other in a terminal, in signs that need no colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qa.phrase import Part


def redline(parts: Sequence[Part]) -> Text:
    """The second text's words; what the first has instead in [-…-], what it lacks in {+…+}."""
    line = Text()
    for before, part in zip([None, *parts], parts, strict=False):
        if part.same:
            line.append(part.there)
            continue
        if before and before.asked[-1:].isspace() and not line.plain[-1:].isspace():
            line.append(" ")
        if part.asked:
            line.append(f"[-{part.asked.rstrip()}-]", "red")
            line.append(" " if part.there else _blank(part.asked))
        if part.there:
            line.append(f"{{+{part.there.rstrip()}+}}", "green")
            line.append(_blank(part.there))
    line.rstrip()
    return line


def _blank(words: str) -> str:
    """What parts words from those after them: a blank, or the end of a paragraph."""
    return words[len(words.rstrip()) :]
