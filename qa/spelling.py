"""Misspelt words of a question, and what is searched instead."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.wording import folded
from index import Searcher, Speller
from qa.language import is_foreign

Corrections = dict[str, str]

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"")
WORD = re.compile(r"[^\W_]+")


def misspelt(
    text: str, known: Collection[str], searcher: Searcher, speller: Speller
) -> Corrections:
    """The words of a question that are corrected, as typed, with what is searched instead.

    Left as they are: words in quotation marks, words the record or ``known`` (folded) has,
    abbreviations, slips for words that no search counts, and a whole text in another language.
    """
    words = WORD.findall(QUOTED.sub(" ", text))
    unknown = {word for word in words if searcher.is_unknown(word)}
    shouted = text.isupper()
    corrections = {
        word: meant
        for word in sorted(unknown, key=words.index)
        if folded(word) not in known and (shouted or not word.isupper())
        if (meant := speller.correct(word)) is not None and searcher.terms(meant)
    }
    return {} if corrections and is_foreign(text, searcher) else corrections


def corrected(text: str, corrections: Corrections) -> str:
    """The text with its misspelt words replaced, but for those in quotation marks."""

    def replaced(part: str) -> str:
        return WORD.sub(lambda match: corrections.get(match[0], match[0]), part)

    if not corrections:
        return text
    pieces, end = [], 0
    for quoted in QUOTED.finditer(text):
        pieces += [replaced(text[end : quoted.start()]), quoted[0]]
        end = quoted.end()
    return "".join([*pieces, replaced(text[end:])])
