"""A .docx file opened: the XML of its parts, with bombs, entities and damage refused.

Macros (.docm) are other parts of the package; they are never looked at, let alone run.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.pkgreader import PackageReader
from lxml import etree

from corpus.errors import SourceError

LARGEST_UNPACKED = 200_000_000  # bytes, most of them pictures
LARGEST_XML = 50_000_000  # of all parts with text; takes ten times as much memory
MOST_TIMES_LARGER = 200  # unpacked, for packages of more than:
SMALL_UNPACKED = 20_000_000
MOST_PARTS = 5_000
XML_NAMES = (".xml", ".rels")
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAVE_ANEW = "Open it in Word or LibreOffice and save it anew."


def w(name: str) -> str:
    """A name of WordprocessingML with its namespace, as lxml writes it."""
    return f"{{{MAIN}}}{name}"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML trees of a Word document that hold its text; None for a part it does not have."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None


def open_package(name: str, source: bytes) -> Package:
    """The parts of a .docx or .docm file; raises SourceError."""
    _check_size(name, source)
    try:
        reader = PackageReader.from_file(BytesIO(source))
        parts = {reltype: blob for _, _, reltype, blob in reversed(list(reader.iter_sparts()))}
    except (
        BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError, etree.XMLSyntaxError,
        RecursionError, NotImplementedError, AttributeError,
    ) as error:  # fmt: skip
        raise SourceError(f"{name} is a damaged Word document ({error}). {SAVE_ANEW}") from error
    document = _tree(name, parts.get(RELATIONSHIP_TYPE.OFFICE_DOCUMENT))
    if document is None or document.find(w("body")) is None:
        raise SourceError(f"{name} has no text that can be found ({_form(document)}). {SAVE_ANEW}")
    return Package(
        document,
        _tree(name, parts.get(RELATIONSHIP_TYPE.STYLES)),
        _tree(name, parts.get(RELATIONSHIP_TYPE.NUMBERING)),
        _tree(name, parts.get(RELATIONSHIP_TYPE.FOOTNOTES)),
        _tree(name, parts.get(RELATIONSHIP_TYPE.ENDNOTES)),
    )


def _check_size(name: str, source: bytes) -> None:
    try:
        with ZipFile(BytesIO(source)) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise SourceError(f"{name} is a damaged Word document ({error}). {SAVE_ANEW}") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError(
            f"{name} is protected with a password. Save it without the password and try again."
        )
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(XML_NAMES))
    swollen = unpacked > SMALL_UNPACKED and unpacked > MOST_TIMES_LARGER * len(source)
    too_large = unpacked > LARGEST_UNPACKED or xml > LARGEST_XML
    if len(entries) > MOST_PARTS or too_large or swollen:
        raise SourceError(
            f"{name} would unpack to {unpacked:,} bytes in {len(entries):,} parts, more than a "
            f"document has. {SAVE_ANEW}"
        )


def _tree(name: str, xml: bytes | None) -> etree._Element | None:
    """The XML of one part; nothing outside it is ever read, and it may not declare anything."""
    if xml is None:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name} is a damaged Word document ({error}). {SAVE_ANEW}") from error
    if root.getroottree().docinfo.doctype:
        raise SourceError(
            f"{name} declares entities, which Word documents never do, and is not read. {SAVE_ANEW}"
        )
    return root


def _form(document: etree._Element | None) -> str:
    return "it may be in the form Strict Open XML" if document is None else "no body"
