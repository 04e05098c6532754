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
FEWEST_WORDS = 4


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
    marked = [found for found in MARKED.finditer(text) if len(words(found[0])) >= FEWEST_WORDS]
    if not marked:
        return None
    pieces = tuple(
        piece for found in marked for piece in _pieces(next(filter(None, found.groups())))
    )
    around = text
    for found in reversed(marked):
        around = f"{around[: found.start()]} … {around[found.end() :]}"
    spans = tuple(Span(*found.span()) for found in marked)
    return Pasted(pieces, around, spans) if pieces else None


def _pieces(text: str) -> tuple[str, ...]:
    """A text cut where words are left out."""
    return tuple(piece for piece in LEFT_OUT.split(text) if words(piece))
