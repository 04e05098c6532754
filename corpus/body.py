"""Layout blocks in, the paragraphs a careful reader would count out.

What is left out: titles and headings, rules, page numbers, everything before a "Begin text" line
and after an "End text" line. What is joined: a paragraph that a page break cut in two. Every rule
looks at layout and punctuation only, never at what a text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Literal

from corpus.block import Block, BlockKind
from corpus.punctuation import ABBREVIATED, DANGLING, FINISHED, is_finished, is_short, is_title_like
from corpus.span import Span

BEGIN_MARKER = re.compile(r"\W*(?:(?:begin|start)(?: of)? text|text begins)\W*", re.IGNORECASE)
END_MARKER = re.compile(r"\W*(?:end(?: of)? text|text ends)\W*|#{3,}|-+\s*30\s*-+", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?\W*", re.IGNORECASE
)


Kind = Literal["text", "row", "note"]
GOING_ON = (",", ";")  # as no title ends
KINDS: dict[BlockKind, Kind] = {BlockKind.ROW: "row", BlockKind.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """One paragraph of the body: its printed label, if any, and its pieces of the source.

    ``page`` is where it begins, ``section`` the text of the heading above it, ``notes`` are the
    marks of the notes that it refers to. The label of a note is its mark. ``recognised`` tells
    that some of it was read off a picture.
    """

    label: str | None
    pieces: tuple[Span, ...]
    page: int | None = None
    section: str | None = None
    kind: Kind = "text"
    notes: tuple[str, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are one title, or one paragraph that page breaks cut."""

    blocks: tuple[Block, ...]
    is_title: bool


def body(page: Iterable[Block]) -> tuple[BodyParagraph, ...]:
    """The paragraphs of a document's body, in order, then the notes, in order."""
    everything = list(page)
    text = [block for block in _between_markers(everything) if block.kind is not BlockKind.NOTE]
    text = [block for block in text if _says_something(block)]
    sections = _sections(text, _headings(text))
    above = {id(block): section for block, section in zip(text, sections, strict=True)}
    paragraphs = [
        reduce(_longer, group.blocks[1:], _paragraph(group.blocks[0], above[id(group.blocks[0])]))
        for group in grouped(text)
        if not group.is_title
    ]
    return (*paragraphs, *_notes(everything, paragraphs))


def grouped(blocks: Iterable[Block]) -> list[Group]:
    """Blocks other than notes as titles and whole paragraphs, in order; rules are left out."""
    text = [block for block in blocks if _says_something(block)]
    headings = _headings(text)
    clauses = _clauses(text)
    groups: list[Group] = []
    for block, is_title in zip(text, headings, strict=True):
        last = groups[-1] if groups and not groups[-1].is_title else None
        if last and id(last.blocks[-1]) not in clauses and continues(last.blocks[-1], block):
            groups[-1] = Group((*last.blocks, block), is_title=False)
        else:
            groups.append(Group((block,), is_title=is_title))
    return groups


def continues(first: Block, second: Block) -> bool:
    """Whether a page break cut one paragraph into these two blocks.

    The first must stop in the middle of a sentence, and the second must be plain text that goes
    on in lower case, unless the first stops at a word that cannot end a sentence.
    """
    if second.kind is not BlockKind.PARAGRAPH or second.label or second.emphasised:
        return False
    if first.kind is BlockKind.ROW:
        return False
    if FINISHED.search(first.text) and not ABBREVIATED.search(first.text):
        return False
    return second.text[0].islower() or bool(DANGLING.search(first.text))


def is_heading(block: Block) -> bool:
    """Whether a block is a title, heading or dateline rather than running text."""
    if block.kind is BlockKind.HEADING:
        return True
    if block.kind is not BlockKind.PARAGRAPH or block.label:
        return False
    if block.text.endswith(GOING_ON):
        return False
    if block.emphasised:
        return is_short(block.text) or not is_finished(block.text)
    return is_title_like(block.text)


def _clauses(text: list[Block]) -> set[int]:
    """The blocks that are clauses of one sentence, each set as a paragraph, as preambles have them.

    Two in a row begin with a capital and end in a comma, which page breaks do not bring about.
    """
    found: set[int] = set()
    for first, second in pairwise(text):
        if _is_clause(first) and _is_clause(second):
            found |= {id(first), id(second)}
    return found


def _is_clause(block: Block) -> bool:
    plain = block.kind is BlockKind.PARAGRAPH and not block.label
    return plain and block.text[0].isupper() and block.text.endswith(GOING_ON)


def _paragraph(block: Block, section: str | None) -> BodyParagraph:
    kind = KINDS.get(block.kind, "text")
    return BodyParagraph(
        label=block.label,
        pieces=block.pieces,
        page=block.page,
        section=section,
        kind=kind,
        notes=block.notes,
        recognised=block.recognised,
    )


def _longer(cut: BodyParagraph, block: Block) -> BodyParagraph:
    return replace(
        cut,
        pieces=cut.pieces + block.pieces,
        notes=cut.notes + block.notes,
        recognised=cut.recognised or block.recognised,
    )


def _notes(page: list[Block], paragraphs: list[BodyParagraph]) -> Iterator[BodyParagraph]:
    """The notes of the body: those between the markers, and those that its paragraphs refer to."""
    inside = {id(block) for block in _between_markers(page)}
    referred = {mark for paragraph in paragraphs for mark in paragraph.notes}
    for block in page:
        if block.kind is BlockKind.NOTE and (id(block) in inside or block.label in referred):
            yield _paragraph(block, None)


def _says_something(block: Block) -> bool:
    """Whether a block is more than a rule, a page number or stray marks."""
    if block.kind is BlockKind.ROW:
        return True
    is_number = PAGE_NUMBER.fullmatch(block.text) is not None
    return not is_number and any(character.isalnum() for character in block.text)


def _headings(text: list[Block]) -> list[bool]:
    """Which blocks are headings; plain short lines at the very end have nothing under them."""
    found = [is_heading(block) for block in text]
    for index in reversed(range(len(text))):
        if not found[index]:
            return found
        if text[index].kind is BlockKind.PARAGRAPH and not text[index].emphasised:
            found[index] = not any(not heading for heading in found[:index])
    return found


def _sections(text: list[Block], headings: list[bool]) -> list[str | None]:
    """For each block, the heading above it that is not part of the document's title.

    Headings before the first paragraph are the title, but for those whose level comes again with
    text under it.
    """
    both = list(zip(text, headings, strict=True))
    paragraphs = [index for index, heading in enumerate(headings) if not heading]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(text), len(text))
    again = {_level(block) for block, heading in both[first:last] if heading} - {None}
    sections: list[str | None] = []
    above = None
    for index, (block, heading) in enumerate(both):
        if heading and (index > first or _level(block) in again):
            above = block.text
        sections.append(above)
    return sections


def _level(block: Block) -> tuple[bool, int | None] | None:
    """What makes two headings of one level; None for a plain line, which has none."""
    if block.kind is BlockKind.HEADING:
        return False, block.level
    return (True, None) if block.emphasised else None


def _between_markers(page: list[Block]) -> list[Block]:
    """The blocks between "Begin text" and "End text"; without a "Begin text", from the top."""
    begins = any(BEGIN_MARKER.fullmatch(block.text) for block in page)
    inside = not begins
    kept = []
    for block in page:
        if BEGIN_MARKER.fullmatch(block.text):
            inside = True
        elif END_MARKER.fullmatch(block.text):
            inside = False
        elif inside:
            kept.append(block)
    return kept
