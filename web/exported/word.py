"""An evidence sheet as a Word document: citations as footnotes."""

from __future__ import annotations

from docx.document import Document as WordDocument

from qa.exporting import Exhibit, Sheet
from web.exported.told import (
    HOW_TO_VERIFY,
    TITLE,
    facts,
    isolated,
    note,
    quotation,
    remarks,
    sections,
)
from web.in_word import Footnotes, clean, file_of, new_document


def word(sheet: Sheet) -> bytes:
    """The sheet as a .docx file."""
    document = new_document(f"{TITLE}: {sheet.asked}" if sheet.asked else TITLE)
    notes = Footnotes(document)
    document.add_heading(TITLE, 1)
    for name, value in facts(sheet):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(clean(isolated(" ".join(value.split()))))
    for section in sections(sheet):
        document.add_heading(section.heading, 2)
        for _, one in section.exhibits:
            _quotation(document, one, notes)
    document.add_heading("How to verify", 2)
    document.add_paragraph(HOW_TO_VERIFY)
    return file_of(document)


def _quotation(document: WordDocument, one: Exhibit, notes: Footnotes) -> None:
    """A quotation with its footnote, and what has to be told of it."""
    notes.add(document.add_paragraph(clean(quotation(one.quote)), style="Quote"), note(one))
    for remark in remarks(one):
        document.add_paragraph(clean(isolated(remark)), style="List Bullet")
