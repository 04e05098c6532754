"""What is told of a checked text, in words; the same on the page, in Markdown and in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from qa import Citation
from qa.check import (
    Checked,
    CheckedQuotation,
    CheckedSentence,
    QuotationVerdict,
    SentenceVerdict,
    Source,
    Standing,
)
from web.words import otherwise, where

MOST_DIFFERENCES = 5
LONGEST_NEAREST = 300  # characters
FEW = 50
LABELS: dict[QuotationVerdict | SentenceVerdict, str] = {
    "verbatim": "Verbatim",
    "altered": "Altered",
    "partial": "Only partly in the record",
    "stitched": "Stitched together",
    "not found": "Not in the record",
    "too short": "Too short to look up, and not in the record as it is",
    "agreed": "Agreed",
    "near": "Near agreed wording",
    "new": "New",
}
SHORTENED = "Verbatim, with words left out"
STITCHED_SENTENCE = "Put together from agreed wording"
UNTAGGED = ("verbatim", "agreed", "too short")
LEGEND = {
    "article": (
        "Each quotation has a note that says how it stands in the record. Words of the text that "
        "the record does not have are struck out, words that it has instead are underlined."
    ),
    "draft": (
        "A sentence without a mark is agreed wording; its note says where it stands. In a sentence "
        "near agreed wording, words that this does not have are struck out, words that it has "
        "instead are underlined. The rest is marked as new."
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a quotation or sentence: what it is, where it stands, and what differs.

    ``cited`` pairs each citation with what it is: "First", "Latest", "Nearest", or nothing.
    """

    label: str
    cited: tuple[tuple[str, Citation], ...]
    told: tuple[str, ...]

    @property
    def text(self) -> str:
        """The note on one line."""
        places = "; ".join(f"{what} {footnote(one)}".strip() for what, one in self.cited)
        head = f"{self.label}: {places}." if places else f"{self.label}."
        return " ".join([head, *self.told])


def footnote(citation: Citation) -> str:
    """A citation as a footnote has it."""
    return f"{citation.meeting}, {where(citation)}"


def note(one: CheckedQuotation | CheckedSentence, *, named: bool = False) -> Note | None:
    """What is told of a quotation or sentence; nothing of a new sentence that is near to none.

    A quotation may be named by its first words, where the note stands among others.
    """
    stands = one.standing
    if one.verdict == "new" and stands.nearest is None:
        return None
    told = [*_differences(one.verdict, stands), *_nearest(one.verdict, stands)]
    told += [
        f"“{shortened(o.text, FEW)}” is not in the record." for o in stands.pieces if not o.nearest
    ]
    if isinstance(one, CheckedQuotation):
        told += _faults(one)
    label = f"“{shortened(one.text, FEW)}”: {_label(one)}" if named else _label(one)
    return Note(label, tuple(_cited(stands)), tuple(told))


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words."""
    return shorten(text, most, placeholder=" …")


def tag(one: CheckedQuotation | CheckedSentence) -> str:
    """What stands in brackets after it in the text; nothing where all is well."""
    tags: list[str] = [] if one.verdict in UNTAGGED else [one.verdict]
    if isinstance(one, CheckedQuotation):
        tags = [] if one.is_shortened else tags
        tags += ["misattributed"] if one.is_misattributed else []
    return ", ".join(tags)


def figures(checked: Checked) -> list[str]:
    """The summary, in sentences."""
    found = checked.summary
    lines = [_counted("quotation", found.quotations.items())]
    if found.misattributed:
        lines.append(f"{found.misattributed} put down to a meeting that does not have it.")
    if checked.mode == "draft":
        lines.append(_counted("sentence", found.sentences.items(), shared=True))
    return lines


def source(one: Source) -> str:
    """A paragraph that agreed sentences were taken from, and which these are."""
    numbers = ", ".join(map(str, one.sentences))
    noun = "sentence" if len(one.sentences) == 1 else "sentences"
    return f"{footnote(one.citation)}: {noun} {numbers}"


def _counted(noun: str, counts: Iterable[tuple[str, int]], *, shared: bool = False) -> str:
    """How many there are, and of each verdict: 3 quotations: 2 verbatim, 1 altered."""
    some = [(name, count) for name, count in counts if count]
    total = sum(count for _, count in some)
    if not total:
        return f"No {noun}."
    each = (
        f"{count} {name}" + (f" ({count / total:.0%})" if shared else "") for name, count in some
    )
    return f"{total} {noun if total == 1 else noun + 's'}: {', '.join(each)}."


def _label(one: CheckedQuotation | CheckedSentence) -> str:
    if isinstance(one, CheckedQuotation) and one.is_shortened:
        return SHORTENED
    if one.verdict == "near" and one.standing.verdict == "stitched":
        return STITCHED_SENTENCE
    return LABELS[one.verdict]


def _cited(stands: Standing) -> Iterator[tuple[str, Citation]]:
    if stands.verdict == "stitched":
        yield from _pieces(stands)
    elif stands.verdict != "verbatim":
        if stands.nearest:
            yield "nearest" if stands.verdict == "partial" else "", stands.nearest.citation
    elif stands.nearest and stands.first and stands.latest:
        here = stands.nearest.citation
        if stands.attributed or stands.places == 1:
            yield "", here
        if stands.places > 1:
            yield "first", stands.first
            yield f"latest of {stands.places} places", stands.latest


def _pieces(stands: Standing) -> Iterator[tuple[str, Citation]]:
    """Where the pieces of a stitched quotation stand."""
    for one in stands.pieces:
        if one.nearest:
            yield f"“{shortened(one.text, FEW)}” in", one.nearest.citation


def _differences(verdict: str, stands: Standing) -> list[str]:
    if verdict not in ("altered", "near") or stands.nearest is None:
        return []
    told = [otherwise(one) for one in stands.nearest.differences]
    more = len(told) - MOST_DIFFERENCES
    return [*told[:MOST_DIFFERENCES], *([f"{more} more differ."] if more > 0 else [])]


def _nearest(verdict: str, stands: Standing) -> list[str]:
    """The words of the passage that is only somewhat like it."""
    if verdict not in ("partial", "new") or stands.nearest is None:
        return []
    return [f"It says: “{shortened(stands.nearest.quote, LONGEST_NEAREST)}”."]


def _faults(one: CheckedQuotation) -> Iterator[str]:
    if one.standing.attributed:
        yield one.standing.attributed.told
    nearest = one.standing.nearest
    if one.verdict == "verbatim" and nearest and nearest.written:
        yield f"Written otherwise: {', '.join(nearest.written)}."
    if one.is_open:
        yield "The quotation mark is not closed."
