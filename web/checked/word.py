"""A checked text as a Word document: notes as footnotes, changes as tracked ones."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from docx_plus.revisions import RevisionIdRegistry, mark_deletion, mark_insertion

from qa.check import Checked
from web.checked.laid_out import LaidOut, LaidParagraph, Stretch, Words, laid_out
from web.checked.told import LEGEND, figures, source
from web.in_word import AUTHOR, Footnotes, clean, file_of, new_document

TRACKED = (
    "Accepting a tracked change takes the record's words, rejecting it keeps those of the text."
)
STYLES = {"text": "Normal", "title": "Heading 3", "quotation": "Quote", "note": "Normal"}


def word(checked: Checked) -> bytes:
    """The report, with the whole text, as a .docx file."""
    document = new_document(checked.name)
    document.add_heading(clean(f"Checked: {checked.name}"), 1)
    document.add_paragraph(checked.why)
    for line in [*figures(checked), *checked.notes]:
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(f"{LEGEND[checked.mode]} {TRACKED}")
    document.add_heading("Text", 2)
    _Writer(document, laid_out(checked)).write()
    if checked.sources:
        document.add_heading("Sources of the agreed wording", 2)
    for one in checked.sources:
        document.add_paragraph(clean(source(one)), style="List Bullet")
    return file_of(document)


class _Writer:
    """Writes the paragraphs of a text into a document."""

    def __init__(self, document: WordDocument, text: LaidOut) -> None:
        self._document = document
        self._text = text
        self._notes = Footnotes(document)
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
            self._notes.add(paragraph, self._text.notes[number - 1].text)

    def _words(self, paragraph: Paragraph, words: Words) -> None:
        run = paragraph.add_run(clean(words.text))
        if words.change == "gone":
            mark_deletion(run, author=AUTHOR, id_registry=self._changes)
        elif words.change == "new":
            mark_insertion(run, author=AUTHOR, id_registry=self._changes)
