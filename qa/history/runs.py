"""Runs of words that stand in several texts and not in another: found by their n-grams.

Every five words in a row are looked up once, so that the work grows with the words of the texts
and not with the pairs of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GRAM = 5  # words in a row by which runs are found: shorter ones are no agreed language

Gram = tuple[str, ...]
Sentences = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row of a sentence of one text: they stand in so many texts.

    ``sentence`` and ``start`` say where in the text of the number ``text``, which is the last that
    has them; ``texts`` are the numbers of all of these, in order; ``missing`` are those of its
    grams that the other text has not.
    """

    text: int
    sentence: int
    start: int
    words: tuple[str, ...]
    texts: tuple[int, ...]
    missing: frozenset[Gram]


def runs(texts: Sequence[Sentences], without: Sentences, least: int) -> Iterator[Run]:
    """The runs that stand in ``least`` texts and more, and not in ``without``.

    Each is as long as it can be: with a word more it stands in fewer texts. Each comes once, from
    the last text that has it.
    """
    masks = _masks(texts)
    there = {gram for sentence in without for gram in grams(sentence)}
    for number, text in enumerate(texts):
        for place, sentence in enumerate(text):
            some = [*grams(sentence)]
            having = [masks[gram] for gram in some]
            for start, end, mask in _closed(having, 1 << number, least):
                missing = frozenset(gram for gram in some[start:end] if gram not in there)
                if missing:
                    found = tuple(sentence[start : end + GRAM - 1])
                    yield Run(number, place, start, found, _numbers(mask), missing)


def _masks(texts: Sequence[Sentences]) -> dict[Gram, int]:
    """For each gram the texts that have it, as the bits of a number."""
    masks: dict[Gram, int] = {}
    for number, text in enumerate(texts):
        bit = 1 << number
        for sentence in text:
            for gram in grams(sentence):
                masks[gram] = masks.get(gram, 0) | bit
    return masks


def grams(sentence: Sequence[str]) -> Iterator[Gram]:
    """Every GRAM words in a row."""
    return zip(*(sentence[at:] for at in range(GRAM)), strict=False)


def _closed(having: Sequence[int], last: int, least: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of grams (start, end) that all of some texts have, and no longer stretch does.

    ``last`` is the bit of the last of these texts.
    """
    for start, first in enumerate(having):
        before = having[start - 1] if start else 0
        if first & ~before == 0:
            continue  # whatever begins here, its texts have the gram before as well
        end, mask = start, first
        while mask.bit_count() >= least:
            end += 1
            following = mask & having[end] if end < len(having) else 0
            if following != mask and mask & ~before and mask < last << 1:
                yield start, end, mask
            mask = following


def _numbers(mask: int) -> tuple[int, ...]:
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)
