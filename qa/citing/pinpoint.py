"""Where in a document a quotation stands, as a printed copy lets a reader find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import Paragraph

SHORT = {"page": "p.", "paragraph": "para.", "note": "n."}


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A page, a paragraph or a note; ``label`` is the name that CSL has for it.

    ``on_page`` is the page of a paragraph or a note, where it is known.
    """

    label: Literal["page", "paragraph", "note"]
    value: str
    on_page: int | None

    @property
    def told(self) -> str:
        """As it is written: p. 4, para. 12."""
        page = "" if self.on_page is None else f"p. {self.on_page}, "
        return f"{page}{SHORT[self.label]} {self.value}"


def pinpoint(paragraph: Paragraph) -> Pinpoint:
    """A note by its mark, a paragraph by its printed number, else by its page, else counted.

    A paragraph that is only counted, from the beginning of the document, is not looked for on a
    page, where the same count would name another.
    """
    number, page = paragraph.printed_number, paragraph.page
    if number is not None:
        return Pinpoint("note" if paragraph.kind == "note" else "paragraph", number, page)
    if page is not None:
        return Pinpoint("page", str(page), None)
    return Pinpoint("paragraph", str(paragraph.ordinal), None)
