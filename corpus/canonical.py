"""Paragraphs of a source file put together as one clean text that maps back to the file."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.block import gaps
from corpus.body import BodyParagraph, Kind
from corpus.span import Run, SourceMap, Span

BETWEEN_PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph with its place in the canonical text; the other fields are BodyParagraph's."""

    label: str | None
    span: Span
    page: int | None = None
    section: str | None = None
    kind: Kind = "text"
    notes: tuple[str, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's canonical text, its paragraphs, and the map back to the source."""

    text: str
    paragraphs: tuple[PlacedParagraph, ...]
    source_map: SourceMap


def canonical(source: str, paragraphs: tuple[BodyParagraph, ...]) -> Canonical:
    """Copy the paragraphs' pieces out of ``source`` into one text.

    White space between two pieces becomes one blank; paragraphs are two line feeds apart.
    """
    parts: list[str] = []
    runs: list[Run] = []
    placed: list[PlacedParagraph] = []
    length = 0
    for paragraph in paragraphs:
        if parts:
            parts.append(BETWEEN_PARAGRAPHS)
            length += len(BETWEEN_PARAGRAPHS)
        start = length
        for piece, gap in zip(paragraph.pieces, gaps(source, paragraph.pieces), strict=True):
            parts += [gap, piece.of(source)]
            length += len(gap)
            runs.append(Run(length, piece.start, piece.end - piece.start))
            length += piece.end - piece.start
        placed.append(_placed(paragraph, Span(start, length)))
    return Canonical("".join(parts), tuple(placed), SourceMap(tuple(runs)))


def _placed(paragraph: BodyParagraph, span: Span) -> PlacedParagraph:
    return PlacedParagraph(
        label=paragraph.label,
        span=span,
        page=paragraph.page,
        section=paragraph.section,
        kind=paragraph.kind,
        notes=paragraph.notes,
        recognised=paragraph.recognised,
    )
