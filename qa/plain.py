"""The question that a text holds, without markup and without instructions to the program."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.sentences import sentences
from qa.asking import asks, commands, question_within, without_lead_in
from qa.markup import without_markup

MARKUP_LEFT_OUT = "The markup around the question was left out."
ONLY_INSTRUCTIONS = (
    "This asks the program to do something; it can only look up what the documents say."
)
LONGEST_SPLIT_WELL = 4_000  # characters; pysbd takes seconds for a long text of many marks
SENTENCE_END = re.compile(r"(?<=[.?!？。؟])[\"'”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read; ``notes`` say what was left out.

    ``only_instructions``: it tells the program to do something, and asks nothing.
    """

    text: str
    notes: tuple[str, ...]
    only_instructions: bool


def plain(text: str) -> Plain:
    """Read a text as the question it holds."""
    unmarked = without_markup(text)
    notes = () if _same(text, unmarked) else (MARKUP_LEFT_OUT,)
    found = split_sentences(unmarked)
    surely = not any(asks(one) and not commands(one, surely=True) for one in found)
    commanding = [one for one in found if commands(one, surely=surely)]
    if not commanding:
        whole = " ".join(found)
        return Plain(without_lead_in(whole) if asks(whole) else whole, notes, False)
    read = [question_within(one) if one in commanding else one for one in found]
    kept = [without_lead_in(one) for one in read if one]
    if not any(asks(one) for one in kept):
        return Plain(" ".join(found), notes, True)
    question = " ".join(kept)
    return Plain(question, (*notes, f"Only the question was read: “{question}”."), False)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; a line is one of its own where it begins like one."""
    blocks: list[str] = []
    for line in re.split(r"\n", text.strip()):
        begins = not blocks or not line.strip() or asks(line.strip())
        begins = begins or commands(line.strip(), surely=True) or not blocks[-1]
        blocks = (
            [*blocks, line.strip()] if begins else [*blocks[:-1], f"{blocks[-1]} {line.strip()}"]
        )
    joined = (" ".join(block.split()) for block in blocks)
    return [sentence for block in joined if block for sentence in _split(block)]


def _split(block: str) -> list[str]:
    if not SENTENCE_END.search(block):
        return [block]
    if len(block) > LONGEST_SPLIT_WELL:
        return SENTENCE_END.split(block)
    return [span.of(block) for span in sentences(block)]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
