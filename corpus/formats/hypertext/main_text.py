"""Which parts of a web page are its text, and which stand around it.

trafilatura finds the main text. What it drops is kept where it stands among what it keeps, since
it loses short items, headings and table rows; but for links and what is marked as navigation.
Where it finds nothing, or less than a quarter of the text, the page's main element, its longest
article or its body is taken for the main text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura
from lxml import html

from corpus.block import BlockKind
from corpus.formats.hypertext.blocks import Found

LEAST_FOUND = 0.25  # of the characters outside of navigation
MOST_OUTSIDE = 0.1  # of the characters found may stand outside of the element with the main text
MOSTLY_LINKS = 0.5
LONG_ENOUGH = 40  # characters that do not stand in the main text by chance
HOLDS_PARTS = ("article", "body", "center", "div", "form", "html", "main", "section", "td")
AROUND = ("nav", "aside", "footer", "form")
ROLES = ("navigation", "complementary", "contentinfo", "banner", "search", "alertdialog", "dialog")
NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu|breadcrumbs?|cookies?|consent|banner|shar(?:e|ing)|social|sidebar"
    r"|related|footer|newsletter|subscribe|skip|pagination|toolbar|advert\w*|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)


def main_parts(page: str, root: html.HtmlElement, found: Sequence[Found]) -> list[Found]:
    """The parts of the main text, with the notes that they refer to."""
    words = _words_found(page)
    marked = [_stands_in(one, words) for one in found]
    inside = _element(root, found, marked)
    kept = [
        one
        for one, is_marked in zip(found, marked, strict=True)
        if is_marked or (_is_within(one.element, inside) and not _is_around(one, inside))
    ]
    places = {id(one) for one in kept}
    referred = {mark for one in kept for mark in one.part.notes}
    return [one for one in found if id(one) in places or _is_note_of(one, referred)]


def _is_note_of(one: Found, referred: set[str]) -> bool:
    return one.part.kind is BlockKind.NOTE and one.part.label in referred


def _words_found(page: str) -> tuple[frozenset[str], str]:
    """The blocks that trafilatura finds, and all in one, without white space."""
    document = trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return frozenset(), ""
    blocks = frozenset(_squeezed("".join(element.itertext())) for element in body.iter())
    return blocks, _squeezed("".join(body.itertext()))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _stands_in(one: Found, words: tuple[frozenset[str], str]) -> bool:
    blocks, everything = words
    text = _squeezed(one.part.text)
    return text in blocks or (len(text) >= LONG_ENOUGH and text in everything)


def _element(
    root: html.HtmlElement, found: Sequence[Found], marked: Sequence[bool]
) -> html.HtmlElement:
    """The element with the main text: the smallest that holds nearly all that was found."""
    lengths: dict[html.HtmlElement, int] = {}
    total = candidates = 0
    for one, is_marked in zip(found, marked, strict=True):
        length = len(one.part.text)
        candidates += 0 if _is_around(one, root) else length
        if is_marked:
            total += length
            for element in one.element.iterancestors(*HOLDS_PARTS):
                lengths[element] = lengths.get(element, 0) + length
    if total < LEAST_FOUND * candidates or not total:
        return _by_its_name(root)
    enough = (
        element for element, length in lengths.items() if length >= (1 - MOST_OUTSIDE) * total
    )
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))


def _by_its_name(root: html.HtmlElement) -> html.HtmlElement:
    for path in ("//main | //*[@role='main']", "//article"):
        named = root.xpath(path)
        if named:
            return max(named, key=lambda element: len(element.text_content()))
    body = root.find("body")
    return root if body is None else body


def _is_within(element: html.HtmlElement, outer: html.HtmlElement) -> bool:
    return element is outer or any(one is outer for one in element.iterancestors())


def _is_around(one: Found, inside: html.HtmlElement) -> bool:
    """Whether a part is navigation or the like, by its links or by the elements that hold it."""
    if one.linked > MOSTLY_LINKS:
        return True
    for element in [one.element, *one.element.iterancestors()]:
        if element is inside:
            return False
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag in AROUND or element.get("role") in ROLES or NAMES.search(named):
            return True
    return False
