"""Layout blocks in, the paragraphs a careful reader would count out.

What is left out: titles and headings, rules, page numbers, everything before a "Begin text" line
and after an "End text" line. What is joined: a paragraph that a page break cut in two. Every rule
looks at layout and punctuation only, never at what a text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.block import Block, BlockKind
from corpus.punctuation import ABBREVIATED, DANGLING, FINISHED, is_finished, is_short, is_title_like
from corpus.span import Span

BEGIN_MARKER = re.compile(r"\W*(?:(?:begin|start)(?: of)? text|text begins)\W*", re.IGNORECASE)
END_MARKER = re.compile(r"\W*(?:end(?: of)? text|text ends)\W*|#{3,}|-+\s*30\s*-+", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """One paragraph of the body: its printed label, if any, and its pieces of the source."""

    label: str | None
    pieces: tuple[Span, ...]


def body(page: Iterable[Block]) -> tuple[BodyParagraph, ...]:
    """The paragraphs of a document's body, in order."""
    paragraphs: list[BodyParagraph] = []
    previous: Block | None = None
    for block in _between_markers(list(page)):
        if block.kind is BlockKind.RULE or PAGE_NUMBER.fullmatch(block.text):
            continue
        if previous is not None and continues(previous, block):
            cut = paragraphs.pop()
            paragraphs.append(BodyParagraph(cut.label, cut.pieces + block.pieces))
            previous = block
        elif is_heading(block):
            previous = None
        else:
            paragraphs.append(BodyParagraph(block.label, block.pieces))
            previous = block
    return tuple(paragraphs)


def continues(first: Block, second: Block) -> bool:
    """Whether a page break cut one paragraph into these two blocks.

    The first must stop in the middle of a sentence, and the second must be plain text that goes
    on in lower case, unless the first stops at a word that cannot end a sentence.
    """
    if second.kind is not BlockKind.PARAGRAPH or second.label or second.emphasised:
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
    if block.emphasised:
        return is_short(block.text) or not is_finished(block.text)
    return is_title_like(block.text)


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
