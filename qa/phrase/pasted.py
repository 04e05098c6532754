"""What was pasted: the quotation, its pieces, and the words around it that say whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus import Span
from qa.phrase.words import words

MARKED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|(?<!\w)[‘']((?:[^‘’']|[’']\w)+)[’'](?!\w)"
)
LEFT_OUT = re.compile(
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.+)\s*\]|\(\s*(?:…|\.\s?\.\s?\.+)\s*\)|…|\.\s?\.\s?\.+)\s*"
)
FEWEST_WORDS = 4  # of a quotation: fewer between marks may be a name or irony


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks; ``span`` has the marks, too."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pasted:
    """A quotation as its pieces, of which there is one where nothing is left out.

    ``around`` are the words that stand beside the quotation, and ``marked`` is where in the text
    that was pasted the quotation stands.
    """

    pieces: tuple[str, ...]
    around: str
    marked: tuple[Span, ...]

    @property
    def quotation(self) -> str:
        """The words quoted, with the mark of what is left out."""
        return " … ".join(self.pieces)


def as_it_is(text: str) -> Pasted:
    """All of a text as the quotation."""
    return Pasted(_pieces(text), "", (Span(0, len(text)),))


def in_marks(text: str) -> Pasted | None:
    """What stands between quotation marks, with what stands around; None where nothing does."""
    long = [one for one in marked(text) if len(words(one.text)) >= FEWEST_WORDS]
    pieces = tuple(piece for one in long for piece in _pieces(one.text))
    around = text
    for one in reversed(long):
        around = f"{around[: one.span.start]} … {around[one.span.end :]}"
    return Pasted(pieces, around, tuple(one.span for one in long)) if pieces else None


def marked(text: str) -> list[Marked]:
    """What stands between quotation marks, in order."""
    return [
        Marked(next(filter(None, found.groups())), Span(*found.span()))
        for found in MARKED.finditer(text)
    ]


def _pieces(text: str) -> tuple[str, ...]:
    """A text cut where words are left out."""
    return tuple(piece for piece in LEFT_OUT.split(text) if words(piece))
