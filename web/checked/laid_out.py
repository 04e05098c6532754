"""A checked text with its marks and notes in their places, before it is written in any format."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.running_text import TextKind
from qa.check import Checked, CheckedQuotation, CheckedSentence
from qa.check.marks import MARK
from qa.phrase import Part
from web.checked.told import Note, note, tag

CLOSING = re.compile(rf"\s?{MARK.pattern}")
REDLINED = ("altered", "near")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text that are kept or gone, or words of the record that are new there.

    Those kept and gone together are the text as it was.
    """

    change: Literal["kept", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph, with what stands after it: its tag, and the numbers of its notes."""

    words: tuple[Words, ...]
    tag: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidParagraph:
    """A paragraph of the text, its number from 1."""

    number: int
    kind: TextKind
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text with its notes, which are numbered from 1; the same note has one number."""

    paragraphs: tuple[LaidParagraph, ...]
    notes: tuple[Note, ...]

    def places_of(self, note: int) -> list[int]:
        """The paragraphs that refer to a note."""
        return [
            one.number
            for one in self.paragraphs
            if any(note in stretch.notes for stretch in one.stretches)
        ]


Item = CheckedQuotation | CheckedSentence


class _Notes:
    """The notes so far, each once."""

    def __init__(self) -> None:
        self.numbers: dict[Note, int] = {}

    def of(self, outer: Item, within: Sequence[Item]) -> tuple[int, ...]:
        notes = [note(outer), *(note(one, named=True) for one in within)]
        numbers = (self.numbers.setdefault(one, len(self.numbers) + 1) for one in notes if one)
        return tuple(dict.fromkeys(numbers))


def laid_out(checked: Checked) -> LaidOut:
    """A checked text with a mark on each quotation or, of a draft, each sentence."""
    notes = _Notes()
    marked = defaultdict[int, list[Item]](list)
    found: list[Item] = [*checked.sentences, *checked.quotations]
    for one in found:
        marked[one.paragraph].append(one)
    paragraphs = []
    for number, paragraph in enumerate(checked.text, start=1):
        stretches = tuple(_stretches(paragraph.text, marked[number], notes))
        paragraphs.append(LaidParagraph(number, paragraph.kind, stretches))
    return LaidOut(tuple(paragraphs), tuple(notes.numbers))


def _stretches(text: str, marked: Sequence[Item], notes: _Notes) -> Iterator[Stretch]:
    """A paragraph cut at what is marked in it; what stands within a mark is told after it."""
    left = deque(sorted(marked, key=lambda one: (one.span.start, -one.span.end)))
    at = 0
    while left:
        outer = left.popleft()
        within = []
        while left and left[0].span.start < outer.span.end:
            within.append(left.popleft())
        if outer.span.start > at:
            yield _plain(text[at : outer.span.start])
        end = max(_end(one, text) for one in [outer, *within])
        tags = [tag(outer), *(f"quotation {tag(one)}" for one in within if tag(one))]
        yield Stretch(
            tuple(_redlined(outer, text[outer.span.end : end])),
            ", ".join(dict.fromkeys(filter(None, tags))),
            notes.of(outer, within),
        )
        at = end
    if at < len(text):
        yield _plain(text[at:])


def _end(one: Item, text: str) -> int:
    """Where it ends, with the mark that closes it."""
    end = one.span.end
    if isinstance(one, CheckedSentence) or one.is_open or one.is_set_apart:
        return end
    closing = CLOSING.match(text, end)
    return closing.end() if closing else end


def _plain(text: str) -> Stretch:
    return Stretch((Words("kept", text),))


def _redlined(one: Item, rest: str) -> Iterator[Words]:
    """Its words beside those of the record, and the rest of what is marked with it."""
    nearest = one.standing.nearest
    if one.verdict not in REDLINED or nearest is None:
        yield Words("kept", one.text + rest)
        return
    asked = "".join(part.asked for part in nearest.redline)
    before, _, after = one.text.partition(asked)
    if before:
        yield Words("kept", before)
    for place, part in enumerate(nearest.redline, start=1):
        yield from _changed(part, is_last=place == len(nearest.redline))
    if after + rest:
        yield Words("kept", after + rest)


def _changed(part: Part, *, is_last: bool) -> Iterator[Words]:
    """A part as words; a blank after words that are replaced belongs to neither."""
    if part.same:
        yield Words("kept", part.asked)
    elif not part.there:
        yield Words("gone", part.asked)
    elif not part.asked:
        new = part.there.strip()
        yield Words("new", f" {new}" if is_last else f"{new} ")
    else:
        gone = part.asked.rstrip()
        yield Words("gone", gone)
        yield Words("new", part.there.rstrip())
        if blanks := part.asked[len(gone) :]:
            yield Words("kept", blanks)
