"""Two texts beside each other, word by word, without losing a character of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus import Span
from qa.phrase.alignment import Step, joined
from qa.phrase.words import Word, words


@dataclass(frozen=True, slots=True)
class Part:
    """Words asked for beside those of the record; where ``same`` only marks or case differ.

    Each has the blanks and marks that follow it: all parts together are both texts, verbatim.
    """

    asked: str
    there: str
    same: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a text is to be cut into parts."""

    text: str
    span: Span


def redline(asked: str, there: str) -> tuple[Part, ...]:
    """Two whole texts beside each other, from their first character to their last."""
    steps = laid_beside(words(asked), words(there))
    return parts(steps, Cut(asked, Span(0, len(asked))), Cut(there, Span(0, len(there))))


def laid_beside(asked: Sequence[Word], there: Sequence[Word]) -> list[Step]:
    """All words of two texts, in the order of both."""
    texts = [word.text for word in asked], [word.text for word in there]
    codes = SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
    return joined([Step(tuple(asked[a:b]), tuple(there[c:d])) for _, a, b, c, d in codes])


def parts(steps: Sequence[Step], asked: Cut, there: Cut) -> tuple[Part, ...]:
    """Steps as their texts; they must have all words of what is cut."""
    cut = zip(
        _pieces([step.asked for step in steps], asked),
        _pieces([step.there for step in steps], there),
        steps,
        strict=True,
    )
    return tuple(Part(one, other, step.is_same) for one, other, step in cut)


def _pieces(groups: Sequence[Sequence[Word]], cut: Cut) -> list[str]:
    """A text cut where each group of words begins; a group of no words has none of it."""
    pieces = [""] * len(groups)
    filled = [place for place, group in enumerate(groups) if group]
    inner = [groups[place][0].span.start for place in filled[1:]]
    starts = [cut.span.start, *inner, cut.span.end]
    for place, start, end in zip(filled, starts, starts[1:], strict=False):
        pieces[place] = cut.text[start:end]
    return pieces
