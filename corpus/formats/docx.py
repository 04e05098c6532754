"""Word documents (.docx, and .docm, whose macros are not looked at).

Pages are those of the last layout that Word noted, and typed page breaks; a document that has
neither has no page numbers. Headers, footers and tables of contents are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.block import BlockKind
from corpus.formats.composed import Part, composed, row
from corpus.formats.extracted import Extracted
from corpus.formats.media_type import DOCX
from corpus.formats.word.lists import Lists, Numbered
from corpus.formats.word.package import Package, open_package, w
from corpus.formats.word.runs import Note, Runs, Shown, has_pages
from corpus.formats.word.styles import Styles, is_on
from corpus.formats.written_numbers import in_form
from corpus.punctuation import is_finished, is_short
from corpus.titles import lines_of, segments

WITH_BLOCKS = (w("customXml"), w("smartTag"), w("ins"), w("moveTo"), w("sdtContent"))
TABLE_OF_CONTENTS = "Table of Contents"
FORMS_OF_MARKS = {"footnote": "decimal", "endnote": "lowerRoman"}
NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(name: str, source: bytes) -> Extracted:
    """Read a Word document; raises SourceError where it cannot be, or should not be, opened."""
    package = open_package(name, source)
    reading = _Reading(package)
    parts = [*reading.blocks(package.document.find(w("body"))), *reading.notes(package)]
    text, blocks = composed(parts)
    return Extracted(DOCX, text, blocks, pages=reading.pages)


class _Reading:
    """How far a document has been read: its lists counted, its notes met."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.styles)
        self._lists = Lists(package.numbering, self._styles)
        self._runs = Runs(self._styles)
        self._paged = has_pages(package.document)
        self._marks: dict[Note, tuple[str, int | None]] = {}
        self._held: Shown | None = None  # of a paragraph whose end was deleted

    @property
    def pages(self) -> int | None:
        return self._runs.page if self._paged else None

    def blocks(self, parent: etree._Element) -> Iterator[Part]:
        for element in parent:
            if element.tag == w("p"):
                yield from self._paragraph(element)
            elif element.tag == w("tbl"):
                yield from self._table(element)
            elif element.tag == w("sdt"):
                if not _is_left_out(element):
                    yield from self.blocks(element)
            elif element.tag in WITH_BLOCKS:
                yield from self.blocks(element)

    def notes(self, package: Package) -> Iterator[Part]:
        """The footnotes, then the endnotes, in the order in which the text refers to them."""
        for sort, tree in (("footnote", package.footnotes), ("endnote", package.endnotes)):
            found = [] if tree is None else tree.findall(w(sort))
            texts = {
                note.get(w("id")): " ".join(self._texts(note))
                for note in found
                if note.get(w("type")) not in NOT_NOTES
            }
            for (of, number), (mark, page) in list(self._marks.items()):
                if of == sort and number in texts:
                    yield Part(BlockKind.NOTE, texts[number], label=mark, page=page)

    def _paragraph(self, element: etree._Element) -> Iterator[Part]:
        shown = self._runs.read(element)
        if self._held is not None:
            shown, self._held = self._held.followed_by(shown), None
        if element.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None:
            self._held = shown
            return
        number = self._lists.number(element)
        if not self._styles.is_of_contents(element):
            yield from self._parts(element, shown, number)
        for box in shown.boxes:
            yield from self.blocks(box)

    def _parts(
        self, element: etree._Element, shown: Shown, number: Numbered | None
    ) -> Iterator[Part]:
        """The paragraph, or several where empty lines or titles part it."""
        page = shown.page if self._paged else None
        marks = tuple(self._mark(note, mark, page) for note, mark in shown.notes)
        is_heading, level = self._styles.heading(element)
        quoted = self._styles.is_quotation(element)
        for at, (is_title, lines) in enumerate(segments(lines_of(shown.pieces))):
            text = " ".join(line.text for line in lines)
            kind = BlockKind.PARAGRAPH if number is None else BlockKind.ITEM
            if is_title or (is_heading and (is_short(text) or not is_finished(text))):
                kind = BlockKind.HEADING
            yield Part(
                kind=kind,
                text=text,
                label=None if number is None else number.label,
                emphasised=all(line.emphasised for line in lines),
                page=page,
                level=level,
                notes=marks if at == 0 else (),
                quoted=quoted,
            )
            number = None

    def _mark(self, note: Note, own: str | None, page: int | None) -> str:
        if note not in self._marks:
            sort, _ = note
            counted = sum(1 for of, _ in self._marks if of == sort) + 1
            self._marks[note] = (own or in_form(counted, FORMS_OF_MARKS[sort]), page)
        return self._marks[note][0]

    def _table(self, table: etree._Element) -> Iterator[Part]:
        """A row is a block; in a table of one column, which is a frame, the paragraphs are."""
        rows = [one for one in table.iter(w("tr")) if _nearest_table(one) is table]
        rows = [one for one in rows if not _is_deleted(one)]
        framed = all(len(_cells(one)) == 1 for one in rows)
        for one in rows:
            if framed:
                yield from self.blocks(_cells(one)[0])
            else:
                yield from self._row(one)

    def _row(self, element: etree._Element) -> Iterator[Part]:
        parts = [list(self.blocks(cell)) for cell in _cells(element)]
        cells = (" ".join(_with_label(part) for part in cell) for cell in parts)
        every = [part for cell in parts for part in cell]
        yield Part(
            BlockKind.ROW,
            row(cells),
            page=next((part.page for part in every if part.page is not None), None),
            notes=tuple(note for part in every for note in part.notes),
        )

    def _texts(self, note: etree._Element) -> Iterator[str]:
        for paragraph in note.iter(w("p")):
            yield self._runs.read(paragraph).text.strip()


def _with_label(part: Part) -> str:
    """A cell's paragraph with the number that is printed before it."""
    return part.text if part.label is None else f"{part.label} {part.text}"


def _cells(one: etree._Element) -> list[etree._Element]:
    return [cell for cell in one.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is one]


def _nearest_table(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(w("tbl")))


def _is_deleted(one: etree._Element) -> bool:
    properties = one.find(w("trPr"))
    if properties is None:
        return False
    hidden = properties.find(w("hidden"))
    deleted = properties.find(w("del")) is not None
    return deleted or (hidden is not None and is_on(hidden.get(w("val"), "1")))


def _is_left_out(control: etree._Element) -> bool:
    """Whether a content control holds a table of contents, or nothing but a prompt."""
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    if gallery is not None and gallery.get(w("val")) == TABLE_OF_CONTENTS:
        return True
    return control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
