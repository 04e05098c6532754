"""What a check of a text found, in exactly the shape of the JSON that every door speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus import Span
from corpus.running_text import TextParagraph
from qa.check.standing import Standing
from qa.phrase import Verdict
from qa.phrase.pasted import LEFT_OUT
from qa.quote import Citation

Mode = Literal["article", "draft"]
QuotationVerdict = Verdict | Literal["too short"]
SentenceVerdict = Literal["agreed", "near", "new"]
RIGHT: tuple[QuotationVerdict, ...] = ("verbatim", "too short")


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation in the text: its place in a paragraph (from 1), and how it stands in the record.

    ``attribution`` are the words around it that may say whose it is.
    """

    number: int
    paragraph: int
    span: Span
    text: str
    is_open: bool
    is_set_apart: bool
    attribution: str
    verdict: QuotationVerdict
    standing: Standing

    @property
    def is_misattributed(self) -> bool:
        """Whether the text says that another meeting said so than those that did."""
        return self.standing.attributed is not None and not self.standing.attributed.right

    @property
    def is_right(self) -> bool:
        """Whether it stands in the record as it is quoted, or is too short to tell.

        Words may be left out of it where a mark says so.
        """
        right = self.verdict in RIGHT or self.is_shortened
        return right and not self.is_misattributed

    @property
    def is_shortened(self) -> bool:
        """Whether it is verbatim but for words that are left out, as "…" says."""
        pieces = [one.nearest for one in self.standing.pieces]
        verbatim = all(one is not None and one.match == "verbatim" for one in pieces)
        is_one = self.standing.stitching == "words left out"
        return is_one and verbatim and LEFT_OUT.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft: its place in a paragraph (from 1), and how it stands in the record."""

    number: int
    paragraph: int
    span: Span
    text: str
    verdict: SentenceVerdict
    standing: Standing


@dataclass(frozen=True, slots=True)
class Source:
    """A paragraph of the record that agreed sentences of a draft were taken from, by number."""

    citation: Citation
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many quotations and sentences there are of each verdict; ``shares`` (0..1) of these."""

    quotations: Mapping[QuotationVerdict, int]
    misattributed: int
    sentences: Mapping[SentenceVerdict, int]
    shares: Mapping[SentenceVerdict, float]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with all that was found of it; only a draft has sentences.

    ``why`` says why it was taken for an article or a draft, ``notes`` what is wrong with its
    marks, in sentences.
    """

    name: str
    mode: Mode
    why: str
    summary: Summary
    notes: tuple[str, ...]
    text: tuple[TextParagraph, ...]
    quotations: tuple[CheckedQuotation, ...]
    sentences: tuple[CheckedSentence, ...]
    sources: tuple[Source, ...]
    elapsed_ms: float

    @property
    def is_right(self) -> bool:
        """Whether every quotation, and at least one, is verbatim and rightly attributed."""
        quoted = any(one.verdict != "too short" for one in self.quotations)
        return (quoted or self.mode == "draft") and all(one.is_right for one in self.quotations)
