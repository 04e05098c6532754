"""Words of a quotation laid beside those of the record, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from qa.phrase.words import Reading, Word, are_same, letters

FEWEST_TO_DRAW = 3
ROOM = 4  # words beyond a window that may belong to it, and half as many as its own


@dataclass(frozen=True, slots=True)
class Step:
    """Words of the quotation and those of the record in their place; either may be none."""

    asked: tuple[Word, ...]
    there: tuple[Word, ...]

    @property
    def is_same(self) -> bool:
        """Whether both have the same letters and figures: marks and spacing do not matter."""
        return are_same(self.asked, self.there)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A quotation beside a passage: all words of both, from the passage's first to its last."""

    steps: tuple[Step, ...]

    @property
    def there(self) -> tuple[Word, ...]:
        """The words of the passage."""
        return tuple(word for step in self.steps for word in step.there)


def align(asked: Sequence[Word], there: Reading) -> Aligned | None:
    """The part of ``there`` that is most like ``asked``, word by word; None where none is."""
    window = _window([word.text for word in asked], there.texts)
    if window is None:
        return None
    steps = joined(list(_steps(asked, there.words(*window))))
    steps = _mirrored(_drawn_together(_mirrored(_drawn_together(_trimmed(steps)))))
    return Aligned(tuple(steps)) if any(step.is_same for step in steps) else None


def _window(asked: list[str], there: list[str]) -> tuple[int, int] | None:
    """Where the words most like those asked for begin and end, with some room."""
    if not asked or not there:
        return None
    if len(there) <= len(asked):
        return 0, len(there)
    found = fuzz.partial_ratio_alignment(asked, there)
    if found is None or not found.score:
        return None
    room = ROOM + len(asked) // 2
    return max(0, found.dest_start - room), min(len(there), found.dest_end + room)


def _steps(asked: Sequence[Word], there: Sequence[Word]) -> Iterator[Step]:
    texts = [word.text for word in asked], [word.text for word in there]
    for code in Levenshtein.opcodes(*texts):
        yield Step(
            tuple(asked[code.src_start : code.src_end]),
            tuple(there[code.dest_start : code.dest_end]),
        )


def joined(steps: Sequence[Step]) -> list[Step]:
    """Differences that follow each other as one: "anti-ISIS" may stand for "anti ISIS"."""
    found: list[Step] = []
    for step in steps:
        if found and not step.is_same and not found[-1].is_same:
            last = found.pop()
            found.append(Step(last.asked + step.asked, last.there + step.there))
        else:
            found.append(step)
    return found


def _trimmed(steps: list[Step]) -> list[Step]:
    """Without words of the record before the first that is asked for and after the last."""
    same = [place for place, step in enumerate(steps) if step.is_same]
    if not same:
        return []
    first, last = same[0], same[-1]
    before, after = steps[:first], steps[last + 1 :]
    return [
        *(step for step in before if step.asked),
        *steps[first : last + 1],
        *(step for step in after if step.asked),
    ]


def _drawn_together(steps: list[Step]) -> list[Step]:
    """Without words in between where the first that are asked for stand nearer to the rest too.

    Of "the Ministers met; the Ministers agreed" it is the second that has "the Ministers agreed".
    """
    if len(steps) < FEWEST_TO_DRAW or not steps[0].is_same:
        return steps
    first, between, *rest = steps
    size = len(first.there)
    for start in range(len(between.there) - size, -1, -1):
        nearer = between.there[start : start + size]
        if letters(nearer) == letters(first.there):
            left = Step(between.asked, between.there[start + size :])
            between_them = [left] if left.asked or left.there else []
            return [Step(first.asked, nearer), *between_them, *rest]
    return steps


def _mirrored(steps: list[Step]) -> list[Step]:
    """The steps as they are when both texts are read from the end."""
    return [Step(step.asked[::-1], step.there[::-1]) for step in reversed(steps)]
