"""Two texts beside each other, word by word, without losing a character of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from corpus import Span
from qa.phrase.alignment import Step, joined
from qa.phrase.words import Word, letters, span_of, words

LONG = 4_000  # words, from which difflib, which keeps long runs together, takes seconds
FEW_WORDS = 4  # so many that two texts share within words that differ may be chance


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

    @classmethod
    def whole(cls, text: str) -> Cut:
        """All of a text, from its first character to its last."""
        return cls(text, Span(0, len(text)))


def redline(asked: str, there: str) -> tuple[Part, ...]:
    """Two whole texts beside each other, from their first character to their last."""
    steps = readable(laid_beside(words(asked), words(there)))
    return parts(steps, Cut.whole(asked), Cut.whole(there))


def laid_beside(asked: Sequence[Word], there: Sequence[Word]) -> list[Step]:
    """All words of two texts, in the order of both."""
    one, other = [word.text for word in asked], [word.text for word in there]
    if max(len(one), len(other)) > LONG:
        places = [
            (code.src_start, code.src_end, code.dest_start, code.dest_end)
            for code in Indel.opcodes(one, other)
        ]
    else:
        codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        places = [(a, b, c, d) for _, a, b, c, d in codes]
    return joined([Step(tuple(asked[a:b]), tuple(there[c:d])) for a, b, c, d in places])


def readable(steps: Sequence[Step]) -> list[Step]:
    """The steps without the few same words that stand between longer words that differ.

    That is the semantic clean-up of diff-match-patch (N. Fraser, ``diff_cleanupSemantic``): what is
    the same is given up where it is no longer than the changes on both sides of it. Passages of
    more than FEW_WORDS are spared, because such wording is no chance.
    """
    found: list[Step] = []
    for step in steps:
        found.append(step)
        while _ends_in_chance(found):
            last = found[-3:]
            asked = tuple(word for one in last for word in one.asked)
            there = tuple(word for one in last for word in one.there)
            found[-3:] = [Step(asked, there)]
    return found


def _ends_in_chance(steps: Sequence[Step]) -> bool:
    """Whether the last steps are words that differ with few between that are the same."""
    if len(steps) < len(("before", "same", "after")):
        return False
    before, same, after = steps[-3:]
    if before.is_same or not same.is_same or after.is_same or len(same.there) > FEW_WORDS:
        return False
    size = len(letters(same.there))
    return all(
        size <= max(len(letters(one.asked)), len(letters(one.there))) for one in (before, after)
    )


def parts(steps: Sequence[Step], asked: Cut, there: Cut) -> tuple[Part, ...]:
    """Steps as their texts; they must have all words of what is cut."""
    cut = zip(
        _pieces([step.asked for step in steps], asked),
        _pieces([step.there for step in steps], there),
        steps,
        strict=True,
    )
    return tuple(Part(one, other, step.is_same) for one, other, step in cut)


def parts_of_words(steps: Sequence[Step], asked: str, there: str) -> tuple[Part, ...]:
    """Steps as their texts, each cut from the first of its words to the last; both have words."""
    return parts(
        steps,
        Cut(asked, span_of([word for step in steps for word in step.asked])),
        Cut(there, span_of([word for step in steps for word in step.there])),
    )


def _pieces(groups: Sequence[Sequence[Word]], cut: Cut) -> list[str]:
    """A text cut where each group of words begins; a group of no words has none of it."""
    pieces = [""] * len(groups)
    filled = [place for place, group in enumerate(groups) if group]
    inner = [groups[place][0].span.start for place in filled[1:]]
    starts = [cut.span.start, *inner, cut.span.end]
    for place, start, end in zip(filled, starts, starts[1:], strict=False):
        pieces[place] = cut.text[start:end]
    return pieces
