"""An evidence sheet as Markdown: citations as footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from qa.exporting import Exhibit, Sheet
from web.exported.told import (
    HOW_TO_VERIFY,
    TITLE,
    Section,
    facts,
    isolated,
    note,
    quotation,
    remarks,
    sections,
)
from web.in_markdown import inline, line


def markdown(sheet: Sheet) -> str:
    """The sheet as CommonMark with footnotes."""
    found = sections(sheet)
    blocks = [
        f"# {TITLE}",
        "\n".join(f"- {name}: {inline(_on_one_line(value))}" for name, value in facts(sheet)),
        *(block for section in found for block in _section(section)),
        "## How to verify",
        HOW_TO_VERIFY,
        *(f"[^{number}]: {line(note(one))}" for part in found for number, one in part.exhibits),
    ]
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.heading}"
    for number, one in section.exhibits:
        yield _quotation(number, one)


def _quotation(number: int, one: Exhibit) -> str:
    """A quotation, with what has to be told of it as a list under it."""
    told = "".join(f"\n>\n> - {line(remark)}" for remark in remarks(one))
    return f"> {inline(quotation(one.quote))}[^{number}]{told}"


def _on_one_line(text: str) -> str:
    return isolated(" ".join(text.split()))
