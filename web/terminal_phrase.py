"""A phrase that was looked up, as it is read in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from qa.phrase import FoundPhrase, Place, VerifiedQuotation
from web.opening import numbered
from web.terminal import indented
from web.terminal_redline import redline
from web.words import found_in_words, otherwise, where

STYLES = {"verbatim": "green", "altered": "yellow", "partial": "magenta"}


def found(console: Console, phrase: FoundPhrase) -> None:
    """All places of a phrase or its pieces, each with its words beside those of the phrase."""
    console.print(f"{found_in_words(phrase)}.", style="bold")
    if phrase.attributed:
        label, style = (
            ("Misattributed", "red") if phrase.misattributed else ("Attribution", "green")
        )
        console.print(Text.assemble((label, f"bold {style}"), f": {phrase.attributed.told}"))
    _places(console, phrase.places)
    for number, piece in enumerate(phrase.pieces, start=1):
        console.print()
        console.print(Text(f"{number}. “{piece.phrase}”", "bold"))
        if not piece.places:
            console.print("The record does not have this wording.")
        _places(console, piece.places)


def verified(console: Console, quotation: VerifiedQuotation) -> None:
    """The verdict on a quotation, and where its words stand."""
    right = quotation.verdict == "verbatim"
    console.print(f"{quotation.verdict.capitalize()}.", style="bold green" if right else "bold red")
    if quotation.attributed:
        console.print(quotation.attributed.told)
    if not quotation.sources:
        console.print(f"{found_in_words(quotation.found)}.")
    _places(console, quotation.sources or quotation.found.places)


def _places(console: Console, places: Sequence[Place]) -> None:
    for one in places:
        console.print()
        console.print(_head(one))
        indented(console, redline(one.redline))
        for told in _told(one):
            indented(console, Text(told, "dim"))


def _head(one: Place) -> Text:
    cited = one.citation
    first = ", first use" if one.first else ""
    return Text.assemble(
        (one.match, f"bold {STYLES[one.match]}"),
        (first, "bold"),
        f"  {where(cited)}{numbered(cited)}",
    )


def _told(one: Place) -> list[str]:
    told = [otherwise(each) for each in one.differences]
    if one.written:
        told.append(f"written otherwise: {', '.join(one.written)}")
    return told
