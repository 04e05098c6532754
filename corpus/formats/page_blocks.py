"""Pages of words in, the text in reading order and its blocks out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus.formats.line_ends import LineEnd, LineEnds
from corpus.formats.page_columns import gutters_of, regions
from corpus.formats.page_furniture import without_furniture
from corpus.formats.page_lines import Line, blank_before, lines
from corpus.formats.page_notes import Note, glued_mark, marks, parted, raised_in
from corpus.formats.page_paragraphs import LARGE, Measure, measured, paragraphs, stands_before
from corpus.formats.page_tables import TableRow, with_tables
from corpus.formats.page_words import Page, usual_size
from corpus.layout import SOFT_HYPHEN, Block, BlockKind, joined_text
from corpus.numbering import is_bullet, numbered
from corpus.punctuation import FINISHED, LONGEST_TITLE_IN_WORDS
from corpus.span import Span

BETWEEN_BLOCKS = "\n\n"
BETWEEN_CELLS = " | "
DEEPEST_LEVEL = 6


def blocks_of(pages: tuple[Page, ...]) -> tuple[str, tuple[Block, ...]]:
    """The text of some pages, and the blocks it forms, with notes after what they stand under."""
    cleaned = without_furniture(pages)
    size = usual_size([word for page in cleaned for word in page.words])
    known = gutters_of([list(page.words) for page in cleaned])
    found, notes = _lines(cleaned, size, known)
    measure = measured([line for line in found if isinstance(line, Line)], size)
    writer = _Writer(
        LineEnds(line.text for line in _all_lines(found, notes)),
        {page.number: [n.mark for n in notes if n.page == page.number] for page in pages},
        measure,
    )
    for part, following in _with_next(_parts(found, measure)):
        if isinstance(part, TableRow):
            writer.row(part)
        else:
            writer.paragraph(part)
        while notes and (following is None or notes[0].page < following):
            writer.note(notes.pop(0))
    text = "".join(writer.texts)
    return text, numbered(_levelled(writer.blocks), text)


def _lines(
    pages: tuple[Page, ...], size: float, known: tuple[float, ...]
) -> tuple[list[Line | TableRow], list[Note]]:
    """The lines and table rows of all pages in reading order, and the notes."""
    found: list[Line | TableRow] = []
    notes: list[Note] = []
    raised: set[str] = set()
    number = 0
    for page in pages:
        on_page: list[Line] = []
        for region in regions(list(page.words), known):
            number += 1
            on_page += lines(region, page.number, number, recognised=page.recognised)
        raised |= raised_in(on_page)
        text, of_page = parted(on_page, size, notes, raised)
        notes += of_page
        for _, column in groupby(text, key=lambda line: line.region):
            found += with_tables(list(column))
    return found, notes


def _parts(
    found: list[Line | TableRow], measure: Measure
) -> Iterator[tuple[list[Line] | TableRow, int]]:
    """Paragraphs and table rows in order, each with the page it begins on."""
    for is_row, run in groupby(found, key=lambda line: isinstance(line, TableRow)):
        if is_row:
            for row in run:
                if isinstance(row, TableRow):
                    yield row, row.cells[0].page
        else:
            for group in paragraphs([line for line in run if isinstance(line, Line)], measure):
                yield group, group[0].page


def _with_next(
    parts: Iterator[tuple[list[Line] | TableRow, int]],
) -> Iterator[tuple[list[Line] | TableRow, int | None]]:
    """Each part with the page of the next."""
    both = list(parts)
    for at, (part, _) in enumerate(both):
        yield part, both[at + 1][1] if at + 1 < len(both) else None


def _all_lines(found: list[Line | TableRow], notes: list[Note]) -> Iterator[Line]:
    for one in found:
        yield from one.cells if isinstance(one, TableRow) else (one,)
    for note in notes:
        yield from note.lines


@dataclass(slots=True)
class _Writer:
    """Writes the text, and notes which of it shows in which block."""

    ends: LineEnds
    marks_on: dict[int, list[str]]
    measure: Measure
    texts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    start: int = 0  # of the block being written; its pieces count from there
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def paragraph(self, group: list[Line]) -> None:
        """Write a paragraph, list item or heading."""
        first = group[0]
        kind, label = BlockKind.PARAGRAPH, None
        if _is_heading(group, self.measure):
            kind = BlockKind.HEADING
        elif stands_before(first):
            mark = first.words[0].text
            self._write(mark + " ")
            group = [replace(first, words=first.words[1:]), *group[1:]]
            label = None if is_bullet(mark) else mark
            kind = BlockKind.ITEM
        self._lines(group)
        self._close(kind, label, group)

    def row(self, row: TableRow) -> None:
        """Write a row of a table, its cells parted by bars."""
        start = self.length
        for at, cell in enumerate(row.cells):
            self._write((BETWEEN_CELLS if at else "") + cell.text)
        self.pieces = [Span(start, self.length)]
        self._close(BlockKind.ROW, None, list(row.cells))

    def note(self, note: Note) -> None:
        """Write a footnote."""
        self._write(note.mark + " ")
        self._lines(list(note.lines), of_note=True)
        self._close(BlockKind.NOTE, note.mark, list(note.lines))

    def _lines(self, group: list[Line], *, of_note: bool = False) -> None:
        for at, line in enumerate(group):
            end = self.ends.between(line.text, group[at + 1].text) if at + 1 < len(group) else None
            open_notes = [] if of_note else self.marks_on.get(line.page, [])
            self._line(line, cut=end is LineEnd.HYPHENATED, open_notes=open_notes)
            if end is LineEnd.HYPHENATED:
                self._write(SOFT_HYPHEN)
            elif end is LineEnd.BLANK:
                self._write("\n")

    def _line(self, line: Line, *, cut: bool, open_notes: list[str]) -> None:
        """Write a line; ``cut`` leaves its last character, a hyphen, out."""
        for at, word in enumerate(line.words):
            text = word.text.replace("\u00a0", " ")
            if cut and at == len(line.words) - 1:
                text = text[:-1]
            if at and (referred := marks(line.words, at, line, open_notes)):
                self._refer(referred, open_notes)
                self._write(text)
                continue
            shown, mark = glued_mark(text, open_notes)
            self._show(blank_before(line.words, at) + shown)
            if mark:
                self._refer((unicodedata.normalize("NFKC", mark),), open_notes)
                self._write(mark)
                self._show(text[len(shown) + len(mark) :])

    def _refer(self, referred: tuple[str, ...], open_notes: list[str]) -> None:
        self.notes += referred
        for mark in set(open_notes).intersection(referred):
            open_notes.remove(mark)

    def _show(self, text: str) -> None:
        """Write text that shows; it goes on with the last piece where that touches it."""
        inner = text.lstrip()
        start = self.length + len(text) - len(inner)
        touches = bool(self.pieces) and self.pieces[-1].end == self.length
        self._write(text)
        if not inner:
            return
        if touches and len(text) - len(inner) <= 1:
            self.pieces[-1] = Span(self.pieces[-1].start, self.length)
        else:
            self.pieces.append(Span(start, self.length))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _close(self, kind: BlockKind, label: str | None, group: list[Line]) -> None:
        text = "".join(self.parts)
        if self.pieces:
            pieces = tuple(Span(p.start + self.start, p.end + self.start) for p in self.pieces)
            self.blocks.append(
                Block(
                    kind=kind,
                    label=label,
                    emphasised=_all_bold(group) or all(line.italic for line in group),
                    pieces=pieces,
                    text=joined_text(text, tuple(self.pieces)),
                    page=group[0].page,
                    level=round(group[0].size * 10) if kind is BlockKind.HEADING else None,
                    notes=tuple(self.notes),
                    recognised=any(line.recognised for line in group),
                )
            )
        self.texts.append(text + BETWEEN_BLOCKS)
        self.start += len(self.texts[-1])
        self.parts, self.pieces, self.notes, self.length = [], [], [], 0


def _all_bold(group: list[Line]) -> bool:
    return all(line.bold for line in group)


def _is_heading(group: list[Line], measure: Measure) -> bool:
    """Whether a paragraph is set larger than the text, or is a short bold line."""
    if group[0].size > LARGE * measure.size:
        return True
    short = sum(len(line.words) for line in group) <= LONGEST_TITLE_IN_WORDS
    return _all_bold(group) and short and not FINISHED.search(group[-1].words[-1].text)


def _levelled(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the size of each heading made its level: the largest is 1."""
    sizes = sorted({block.level for block in blocks if block.level is not None}, reverse=True)
    for block in blocks:
        if block.level is None:
            yield block
        else:
            yield replace(block, level=min(sizes.index(block.level) + 1, DEEPEST_LEVEL))
