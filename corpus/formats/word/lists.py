"""The numbers that Word computes for the paragraphs of its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from corpus.formats.word.package import w
from corpus.formats.word.styles import Styles
from corpus.formats.written_numbers import in_form
from corpus.numbering import path

PLACEHOLDER = re.compile(r"%([1-9])")
BULLET = "bullet"
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are counted, and the text they stand in ("(%2)")."""

    start: int
    form: str
    text: str
    restart: int | None  # the level, from 1, after which it starts anew; 0 for never
    decimal: bool  # all numbers in it are written in digits


@dataclass(frozen=True, slots=True)
class Numbered:
    """What stands before a paragraph: its number with those above it, or a bullet (None)."""

    label: str | None


class Lists:
    """Counts through a document's lists; each paragraph is to be given once, in order."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        """Take the numbering part of a document, None if it has none."""
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        if part is not None:
            self._abstract = {
                one.get(w("abstractNumId")): one for one in part.findall(w("abstractNum"))
            }
            self._lists = {one.get(w("numId")): one for one in part.findall(w("num"))}
        self._levels: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph: etree._Element) -> Numbered | None:
        """The number of a paragraph; None if it is in no list."""
        wanted = self._place(paragraph)
        if wanted is None:
            return None
        list_id, depth = wanted
        if list_id not in self._lists:
            return None
        abstract, levels = self._read(list_id)
        if depth not in levels:
            return None
        self._count(list_id, abstract, levels, depth)
        level = levels[depth]
        if level.form == BULLET:
            return Numbered(None)
        if level.form == NOTHING or not level.text.strip():
            return None
        return Numbered(self._label(levels, self._counts[abstract], depth))

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list that a paragraph is in, by itself or by its style, and how deep."""
        style = self._styles.of_paragraph(paragraph)
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        found = [] if own is None else [own]
        inherited = self._styles.property(style, "pPr", "numPr")
        found += [] if inherited is None else [inherited]
        list_id = _value(found, "numId")
        if list_id is None or list_id == "0":
            return None
        depth = _value(found, "ilvl")
        if depth is None and own is None:
            depth = self._depth_of_style(list_id, style)
        return list_id, int(depth or 0)

    def _depth_of_style(self, list_id: str, style: str | None) -> str | None:
        if list_id not in self._lists:
            return None
        abstract = self._abstract.get(_child(self._lists[list_id], "abstractNumId") or "")
        for level in [] if abstract is None else abstract.findall(w("lvl")):
            if _child(level, "pStyle") == style:
                return str(level.get(w("ilvl")))
        return None

    def _read(self, list_id: str) -> tuple[str, dict[int, Level]]:
        """The list that is counted, and its levels with the changes that this one makes."""
        if list_id not in self._levels:
            instance = self._lists[list_id]
            abstract = self._resolved(_child(instance, "abstractNumId") or "")
            element = self._abstract.get(abstract)
            levels = {} if element is None else _levels(element)
            for override in instance.findall(w("lvlOverride")):
                levels.update(_levels(override))
            self._levels[list_id] = abstract, levels
        return self._levels[list_id]

    def _resolved(self, abstract: str) -> str:
        """The list that holds the levels, where one only names the style of another."""
        element = self._abstract.get(abstract)
        linked = None if element is None else _child(element, "numStyleLink")
        if linked is not None:
            for other, candidate in self._abstract.items():
                if _child(candidate, "styleLink") == linked:
                    return other
        return abstract

    def _count(self, list_id: str, abstract: str, levels: dict[int, Level], depth: int) -> None:
        counts = self._counts.setdefault(abstract, {})
        start = levels[depth].start
        if (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            override = self._lists[list_id].find(
                f"{w('lvlOverride')}[@{w('ilvl')}='{depth}']/{w('startOverride')}"
            )
            if override is not None:
                start = int(override.get(w("val"), "1"))
                counts.pop(depth, None)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 <= depth < restart:
                del counts[deeper]

    def _label(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str | None:
        own = _text(levels, counts, depth)
        shown = {int(number) - 1 for number in PLACEHOLDER.findall(levels[depth].text)}
        if shown - {depth}:
            return own
        above = [
            _text(levels, counts, other)
            for other in range(depth)
            if other in counts and levels[other].form not in (BULLET, NOTHING)
        ]
        return path([*above, own])


def _levels(element: etree._Element) -> dict[int, Level]:
    return {int(level.get(w("ilvl"), "0")): _level(level) for level in element.findall(w("lvl"))}


def _level(element: etree._Element) -> Level:
    restart = _child(element, "lvlRestart")
    return Level(
        start=int(_child(element, "start") or 0),
        form=_child(element, "numFmt") or "decimal",
        text=_child(element, "lvlText") or "",
        restart=None if restart is None else int(restart),
        decimal=element.find(w("isLgl")) is not None,
    )


def _child(element: etree._Element, name: str) -> str | None:
    child = element.find(w(name))
    return None if child is None else child.get(w("val"))


def _value(found: list[etree._Element], name: str) -> str | None:
    values = (_child(element, name) for element in found)
    return next((value for value in values if value is not None), None)


def _text(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """A number as it is printed, without the full stop or bracket that ends it."""

    def written(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        if other not in levels:
            return ""
        form = "decimal" if levels[depth].decimal else levels[other].form
        return in_form(counts.get(other, levels[other].start), form)

    text = " ".join(PLACEHOLDER.sub(written, levels[depth].text).split())
    return text if text.startswith("(") else text.rstrip(".):;- ")
