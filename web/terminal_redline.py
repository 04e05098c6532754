"""Two texts beside each other in a terminal, in signs that need no colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qa.phrase import Part


def redline(parts: Sequence[Part]) -> Text:
    """The second text's words; what the first has instead in [-…-], what it lacks in {+…+}."""
    line = Text()
    for part in parts:
        if part.same:
            line.append(part.there)
            continue
        for words, before, after, style in (
            (part.asked, "[-", "-]", "red"),
            (part.there, "{+", "+}", "green"),
        ):
            if words:
                line.append(f"{before}{words.rstrip()}{after}", style)
                line.append(" ")
    line.rstrip()
    return line
