"""What a paragraph's or a run's style says: heading level, emphasis, hidden, numbering."""

from __future__ import annotations

import re

from lxml import etree

from corpus.formats.word.package import w

HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
TITLE_NAMES = ("title", "subtitle")
QUOTATION_NAMES = ("quote", "intense quote", "block text")
CONTENTS_NAME = re.compile(r"(?:toc \d|table of figures)", re.IGNORECASE)
BODY_TEXT = 9  # the outline level of what is no heading
LONGEST_CHAIN = 50


class Styles:
    """The styles of a document, each with those that it is based on."""

    def __init__(self, part: etree._Element | None) -> None:
        """Take the styles part of a document, None if it has none."""
        found = [] if part is None else part.findall(w("style"))
        self._styles = {style.get(w("styleId")): style for style in found}
        self._default = next(
            (
                style.get(w("styleId"))
                for style in found
                if style.get(w("type")) == "paragraph" and is_on(style.get(w("default"), "0"))
            ),
            None,
        )

    def of_paragraph(self, paragraph: etree._Element) -> str | None:
        """The id of a paragraph's style."""
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._default if named is None else named.get(w("val"))

    def name(self, style: str | None) -> str:
        """What a style is called."""
        for one in self._chain(style)[:1]:
            named = one.find(w("name"))
            return "" if named is None else str(named.get(w("val"), ""))
        return ""

    def property(self, style: str | None, *path: str) -> etree._Element | None:
        """The nearest setting, such as ``rPr``, ``b``, of a style or one that it is based on."""
        wanted = "/".join(w(step) for step in path)
        found = (one.find(wanted) for one in self._chain(style))
        return next((one for one in found if one is not None), None)

    def heading(self, paragraph: etree._Element) -> tuple[bool, int | None]:
        """Whether a paragraph is a heading, and its level; a title has none."""
        style = self.of_paragraph(paragraph)
        outline = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if outline is None:
            outline = self.property(style, "pPr", "outlineLvl")
        level = int(outline.get(w("val"), BODY_TEXT)) if outline is not None else BODY_TEXT
        if level < BODY_TEXT:
            return True, level + 1
        names = [self.name(one.get(w("styleId"))) for one in self._chain(style)]
        for name in names:
            if named := HEADING_NAME.fullmatch(name):
                return True, int(named[1])
        return names[:1] != [] and names[0].lower() in TITLE_NAMES, None

    def is_quotation(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is set apart as a quotation."""
        chain = self._chain(self.of_paragraph(paragraph))
        names = [self.name(one.get(w("styleId"))).lower() for one in chain]
        return any(name in QUOTATION_NAMES for name in names)

    def is_of_contents(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        return CONTENTS_NAME.match(self.name(self.of_paragraph(paragraph))) is not None

    def is_set(self, run: etree._Element, paragraph_style: str | None, name: str) -> bool:
        """Whether a run has a property such as ``b`` or ``vanish``, by itself or by its styles."""
        own = run.find(f"{w('rPr')}/{w(name)}")
        if own is None:
            named = run.find(f"{w('rPr')}/{w('rStyle')}")
            style = None if named is None else named.get(w("val"))
            own = self.property(style, "rPr", name)
        if own is None:
            own = self.property(paragraph_style, "rPr", name)
        return own is not None and is_on(own.get(w("val"), "1"))

    def _chain(self, style: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < LONGEST_CHAIN:
            chain.append(self._styles[style])
            based = chain[-1].find(w("basedOn"))
            style = None if based is None else based.get(w("val"))
        return chain


def is_on(value: str) -> bool:
    """Whether the value of an attribute means yes."""
    return value.lower() not in ("0", "false", "off", "none")
