"""The verdict on a citation, as it is read in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qa.citing import Outcome, Verdict
from web.terminal import indented
from web.terminal_redline import redline
from web.words import OUTCOMES, where

STYLES: dict[Outcome, str] = {
    "holds": "green",
    "moved": "green",
    "earlier": "yellow",
    "does not hold": "red",
    "not here": "magenta",
}


def verdict(console: Console, one: Verdict) -> None:
    """What became of a citation, with its words and where they stand today."""
    cited = f"  {where(one.citation)}" if one.citation else ""
    style = f"bold {STYLES[one.outcome]}"
    console.print(Text.assemble((OUTCOMES[one.outcome], style), cited))
    console.print(Text(f"  {one.permalink}", "dim"), soft_wrap=True)
    if one.quote:
        indented(console, Text(f"“{one.quote}”"))
    for told in one.told:
        indented(console, Text(told))
    for place in one.now:
        indented(console, Text(f"{place.match}  {where(place.citation)}", "bold"))
        indented(console, redline(place.redline))
    console.print()
