"""Which lines make one paragraph: by gaps, indents, printed numbers, type and short last lines.

A line begins a paragraph when it stands lower than lines of its size usually do, is indented or
begins with a number or bullet, is of another size, or would have begun on the line before, where
there was room for its first word. The same rules hold over the end of a column or page, where
there is no gap to go by.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.formats.page_lines import Line
from corpus.numbering import Place, begins_item, places_in, stands_apart
from corpus.punctuation import FINISHED

GAP = 1.2  # times the usual distance of lines
INDENT = 0.8  # of the size
OTHER_SIZE = 0.08  # of the size
LARGE = 1.1  # times the size of the text: display type
SLACK = 0.5  # of the size: how much more room than needed a line must have had
LABEL_GAP = 0.7  # of the size: wider than a blank
LABEL_WIDER = 1.8  # times the widest other gap of the line
FEWEST_LINES_OF_COLUMN = 8
SAME_COLUMN = 40.0  # points
FEWEST_LINES_OF_TEXT = 4
LEAST_WIDTH_OF_TEXT = 0.6  # of the column
USUAL_DISTANCE = 1.2  # of the size, where a document has too few lines to tell


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the text's size, and the distance of lines of each size.

    ``numbers`` are the printed numbers that lines begin with, ``lefts`` the left edges of its
    columns, ``rights`` the right ones of those of many lines.
    """

    size: float
    distances: dict[float, float]
    numbers: frozenset[Place]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]

    def distance(self, size: float) -> float:
        """The usual distance from one line of this size to the next."""
        ratio = self.distances.get(self.size, USUAL_DISTANCE * self.size) / self.size
        return self.distances.get(size, ratio * size)

    def left(self, line: Line) -> float:
        """The left edge of a line's column, over all pages."""
        near = [x for x in self.lefts if 0 <= line.column_left - x < SAME_COLUMN]
        return min(near, default=line.column_left)

    def right(self, line: Line) -> float:
        """The right edge of a line's column; where it has few lines, the next that another has."""
        return next((x for x in self.rights if x >= line.column_right), line.column_right)


def measured(lines: list[Line], size: float) -> Measure:
    """What is usual in the lines of a document whose text is of ``size``."""
    counts = Counter(line.region for line in lines)
    steps: dict[float, Counter[float]] = {}
    for one, other in pairwise(lines):
        if one.region == other.region and one.size == other.size and other.y > one.y:
            steps.setdefault(one.size, Counter())[round((other.y - one.y) * 4) / 4] += 1
    distances = {
        of: max(found, key=lambda step: (found[step], -step))
        for of, found in steps.items()
        if found.total() > 3 or of == size  # noqa: PLR2004 - fewer tell nothing
    }
    return Measure(
        size=size,
        distances=distances,
        numbers=places_in("\n".join(line.text for line in lines)),
        lefts=tuple(sorted({line.column_left for line in lines})),
        rights=tuple(
            sorted(
                {
                    line.column_right
                    for line in lines
                    if counts[line.region] >= FEWEST_LINES_OF_COLUMN
                }
            )
        ),
    )


def paragraphs(lines: list[Line], measure: Measure) -> list[list[Line]]:
    """The lines of a document, in reading order, as paragraphs and headings."""
    edges = _edges(lines, measure)
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if groups and not _begins(groups[-1], line, edges[at - 1], measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def stands_before(line: Line) -> bool:
    """Whether the first word is a number or bullet set apart from the line by its gap."""
    return _wide(line) and stands_apart(line.words[0].text)


def _is_item(line: Line, measure: Measure) -> bool:
    return stands_before(line) or begins_item(line.text, measure.numbers)


def is_display(line: Line, measure: Measure) -> bool:
    """Whether a line is set as titles and headings are."""
    return line.bold or line.size > LARGE * measure.size


def _begins(group: list[Line], line: Line, edge: float, measure: Measure) -> bool:
    last = group[-1]
    within = last.region == line.region
    if abs(last.size - line.size) > OTHER_SIZE * last.size:
        return True
    if within and not 0 <= line.y - last.y <= GAP * measure.distance(line.size):
        return True
    has_room = _has_room(last, line, edge)
    if last.bold != line.bold and (has_room or not within or FINISHED.search(last.text)):
        return True
    if _is_item(line, measure) and (_wide(line) or FINISHED.search(last.text)):
        return True
    if is_display(last, measure) and is_display(line, measure):
        return not within
    return has_room or _indented(group, line, measure)


def _has_room(last: Line, line: Line, edge: float) -> bool:
    """Whether the line's first word would have found room at the end of the last line."""
    first = line.words[0]
    return edge - last.right > first.right - first.left + SLACK * line.size


def _indented(group: list[Line], line: Line, measure: Measure) -> bool:
    """Whether a line begins further right, or further left, than the paragraph goes on."""
    tolerance = INDENT * line.size
    offset = line.left - measure.left(line)
    last = group[-1].left - measure.left(group[-1])
    if line.region != group[-1].region and line.left - line.column_left < tolerance:
        return len(group) > 1 and offset < last - tolerance
    if len(group) > 1:
        return abs(offset - last) > tolerance
    return offset > last + tolerance and not _is_item(group[0], measure)


def _wide(line: Line) -> bool:
    """Whether the gap after the first word is wider than the blanks of the line."""
    gaps = [b.left - a.right for a, b in zip(line.words, line.words[1:], strict=False)]
    return bool(gaps) and gaps[0] > max(
        LABEL_GAP * line.size, LABEL_WIDER * max(gaps[1:], default=0)
    )


def _edges(lines: list[Line], measure: Measure) -> list[float]:
    """How far right each line could have gone: as far as the others of its column or quotation."""
    runs = _runs(lines)
    reached: dict[int, float] = {}
    for run in runs:
        if _is_text(run):
            of, right = run[0].region, max(line.right for line in run)
            reached[of] = max(reached.get(of, right), right)
    edges: list[float] = []
    for run in runs:
        right = max(line.right for line in run)
        if not _is_text(run):
            text = reached.get(run[0].region, measure.right(run[0]))
            right = text if right <= text else max(right, measure.right(run[0]))
        edges += [right] * len(run)
    return edges


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines of one column that begin at the same place, one below the other."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.region == line.region
            and abs(last.left - line.left) < INDENT * line.size
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_text(run: list[Line]) -> bool:
    """Whether lines are enough and long enough to show where text ends on the right."""
    first = run[0]
    widest = max(line.right for line in run) - first.left
    return len(run) >= FEWEST_LINES_OF_TEXT and widest > LEAST_WIDTH_OF_TEXT * (
        first.column_right - first.column_left
    )
