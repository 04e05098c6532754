"""What stands under an answer for its export: quotations to choose, and formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from qa import Answer, Citation
from qa.phrase import FoundPhrase
from web.chips import Chosen
from web.exported.formats import EXPORTS
from web.exported.names import ExportFormat
from web.words import where

LABEL = 90  # characters of a quotation
ON_THE_PAGE: tuple[ExportFormat, ...] = (
    "docx", "markdown", "csv", "bibtex", "ris", "csl-json", "json", "html",
)  # fmt: skip
SAVED = [(name, EXPORTS[name].label) for name in ON_THE_PAGE]


@dataclass(frozen=True, slots=True)
class Fold:
    """Fields of the form that are not seen, quotations to choose, and how many were before.

    ``boxes`` pairs each permalink with what is told of its quotation. Quotations that were chosen
    from earlier answers, of which the address has the permalinks, stay chosen.
    """

    hidden: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[str, str], ...]
    earlier: int


def fold_of_answer(answer: Answer, chosen: Chosen) -> Fold:
    """The fold under an answer, which was restricted by hand to what is ``chosen``."""
    hidden, picks = [("q", answer.question)], chosen["pick"]
    for name, value in chosen.items():
        if name == "pick":
            continue
        hidden += [(name, one) for one in ([value] if isinstance(value, str) else value) if one]
    return _fold(hidden, ((one.citation, one.quote) for one in answer.answers), picks)


def fold_of_look_up(found: FoundPhrase, picks: Sequence[str]) -> Fold:
    """The fold under the places of a phrase."""
    quoted = ((one.citation, one.quote) for one in found.all_places)
    return _fold([("find", found.phrase)], quoted, picks)


def _fold(
    hidden: Iterable[tuple[str, str]], quoted: Iterable[tuple[Citation, str]], picks: Sequence[str]
) -> Fold:
    boxes = {
        cited.permalink: f"{where(cited)}: “{shorten(quote, LABEL, placeholder=' …')}”"
        for cited, quote in quoted
    }
    earlier = [one for one in dict.fromkeys(picks) if one and one not in boxes]
    marker = [""] if boxes else []  # so that a form in which nothing is ticked is not one of all
    kept = [("pick", one) for one in [*marker, *earlier]]
    return Fold((*hidden, *kept), tuple(boxes.items()), len(earlier))
