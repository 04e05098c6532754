"""The text of a paragraph: what shows, on which page, with which notes.

Inserted and moved text is in, deleted text and hidden text are out; of a field its result is
in. Page breaks are those that Word noted when it last laid the document out, and those typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from corpus.formats.word.package import w
from corpus.formats.word.styles import Styles, is_on

OUT = frozenset(
    w(name)
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "rt",
        "footnoteRef", "endnoteRef", "sectPr",
    )
)  # fmt: skip
IN_PLACE_OF = {w("tab"): " ", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): " "}
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
TEXT = (w("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
EMPHASIS = ("b", "i", "u")

Note = tuple[str, str]  # "footnote" or "endnote", and its id


@dataclass(slots=True)
class Shown:
    """What a paragraph shows; ``page`` is where it begins, ``boxes`` the text boxes tied to it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)  # with whether emphasised
    page: int | None = None
    notes: list[tuple[Note, str | None]] = field(default_factory=list)  # with a mark of its own
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in order."""
        return "".join(text for text, _ in self.pieces)

    def followed_by(self, other: Shown) -> Shown:
        """Both as one paragraph."""
        return Shown(
            self.pieces + other.pieces,
            other.page if self.page is None else self.page,
            self.notes + other.notes,
            self.boxes + other.boxes,
        )


class Runs:
    """Reads paragraph after paragraph, and keeps the page and the fields that are open."""

    def __init__(self, styles: Styles) -> None:
        """Begin on page 1."""
        self.page = 1
        self._styles = styles
        self._just_broken = False
        self._in_code: list[bool] = []  # of each open field: whether its result is still to come
        self._shown = Shown()
        self._paragraph_style: str | None = None
        self._emphasised = False

    def read(self, paragraph: etree._Element) -> Shown:
        """What a paragraph shows."""
        self._shown = Shown()
        self._paragraph_style = self._styles.of_paragraph(paragraph)
        if breaks_before(paragraph, self._styles):
            self._break()
        for child in paragraph:
            self._walk(child)
        return self._shown

    def _walk(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in OUT:
            return
        if tag in TEXT:
            self._show(element.text or "")
        elif tag == w("r"):
            self._run(element)
        elif tag == w("txbxContent"):
            self._shown.boxes.append(element)
        elif tag == ALTERNATIVES:
            for child in element[:1]:
                self._walk(child)
        elif tag == w("sdt") and element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None:
            return
        else:
            for child in element:
                self._walk(child)

    def _run(self, run: etree._Element) -> None:
        if self._styles.is_set(run, self._paragraph_style, "vanish"):
            return
        self._emphasised = any(
            self._styles.is_set(run, self._paragraph_style, name) for name in EMPHASIS
        )
        for child in run:
            if self._mark(child, run):
                break
            self._in_run(child)

    def _in_run(self, child: etree._Element) -> None:
        tag = child.tag
        if tag in IN_PLACE_OF:
            self._show(IN_PLACE_OF[tag])
        elif tag == w("br"):
            if child.get(w("type")) == "page":
                self._break()
            self._show("\n")
        elif tag == w("lastRenderedPageBreak"):
            if not self._just_broken:
                self.page += 1
            self._just_broken = False
        elif tag == w("fldChar"):
            self._field(child.get(w("fldCharType")))
        else:
            self._walk(child)

    def _mark(self, child: etree._Element, run: etree._Element) -> bool:
        """Note a reference to a note; whether the rest of the run is its mark."""
        sort = NOTE_REFERENCES.get(child.tag)
        if sort is None or any(self._in_code):
            return False
        custom = is_on(child.get(w("customMarkFollows"), "0"))
        mark = "".join(text.text or "" for text in run.iter(w("t"))) if custom else None
        self._shown.notes.append(((sort, child.get(w("id"), "")), mark))
        return custom

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._in_code.append(True)
        elif kind == "separate" and self._in_code:
            self._in_code[-1] = False
        elif kind == "end" and self._in_code:
            self._in_code.pop()

    def _show(self, text: str) -> None:
        if any(self._in_code):
            return
        self._shown.pieces.append((text, self._emphasised))
        if text.strip():
            self._just_broken = False
            if self._shown.page is None:
                self._shown.page = self.page

    def _break(self) -> None:
        self.page += 1
        self._just_broken = True


def breaks_before(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether a paragraph is set to begin on a new page."""
    found = paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}")
    if found is None:
        found = styles.property(styles.of_paragraph(paragraph), "pPr", "pageBreakBefore")
    return found is not None and is_on(found.get(w("val"), "1"))


def has_pages(document: etree._Element) -> bool:
    """Whether a document says anywhere where a page ends."""
    if next(document.iter(w("lastRenderedPageBreak"), w("pageBreakBefore")), None) is not None:
        return True
    return any(one.get(w("type")) == "page" for one in document.iter(w("br")))
