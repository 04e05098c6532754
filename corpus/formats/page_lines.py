"""Lines of a column: words on one height, with what is raised above them in smaller type."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.formats.page_columns import Region
from corpus.formats.page_words import Word, in_rows, usual_size

SMALLER = 0.85  # of the line's size: what is raised and smaller is a mark
RAISED = 0.12  # of the line's size
NEAR = 0.7  # of the size: how far a raised word may stand from its line
TOUCHING = 0.15  # of the size: words closer than this, without a blank, are one


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column; ``region`` counts the columns of the whole document."""

    words: tuple[Word, ...]
    page: int
    region: int
    column_left: float
    column_right: float
    recognised: bool = False

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return usual_size(list(self.words))

    @property
    def y(self) -> float:
        """The height its words stand on."""
        return max(self.words, key=lambda word: word.size).y

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(word.italic for word in self.words)

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return "".join(blank_before(self.words, at) + w.text for at, w in enumerate(self.words))


def rows(words: tuple[Word, ...]) -> list[list[Word]]:
    """Words in rows across, what is raised or lowered in the row it belongs to."""
    return _with_raised(in_rows(list(words)))


def lines(region: Region, page: int, number: int, *, recognised: bool) -> list[Line]:
    """The lines of a region, top to bottom."""
    rows = _with_raised(in_rows(list(region.words)))
    return [Line(tuple(row), page, number, region.left, region.right, recognised) for row in rows]


def is_raised(word: Word, line: Line) -> bool:
    """Whether a word stands above its line in smaller type, as the mark of a note does."""
    size = max(other.size for other in line.words)
    return word.size < SMALLER * size and line.y - word.y > RAISED * size


def blank_before(words: tuple[Word, ...], at: int) -> str:
    """The blank before a word of a line, if there is one."""
    if at == 0:
        return ""
    gap = words[at].left - words[at - 1].right
    return " " if words[at].apart or abs(gap) > TOUCHING * words[at].size else ""


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """The rows, with those of raised or lowered small words put into the row they belong to."""
    merged: list[list[Word]] = []
    waiting: list[Word] = []
    for row in rows:
        if waiting:
            if _belongs(waiting, row):
                merged.append(sorted([*waiting, *row], key=lambda word: word.left))
                waiting = []
                continue
            merged.append(waiting)
            waiting = []
        if merged and _belongs(row, merged[-1]):
            merged[-1] = sorted([*merged[-1], *row], key=lambda word: word.left)
        else:
            waiting = row
    return [*merged, waiting] if waiting else merged


def _belongs(small: list[Word], row: list[Word]) -> bool:
    size = usual_size(row)
    return max(word.size for word in small) < SMALLER * size and all(
        abs(word.y - row[0].y) < NEAR * size
        and any(
            min(abs(word.left - other.right), abs(other.left - word.right)) < NEAR * size
            for other in row
        )
        for word in small
    )
