"""A checked text as a Word document: notes as footnotes, changes as tracked ones."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx_plus.notes import add_footnote
from docx_plus.notes.registry import FootnoteIdRegistry
from docx_plus.revisions import RevisionIdRegistry, mark_deletion, mark_insertion

from qa.check import Checked
from web.checked.laid_out import LaidOut, LaidParagraph, Stretch, Words, laid_out
from web.checked.told import LEGEND, figures, source

AUTHOR = "Communiqué"
TRACKED = (
    "Accepting a tracked change takes the record's words, rejecting it keeps those of the text."
)
STYLES = {"text": "Normal", "title": "Heading 3", "quotation": "Quote", "note": "Normal"}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word(checked: Checked) -> bytes:
    """The report, with the whole text, as a .docx file."""
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.title = _clean(checked.name)
    _add_styles(document)
    document.add_heading(_clean(f"Checked: {checked.name}"), 1)
    document.add_paragraph(checked.why)
    for line in [*figures(checked), *checked.notes]:
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(f"{LEGEND[checked.mode]} {TRACKED}")
    document.add_heading("Text", 2)
    _Writer(document, laid_out(checked)).write()
    if checked.sources:
        document.add_heading("Sources of the agreed wording", 2)
    for one in checked.sources:
        document.add_paragraph(_clean(source(one)), style="List Bullet")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


class _Numbers(FootnoteIdRegistry):
    """Numbers of footnotes as Word gives them: LibreOffice mixes up those at random."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document)
        self._numbers = count(1)

    def next(self) -> int:
        """One more than the last."""
        return next(self._numbers)


class _Writer:
    """Writes the paragraphs of a text into a document."""

    def __init__(self, document: WordDocument, text: LaidOut) -> None:
        self._document = document
        self._text = text
        self._notes = _Numbers(document)
        self._changes = RevisionIdRegistry(document)

    def write(self) -> None:
        """All of them."""
        for one in self._text.paragraphs:
            self._paragraph(one)

    def _paragraph(self, one: LaidParagraph) -> None:
        paragraph = self._document.add_paragraph(style=STYLES[one.kind])
        for stretch in one.stretches:
            self._stretch(paragraph, stretch)

    def _stretch(self, paragraph: Paragraph, one: Stretch) -> None:
        for words in one.words:
            self._words(paragraph, words)
        if one.tag:
            paragraph.add_run(f" [{one.tag}]").bold = True
        for place, number in enumerate(one.notes):
            if place:
                paragraph.add_run(", ").font.superscript = True
            text = _clean(self._text.notes[number - 1].text)
            add_footnote(paragraph, f" {text}", id_registry=self._notes)

    def _words(self, paragraph: Paragraph, words: Words) -> None:
        run = paragraph.add_run(_clean(words.text))
        if words.change == "gone":
            mark_deletion(run, author=AUTHOR, id_registry=self._changes)
        elif words.change == "new":
            mark_insertion(run, author=AUTHOR, id_registry=self._changes)


def _add_styles(document: WordDocument) -> None:
    """Add the styles of footnotes, which a new document of python-docx lacks."""
    reference = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)
