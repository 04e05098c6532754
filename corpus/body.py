"""Layout blocks in, the paragraphs a careful reader would count out.

What is left out: titles and headings, rules, notes, page numbers, everything before a "Begin
text" line and after an "End text" line. What is joined: a paragraph that a page break cut in two.
Every rule looks at layout and punctuation only, never at what a text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.layout import Block, BlockKind
from corpus.span import Span

BEGIN_MARKER = re.compile(r"\W*(?:(?:begin|start)(?: of)? text|text begins)\W*", re.IGNORECASE)
END_MARKER = re.compile(r"\W*(?:end(?: of)? text|text ends)\W*|#{3,}|-+\s*30\s*-+", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?\W*", re.IGNORECASE
)
FINISHED = re.compile(r"[.!?:;…]['\"’”)\]]*$")
ABBREVIATED = re.compile(r"\b(?:(?:[A-Za-z]\.){2,}|(?:No|Nos|Art|para|paras|Mr|Ms|Mrs|Dr|St)\.)$")
DANGLING = re.compile(
    r"(?:[,–—(/]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|that|which|its|their))$",
    re.IGNORECASE,
)
LONGEST_HEADING_IN_WORDS = 15
APART = (BlockKind.RULE, BlockKind.NOTE)  # may stand between two halves of a paragraph


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
        if block.kind in APART or PAGE_NUMBER.fullmatch(block.text):
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
    if first.kind is BlockKind.ROW:
        return False
    if second.kind is not BlockKind.PARAGRAPH or second.label or second.emphasised:
        return False
    if FINISHED.search(first.text) and not ABBREVIATED.search(first.text):
        return False
    return second.text[0].islower() or bool(DANGLING.search(first.text))


def is_heading(block: Block) -> bool:
    """Whether a block is a title, heading or dateline rather than running text."""
    if block.kind in (BlockKind.ITEM, BlockKind.ROW) or block.label:
        return False
    if block.kind is BlockKind.HEADING:
        return True
    short = len(block.text.split()) <= LONGEST_HEADING_IN_WORDS
    finished = bool(FINISHED.search(block.text))
    if block.emphasised:
        return short or not finished
    goes_on = block.text[0].islower() or DANGLING.search(block.text)
    return short and not finished and not goes_on


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
