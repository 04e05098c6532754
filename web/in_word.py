"""Word documents with footnotes: what python-docx and docx-plus lack for them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx_plus.notes import add_footnote
from docx_plus.notes.registry import FootnoteIdRegistry

AUTHOR = "Communiqué"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Footnotes:
    """Adds footnotes to a document."""

    def __init__(self, document: WordDocument) -> None:
        """Begin with the first."""
        self._numbers = _Numbers(document)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add one at the end of a paragraph."""
        add_footnote(paragraph, f" {clean(text)}", id_registry=self._numbers)


class _Numbers(FootnoteIdRegistry):
    """Numbers of footnotes as Word gives them: LibreOffice mixes up those at random."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document)
        self._numbers = count(1)

    def next(self) -> int:
        """One more than the last."""
        return next(self._numbers)


def new_document(title: str) -> WordDocument:
    """A document with the styles of footnotes, which a new one of python-docx lacks."""
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.title = clean(title)[:255]
    document.core_properties.created = datetime.now(UTC)
    reference = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    return document


def file_of(document: WordDocument) -> bytes:
    """The document as a .docx file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)
