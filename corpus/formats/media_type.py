"""What a file is, by its content and not by its name alone.

The package filetype tells what a binary file is: it is plain Python, needs no system library, and
tells .docx, .odt and plain zip files apart, all of which puremagic 1.30 calls Word documents.
Word documents are told by the list of contents that they carry.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

import filetype

from corpus.errors import SourceError
from corpus.formats.decoding import decode

PLAIN_TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
HTML_NAMES = (".html", ".htm", ".xhtml")
BEGINNING = 4096
PDF_HEADER_WITHIN = 1024
LONGEST_LIST_OF_CONTENTS = 1_000_000

ZIP_HEADER = b"PK\x03\x04"
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF_HEADER = b"{\\rtf"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTENTS = "[Content_Types].xml"
WORD = re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroEnabled")
SHEET_OR_SLIDES = re.compile(rb"(spreadsheetml|ms-excel)|(presentationml|ms-powerpoint)")
PAGE = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
TAG_OF_A_PAGE = re.compile(
    r"<(?:p|div|h[1-6]|br|table|ul|ol|article|section|main)\b", re.IGNORECASE
)
XML = re.compile(r"[\s\ufeff]*<(?:\?xml|svg|rss)\b", re.IGNORECASE)

AS_DOCUMENT = "Save it as .docx or PDF and try again."
NAMES = {
    "application/msword": ("an old Word document (.doc)", AS_DOCUMENT),
    "application/vnd.ms-excel": ("a spreadsheet", AS_DOCUMENT),
    "application/vnd.ms-powerpoint": ("a presentation", AS_DOCUMENT),
    "application/rtf": ("an RTF file", AS_DOCUMENT),
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text (.odt)", AS_DOCUMENT),
    "application/vnd.oasis.opendocument.spreadsheet": ("a spreadsheet", AS_DOCUMENT),
    "application/vnd.oasis.opendocument.presentation": ("a presentation", AS_DOCUMENT),
    "application/epub+zip": ("an e-book (.epub)", AS_DOCUMENT),
    "application/zip": ("a zip archive", "Unpack it and add the documents in it."),
    "application/gzip": ("a compressed file", "Unpack it and add the document in it."),
    "application/x-tar": ("an archive", "Unpack it and add the documents in it."),
    "application/x-7z-compressed": ("an archive", "Unpack it and add the documents in it."),
    "application/x-executable": ("a program", "Check that it is the document."),
    "application/x-msdownload": ("a program", "Check that it is the document."),
}
SORTS = {
    "image": ("an image", "Add the document's text, or a PDF of it."),
    "audio": ("a sound recording", "Add a transcript of it."),
    "video": ("a film", "Add a transcript of it."),
    "font": ("a font", "Check that it is the document."),
}


def media_type(name: str, source: bytes) -> str:
    """The media type of a file that can be read; else SourceError says what the file is."""
    if not source:
        raise SourceError(f"{name} is empty. Check that it is the document.")
    if source.startswith(b"%PDF"):
        return PDF
    if b"%PDF-" in source[:PDF_HEADER_WITHIN] and b"endobj" in source:
        return PDF
    if source.startswith(ZIP_HEADER):
        return _of_zip(name, source)
    if source.startswith(OLE_HEADER):
        raise _refused(name, *_of_ole(source))
    if source.startswith(RTF_HEADER):
        raise _refused(name, *NAMES["application/rtf"])
    return _of_text(name, source)


def _of_text(name: str, source: bytes) -> str:
    beginning = _beginning(source)
    suffix = PurePath(name).suffix.lower()
    if PAGE.match(beginning):
        return HTML
    if suffix in HTML_NAMES and TAG_OF_A_PAGE.search(source.decode("latin-1")):
        return HTML
    if XML.match(beginning):
        raise _refused(name, "an XML file", "Save the document as text, .docx or PDF.")
    try:
        decode(name, source)
    except SourceError:
        if guess := filetype.guess_mime(source):
            raise _refused(name, *_named(guess)) from None
        raise
    return MARKDOWN if suffix in MARKDOWN_NAMES else PLAIN_TEXT


def _beginning(source: bytes) -> str:
    head = source[:BEGINNING]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "latin-1", errors="replace").removeprefix("ï»¿")


def _of_zip(name: str, source: bytes) -> str:
    try:
        with ZipFile(BytesIO(source)) as archive:
            listed = CONTENTS in archive.namelist()
            contents = archive.open(CONTENTS).read(LONGEST_LIST_OF_CONTENTS) if listed else b""
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SourceError(
            f"{name} is a damaged Word document or zip archive ({error}). "
            "Open it in Word or LibreOffice and save it anew."
        ) from error
    if WORD.search(contents):
        return DOCX
    if kind := SHEET_OR_SLIDES.search(contents):
        raise _refused(name, "a spreadsheet" if kind[1] else "a presentation", AS_DOCUMENT)
    raise _refused(name, *_named(filetype.guess_mime(source) or "application/zip"))


def _of_ole(source: bytes) -> tuple[str, str]:
    if ENCRYPTED in source:
        return "protected with a password", "Save it without the password and try again."
    guess = filetype.guess_mime(source)
    return NAMES.get(guess or "", ("an old Office document", AS_DOCUMENT))


def _named(guess: str) -> tuple[str, str]:
    sort = SORTS.get(guess.partition("/")[0])
    return NAMES.get(guess) or sort or (f"of the type {guess}", "Save it as text, .docx or PDF.")


def _refused(name: str, what: str, advice: str) -> SourceError:
    return SourceError(f"{name} is {what}, which cannot be read. {advice}")
