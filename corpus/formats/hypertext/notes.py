"""Footnotes of a web page: links from a mark in the text to a note further down, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[*†‡§¶]{1,3})\s*[\])]?", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\[.*\]|\(.*\)")
NAMED_AS_NOTE = re.compile(r"fn|note|cite|ref", re.IGNORECASE)
HOLDS_A_NOTE = ("li", "p", "div", "aside", "section", "td", "dd")


@dataclass(frozen=True, slots=True)
class Notes:
    """Marks by the links that refer to notes, and by the elements that hold them; links back."""

    references: dict[html.HtmlElement, str]
    holders: dict[html.HtmlElement, str]
    back: frozenset[html.HtmlElement]


def notes_of(root: html.HtmlElement) -> Notes:
    """The footnotes of a page."""
    order = {element: at for at, element in enumerate(root.iter())}
    targets = {one.get("id") or one.get("name"): one for one in root.xpath("//*[@id or @name]")}
    references: dict[html.HtmlElement, str] = {}
    holders: dict[html.HtmlElement, str] = {}
    back = set()
    for link in root.xpath("//a[starts-with(@href, '#')]"):
        target = targets.get(link.get("href")[1:])
        holder = None if target is None else _holder(target)
        mark = _mark(link)
        if holder is None or holder in link.iterancestors():
            continue
        if order[holder] < order[link]:
            back.add(link)
        elif mark is not None:
            references[link] = mark
            holders.setdefault(holder, mark)
    inside = {link for link in back if any(one in holders for one in link.iterancestors())}
    return Notes(references, holders, frozenset(inside))


def _mark(link: html.HtmlElement) -> str | None:
    text = link.text_content().strip()
    match = MARK.fullmatch(text)
    if match is None:
        return None
    raised = any(one.tag == "sup" for one in [*link.iterancestors("sup"), *link.iter("sup")])
    named = NAMED_AS_NOTE.search(link.get("href", "")) is not None
    return match[1] if raised or named or IN_BRACKETS.fullmatch(text) else None


def _holder(target: html.HtmlElement) -> html.HtmlElement | None:
    return next((one for one in [target, *target.iterancestors()] if one.tag in HOLDS_A_NOTE), None)
