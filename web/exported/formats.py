"""The formats that an evidence sheet is written in, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from corpus import Store
from corpus.errors import InputError
from corpus.formats.media_type import DOCX, HTML, MARKDOWN
from qa.citing import FORMATS as CITATIONS
from qa.citing import FormatName, written
from qa.exporting import Sheet
from web.exported.markdown import markdown
from web.exported.names import ExportFormat
from web.exported.table import table
from web.wire import to_json

NOTHING_TO_CITE = (
    "There is no quotation to cite. Markdown, Word, CSV, JSON and the page also tell of a silence."
)


@dataclass(frozen=True, slots=True)
class Export:
    """A format: what people call it, its media type, the ending of its files, and its writer."""

    label: str
    media_type: str
    ending: str
    write: Callable[[Sheet, Store], bytes]


def _markdown(sheet: Sheet, _store: Store) -> bytes:
    return markdown(sheet).encode()


def _word(sheet: Sheet, _store: Store) -> bytes:
    from web.exported.word import word

    return word(sheet)


def _table(sheet: Sheet, _store: Store) -> bytes:
    return table(sheet).encode()


def _page(sheet: Sheet, _store: Store) -> bytes:
    from web.exported.page import page

    return page(sheet).encode()


def _json(sheet: Sheet, _store: Store) -> bytes:
    return to_json(sheet, indent=2) + b"\n"


def _citations(name: FormatName, sheet: Sheet, store: Store) -> bytes:
    """The quotations alone, without those that say otherwise and those that are no answer."""
    if not sheet.quotations:
        raise InputError(NOTHING_TO_CITE)
    links = [one.citation.permalink for one in sheet.quotations]
    return written(links, store, name).encode()


EXPORTS: dict[ExportFormat, Export] = {
    "markdown": Export("Markdown", f"{MARKDOWN}; charset=utf-8", "md", _markdown),
    "docx": Export("Word", DOCX, "docx", _word),
    "csv": Export("CSV", "text/csv; charset=utf-8", "csv", _table),
    **{
        name: Export(form.label, form.media_type, form.ending, partial(_citations, name))
        for name, form in CITATIONS.items()
    },
    "html": Export("Page", f"{HTML}; charset=utf-8", "html", _page),
    "json": Export("JSON", "application/json", "json", _json),
}
ENDINGS: dict[str, ExportFormat] = {
    EXPORTS[name].ending: name
    for name in ("markdown", "docx", "csv", "bibtex", "ris", "text", "html", "json")
}
