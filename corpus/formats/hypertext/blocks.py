"""The tree of a web page in, its parts in order out, each with the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from corpus.block import BlockKind
from corpus.formats.composed import Part, row
from corpus.formats.hypertext.notes import Notes
from corpus.formats.written_numbers import in_form
from corpus.numbering import path
from corpus.punctuation import is_finished, is_short
from corpus.titles import lines_of, segments

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({
    *HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
EMPHASIS = ("b", "em", "i", "strong", "u")
ITEMS = ("li", "dt", "dd")
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "none": "none", "disc": "none", "circle": "none", "square": "none",
}  # fmt: skip
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
INTEGER = re.compile(r"-?\d{1,6}")


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a page, and the element that holds it; how much of its text is links."""

    part: Part
    element: html.HtmlElement
    linked: float


@dataclass(slots=True)
class _Text:
    """What was read since the last block began or ended."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)  # with whether emphasised
    linked: int = 0
    notes: list[str] = field(default_factory=list)


def parts_of(root: html.HtmlElement, notes: Notes) -> list[Found]:
    """All parts of a page that show, in order."""
    reading = _Reading(notes)
    reading.walk(root)
    reading.flush(root)
    return reading.found


class _Reading:
    """How far a tree was walked, and what is open."""

    def __init__(self, notes: Notes) -> None:
        self.found: list[Found] = []
        self._notes = notes
        self._text = _Text()
        self._emphasis = self._links = 0
        self._numbers: list[str | None] = []
        self._lists: dict[html.HtmlElement, dict[html.HtmlElement, str | None]] = {}
        self._item: tuple[bool, str | None] = (False, None)  # at the beginning of one; its label

    def walk(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if element in self._notes.references:
            self._refer(element)
        elif element in self._notes.back or tag in ("br", "hr"):
            self._add("\n" if tag == "br" else "")
            if tag == "hr":
                self.flush(element.getparent())
                self.found.append(Found(Part(BlockKind.RULE, ""), element, 0))
        elif tag == "table" and _is_data(element):
            self._table(element)
        elif tag in BLOCKS:
            self._block(element)
        else:
            self._inline(element)
        if element.tail and element.getparent() is not None:
            self._add(element.tail)

    def flush(self, element: html.HtmlElement) -> None:
        """End the part that was being read; ``element`` holds it."""
        text, self._text = self._text, _Text()
        linked = text.linked / max(1, sum(len(piece) for piece, _ in text.pieces))
        notes = tuple(text.notes)
        for is_title, lines in segments(lines_of(text.pieces)):
            words = " ".join(line.text for line in lines)
            emphasised = all(line.emphasised for line in lines)
            part = self._part(words, is_title, element)
            part = replace(part, emphasised=emphasised, notes=notes, quoted=_is_quoted(element))
            self.found.append(Found(part, element, linked))
            notes = ()

    def _part(self, words: str, is_title: bool, element: html.HtmlElement) -> Part:
        held = [element, *element.iterancestors()]
        for holder in held:
            if (mark := self._notes.holders.get(holder)) is not None:
                words = re.sub(rf"\A[\[(]?{re.escape(mark)}[\])]?[.:]?\s+(?=\S)", "", words)
                return Part(BlockKind.NOTE, words, label=mark)
        if is_title:
            return Part(BlockKind.HEADING, words)
        (begins_item, label), self._item = self._item, (False, None)
        heading = next((one for one in held[:2] if one.tag in HEADINGS), None)
        if heading is not None and (is_short(words) or not is_finished(words)):
            return Part(BlockKind.HEADING, words, label, level=int(heading.tag[1]))
        return Part(BlockKind.ITEM if begins_item else BlockKind.PARAGRAPH, words, label)

    def _block(self, element: html.HtmlElement) -> None:
        parent = element.getparent()
        self.flush(parent if parent is not None else element)
        is_item = element.tag in ITEMS
        if is_item:
            self._numbers.append(self._number(element))
            self._item = (True, path([number for number in self._numbers if number]))
        self.children(element)
        self.flush(element)
        if is_item:
            self._numbers.pop()
            self._item = (False, None)

    def _inline(self, element: html.HtmlElement) -> None:
        emphasises, links = element.tag in EMPHASIS, element.tag == "a"
        refers = element.tag == "sup" and any(
            one in self._notes.references for one in element.iter()
        )
        self._emphasis += emphasises
        self._links += links
        if refers:
            for reference in element.iter("a"):
                self._refer(reference)
        else:
            self.children(element)
        self._emphasis -= emphasises
        self._links -= links

    def children(self, element: html.HtmlElement) -> None:
        if element.text:
            self._add(element.text)
        for child in element:
            self.walk(child)

    def _add(self, text: str) -> None:
        is_break = text == "\n"
        text = text if is_break else re.sub(r"\s+", " ", text)
        self._text.pieces.append((text, self._emphasis > 0))
        if words := text.strip():
            self._text.linked += len(words) * (self._links > 0)

    def _refer(self, reference: html.HtmlElement) -> None:
        """Take a mark out of the text, with the brackets around it."""
        if (mark := self._notes.references.get(reference)) is None:
            return
        self._text.notes.append(mark)
        pieces, tail = self._text.pieces, reference.tail or ""
        if pieces and pieces[-1][0].endswith("[") and tail.startswith("]"):
            pieces[-1] = (pieces[-1][0][:-1], pieces[-1][1])
            reference.tail = tail[1:]

    def _table(self, table: html.HtmlElement) -> None:
        self.flush(table.getparent())
        for one in table.iter("caption", "tr"):
            cells = one.xpath("./td | ./th") or [one]
            parts = [list(_within(cell, self._notes)) for cell in cells]
            text = row(" ".join(part.text for part in cell) for cell in parts)
            notes = tuple(note for cell in parts for part in cell for note in part.notes)
            self.found.append(Found(Part(BlockKind.ROW, text, notes=notes), table, 0))

    def _number(self, item: html.HtmlElement) -> str | None:
        parent = item.getparent()
        if parent is None or item.tag != "li":
            return None
        if parent not in self._lists:
            self._lists[parent] = _numbers_of(parent)
        return self._lists[parent].get(item)


def _within(cell: html.HtmlElement, notes: Notes) -> Iterator[Part]:
    reading = _Reading(notes)
    reading.children(cell)  # what follows the cell is not in it
    reading.flush(cell)
    yield from (found.part for found in reading.found)


def _is_quoted(element: html.HtmlElement) -> bool:
    return any(one.tag == "blockquote" for one in [element, *element.iterancestors()])


def _is_data(table: html.HtmlElement) -> bool:
    """Whether a table holds rows of data, and not the layout of a page."""
    if table.get("role") in ("presentation", "none") or table.xpath(".//table"):
        return False
    if table.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//ol | .//ul"):
        return False
    return any(len(one.xpath("./td | ./th")) > 1 for one in table.iter("tr"))


def _numbers_of(parent: html.HtmlElement) -> dict[html.HtmlElement, str | None]:
    """What a browser writes before the items of a list, without full stops; None for bullets."""
    items = parent.findall("li")
    if parent.tag != "ol":
        return dict.fromkeys(items)
    step = -1 if "reversed" in parent.attrib else 1
    start = _integer(parent.get("start"))
    number = start if start is not None else (len(items) if step < 0 else 1)
    numbers: dict[html.HtmlElement, str | None] = {}
    for item in items:
        own = _integer(item.get("value"))
        number = number if own is None else own
        form = _form(item, parent)
        numbers[item] = None if form == "none" else in_form(number, form)
        number += step
    return numbers


def _form(item: html.HtmlElement, parent: html.HtmlElement) -> str:
    style = LIST_STYLE.search(f"{item.get('style', '')};{parent.get('style', '')}")
    if style:
        return STYLES.get(style[1].lower(), "decimal")
    return FORMS.get(item.get("type") or parent.get("type", ""), "decimal")


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and INTEGER.fullmatch(value.strip()) else None
