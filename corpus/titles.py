"""Titles and paragraphs that only a line break parts from each other, as after ``<br>``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from corpus.punctuation import is_finished, is_short, is_title_like

NARROW = 0.6  # a title's line is at most this wide, compared with the lines under it


class AnyLine(Protocol):
    """What is known of a line: its text, and whether all of it is emphasised."""

    @property
    def text(self) -> str:
        """The words that show; none in an empty line."""

    @property
    def emphasised(self) -> bool:
        """Whether all words are in bold, italics or underlined."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a format that keeps its words in a tree."""

    text: str
    emphasised: bool


L = TypeVar("L", bound=AnyLine)
Segment = tuple[bool, list[L]]  # whether it is a title, and its lines


def lines_of(pieces: Iterable[tuple[str, bool]]) -> list[TextLine]:
    """Lines out of pieces of text, each with whether it is emphasised; line feeds part them."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, emphasised in pieces:
        first, *rest = text.split("\n")
        lines[-1].append((first, emphasised))
        lines += [[(one, emphasised)] for one in rest]
    return [
        TextLine(
            " ".join("".join(text for text, _ in line).split()),
            all(emphasised for text, emphasised in line if text.strip()),
        )
        for line in lines
    ]


def segments(lines: Sequence[L]) -> list[Segment[L]]:
    """The titles and paragraphs that the lines form; an empty line always ends one."""
    found: list[Segment[L]] = []
    for is_text, group in groupby(lines, key=lambda line: bool(line.text)):
        if is_text:
            found += _at_titles(list(group))
    return found


def _at_titles(lines: list[L]) -> list[Segment[L]]:
    if len(lines) > 1 and _is_title_over(lines):
        return [(True, lines[:1]), (False, lines[1:])]
    runs = [list(group) for _, group in groupby(lines, key=lambda line: line.emphasised)]
    found: list[Segment[L]] = []
    for at, run in enumerate(runs):
        before, after = runs[at - 1] if at else None, runs[at + 1] if at + 1 < len(runs) else None
        is_title = len(runs) > 1 and run[0].emphasised and _parts(before, run, after)
        if found and not is_title and not found[-1][0]:
            found[-1][1].extend(run)
        else:
            found.append((is_title, run))
    return found


def _parts(before: list[L] | None, run: list[L], after: list[L] | None) -> bool:
    """Whether emphasised lines are a title, by the lines before and after them."""
    begins = before is None or is_finished(before[-1].text)
    ends = after is None or not after[0].text[0].islower()
    return begins and ends and is_title_like(" ".join(line.text for line in run))


def _is_title_over(lines: list[L]) -> bool:
    """Whether the first line is a title in plain letters: it ends long before the others do."""
    first, *rest = (line.text for line in lines)
    if lines[0].emphasised or not is_title_like(first):
        return False
    widest = max(map(len, rest))
    had_room = len(first) + 1 + len(rest[0].split()[0]) <= widest
    under = " ".join(rest)
    beneath = is_finished(under) and not is_short(under) and not under[0].islower()
    return had_room and len(first) <= NARROW * widest and beneath
