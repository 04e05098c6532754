"""The bytes of a web page in, its tree without what never shows out."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from lxml import etree, html

from corpus.errors import SourceError
from corpus.formats.decoding import MARKS, decoded

LARGEST_PAGE = 20_000_000  # bytes; a page of a thousand paragraphs has less than one million
DECLARED_WITHIN = 4096
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
AS_BROWSERS_DO = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
NEVER_SHOWN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "head", "button", "select", "textarea", "input", "datalist", "dialog", "audio", "video", "map",
    "del", "s", "strike",
)  # fmt: skip
FURNITURE = ("header", "footer")  # as word processors mark those of printed pages
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def decoded_page(name: str, source: bytes) -> str:
    """The characters of a page: by its mark, what it declares, UTF-8, or what they look like."""
    if len(source) > LARGEST_PAGE:
        raise SourceError(
            f"{name} has {len(source):,} bytes, more than the {LARGEST_PAGE:,} that a page may "
            "have. Save its text as .txt, .docx or PDF."
        )
    text = _decoded(name, source)
    if "\x00" in text:
        raise SourceError(f"{name} has NUL characters and is damaged. Save the page anew.")
    return text


def tree_of(name: str, page: str) -> html.HtmlElement:
    """The root of a page's tree; raises SourceError where it is nested beyond all measure."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(XML_DECLARATION.sub("", page, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name} has no page in it ({error}). Save the page anew.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError(
            f"{name} is nested deeper, or has a longer piece of text, than a page has. "
            "Save its text as .txt, .docx or PDF."
        )
    return root


def without_hidden(root: html.HtmlElement) -> html.HtmlElement:
    """The same tree less scripts, styles, the head, and what is hidden or struck out."""
    for element in list(root.iter()):
        shows = isinstance(element.tag, str) and element.tag not in NEVER_SHOWN
        if element.getparent() is not None and not (shows and not _is_hidden(element)):
            element.drop_tree()
    return root


def _decoded(name: str, source: bytes) -> str:
    declared = DECLARED.search(source[:DECLARED_WITHIN])
    marked = any(source.startswith(mark) for mark, _ in MARKS)
    for encoding in [] if marked else _known(declared[1] if declared else b""):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    try:
        return decoded(name, source)
    except SourceError:
        if marked:
            raise
    best = from_bytes(source).best()
    if best is None:
        raise SourceError(f"{name} is in no encoding that can be told. Save the page as UTF-8.")
    return str(best)


def _known(declared: bytes) -> list[str]:
    """The encoding that a page declares, if it is one that a declaration can be read in."""
    try:
        encoding = codecs.lookup(declared.decode("ascii")).name
        encoding = AS_BROWSERS_DO.get(encoding, encoding)
        return [encoding] if "charset".encode(encoding) == b"charset" else []
    except (LookupError, UnicodeError):
        return []


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag == "div" and element.get("title") in FURNITURE:
        return True
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return hidden or HIDDEN.search(element.get("style", "")) is not None
