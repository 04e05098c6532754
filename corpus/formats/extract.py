"""A file of any format in, its characters and blocks out."""

from __future__ import annotations

from corpus.formats.extracted import Extracted
from corpus.formats.media_type import DOCX, HTML, PDF, media_type
from corpus.formats.text import read_text


def extract(name: str, source: bytes, *, ocr: bool = False) -> Extracted:
    """Read a file, whatever its name says it is; ``name`` is used to tell Markdown and in errors.

    ``ocr`` reads the pages of a PDF that have no text off their picture.

    Raises SourceError, in a sentence that begins with ``name``, where it cannot be read.
    """
    kind = media_type(name, source)
    # Each reader brings a library that other formats need not load.
    if kind == PDF and ocr:
        from corpus.formats.ocr import recognise  # noqa: PLC0415

        return recognise(name, source)
    if kind == PDF:
        from corpus.formats.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(name, source)
    if kind == DOCX:
        from corpus.formats.docx import read_docx  # noqa: PLC0415

        return read_docx(name, source)
    if kind == HTML:
        from corpus.formats.html import read_html  # noqa: PLC0415

        return read_html(name, source)
    return read_text(name, source)
