"""The rows of a comparison: each quotation verified, and its words beside those of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Store
from qa.compare.alignment import Group
from qa.compare.row import Row, RowKind, Standing
from qa.compare.slots import slots
from qa.compare.text import ComparedText
from qa.phrase.alignment import Step
from qa.phrase.difference import Difference, differences
from qa.phrase.judge import Judge
from qa.phrase.redline import Cut, laid_beside, parts, readable
from qa.phrase.words import words
from qa.quote import Quote, cite, verify_all

PARAGRAPH_BREAK = "\n\n"
FLAGGED = ("number", "negation")


@dataclass(frozen=True, slots=True)
class _Side:
    """The paragraphs of one meeting, each a verified quotation."""

    standing: tuple[Standing, ...]

    def of(self, places: Sequence[int]) -> tuple[Standing, ...]:
        return tuple(self.standing[place] for place in places)


def rows(
    groups: Sequence[Group], first: ComparedText, second: ComparedText, store: Store, judge: Judge
) -> Iterator[Row]:
    """All paragraphs of both texts in rows; raises IntegrityError."""
    one, other = _Side(tuple(_verified(first, store))), _Side(tuple(_verified(second, store)))
    placed = slots(groups, len(one.standing), len(other.standing))
    row_of = {slot.group: number for number, slot in enumerate(placed, 1) if slot.is_whole}
    for number, slot in enumerate(placed, 1):
        before, after = one.of(slot.first), other.of(slot.second)
        if slot.is_whole and slot.group is not None:
            yield _together(number, groups[slot.group], before, after, judge)
        else:
            yield _alone(number, before, after, row_of.get(slot.group))


def _verified(text: ComparedText, store: Store) -> Iterator[Standing]:
    quotes = [Quote(text.document, paragraph, paragraph.span) for paragraph in text.paragraphs]
    verify_all(quotes, store)
    for quote in quotes:
        yield Standing(quote.text, cite(quote, text.meeting))


def _together(
    number: int,
    group: Group,
    first: tuple[Standing, ...],
    second: tuple[Standing, ...],
    judge: Judge,
) -> Row:
    """A row of paragraphs of both meetings."""
    asked, there = _text(first), _text(second)
    steps = laid_beside(words(asked), words(there))
    shown = readable(steps)
    return Row(
        number=number,
        kind=_kind(group, asked, there, shown),
        first=first,
        second=second,
        redline=parts(shown, Cut.whole(asked), Cut.whole(there)),
        differences=tuple(_flagged(steps, asked, there, judge)),
        words=sum(len(step.there) for step in shown),
        new_words=sum(len(step.there) for step in shown if not step.is_same),
        see=None,
    )


def _alone(
    number: int, first: tuple[Standing, ...], second: tuple[Standing, ...], see: int | None
) -> Row:
    """A row of a paragraph that has no counterpart, or is shown in another row."""
    kind: RowKind = "elsewhere" if see is not None else "new" if second else "dropped"
    asked, there = _text(first), _text(second)
    count = len(words(there)) if kind == "new" else 0
    both = [Step(words(asked), words(there))] if see is None else []
    return Row(
        number=number,
        kind=kind,
        first=first,
        second=second,
        redline=parts(both, Cut.whole(asked), Cut.whole(there)),
        differences=(),
        words=count,
        new_words=count,
        see=see,
    )


def _kind(group: Group, asked: str, there: str, steps: Sequence[Step]) -> RowKind:
    """What became of the paragraphs of a group."""
    if not group.core:
        return "moved"
    if len(group.first) != 1 or len(group.second) != 1:
        return "split" if len(group.second) > len(group.first) else "merged"
    if not all(step.is_same for step in steps):
        return "changed"
    return "kept" if asked == there else "marks"


def _flagged(steps: Sequence[Step], asked: str, there: str, judge: Judge) -> Iterator[Difference]:
    """The numbers and negations that differ, told before steps are joined to be read."""
    for step, kind in zip(steps, differences(steps, judge), strict=True):
        if kind in FLAGGED:
            yield Difference.at(step, kind, asked, there)


def _text(standing: Sequence[Standing]) -> str:
    return PARAGRAPH_BREAK.join(one.quote for one in standing)
