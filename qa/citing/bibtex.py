"""Quotations as BibTeX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.citing.cited import Cited
from qa.citing.pinpoint import pinpoint

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

SPECIAL = {  # what TeX reads otherwise than it stands; all else stays as it is, in UTF-8
    "\\": r"{\textbackslash}",
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"\ensuremath{<}",
    ">": r"\ensuremath{>}",
    "`": "{`}",  # two of them, or two of the next ones, would be one mark
    "'": "{'}",
    "-": "{-}",
}


def bibtex(many: Sequence[Cited]) -> str:
    """All as one BibTeX file; the words are in ``annotation``, the address in ``permalink``."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    encoder = _encoder()
    library = Library(
        [Entry("misc", one.key, [Field(*field) for field in _fields(one, encoder)]) for one in many]
    )
    return str(write_string(library, unparse_stack=()))


def _fields(one: Cited, encoder: UnicodeToLatexEncoder) -> list[tuple[str, str]]:
    """Names and values, as they stand in a file; a title and a body keep their capitals."""
    day = one.meeting.date
    place, page = one.meeting.place, one.paragraph.page
    told = {
        "author": one.meeting.body and f"{{{_plain(one.meeting.body, encoder)}}}",
        "title": f"{{{_plain(one.meeting.title, encoder)}}}",
        "year": str(day.year),
        "month": str(day.month),
        "date": day.isoformat(),
        "address": place and _plain(place, encoder),
        "pages": page and str(page),
        "note": _plain(" ".join([f"{pinpoint(one.paragraph).told}.", *one.remarks]), encoder),
        "annotation": _plain(one.text, encoder),
        "permalink": one.citation.permalink,
    }
    return [(name, f"{{{value}}}") for name, value in told.items() if value]


def _plain(text: str, encoder: UnicodeToLatexEncoder) -> str:
    return str(encoder.unicode_to_latex(" ".join(text.split())))


def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import (
        RULE_DICT,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    special = {ord(one): written for one, written in SPECIAL.items()}
    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, special)],
        replacement_latex_protection="none",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
