"""An evidence sheet as a table: a line for each quotation, or one for the silence."""

from __future__ import annotations

from collections.abc import Iterator

from qa.exporting import Exhibit, Sheet
from web.exported.told import remarks, result
from web.safe_csv import as_csv

MADE = ("asked", "result", "retrieved", "version", "collection", "collection_id", "revision",
        "corpus_hash", "generation")  # fmt: skip
OF_A_QUOTATION = (
    "number", "role", "quotation", "short", "remarks", "meeting_id", "meeting", "date", "place",
    "document", "paragraph", "printed_number", "page", "start", "end", "reference", "permalink",
    "source_sha256", "words_sha256",
)  # fmt: skip
COLUMNS = (*OF_A_QUOTATION, *MADE)


def table(sheet: Sheet) -> str:
    """The sheet as CSV."""
    made = tuple(_made(sheet))
    lines = [(*_line(number, one), *made) for number, one in enumerate(sheet.exhibits(), start=1)]
    if not sheet.quotations:
        silence = ("", "silence", *("" for _ in OF_A_QUOTATION[2:]))
        lines.insert(0, (*silence, *made))
    return as_csv(COLUMNS, lines)


def _made(sheet: Sheet) -> Iterator[object]:
    made = sheet.made_by
    yield from (sheet.asked, result(sheet), sheet.retrieved.isoformat(), made.version)
    yield from (made.collection, made.collection_id, made.revision, made.corpus_hash)
    yield made.generation


def _line(number: int, one: Exhibit) -> Iterator[object]:
    cited = one.citation
    role = "nearest (not an answer)" if one.role == "nearest" else one.role
    yield from (number, role, one.quote, one.short, " ".join(remarks(one)))
    yield from (cited.meeting_id, cited.meeting, cited.date, cited.place, cited.document)
    yield from (cited.paragraph, cited.printed_number, cited.page, cited.start, cited.end)
    yield from (one.reference, cited.permalink, cited.source_sha256, one.words_sha256)
