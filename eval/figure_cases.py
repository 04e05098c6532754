"""Figures labelled by hand, beside those that are read: how many are found, right, and together.

A figure that is read is *right* when it stands where a labelled one does (their words overlap)
with the same value, end of range and unit. Precision is the share of those read that are right,
recall the share of those labelled. Of the pairs of right figures of two meetings that were put
into one row, the share that the labels put into one row too is the precision of rows.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pydantic import TypeAdapter

from corpus import Span, Store
from corpus.errors import InputError
from eval.suite import Suite
from qa import Engine
from qa.figures import Figure, FigureTable

CLOSE = 1e-3  # "a third" may be labelled 33.33


@dataclass(frozen=True, slots=True)
class Label:
    """A figure as it was labelled; where words are labelled twice, the next place is meant.

    Without a ``paragraph`` the words are looked for in the whole document. Labels with the same
    ``row`` tell of the same matter.
    """

    document: str
    words: str
    value: float | None
    to: float | None
    unit: str | None
    kind: str
    subject: str
    row: str | None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class FigureSet:
    """All figures of some documents, labelled; ``about`` says what counts as one."""

    about: str
    documents: tuple[str, ...]
    figures: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class FigureMeasures:
    """Counts of figures, and of pairs in one row; what was missed or read wrongly, in words."""

    labelled: int
    read: int
    right: int
    kinds_right: int
    pairs: int
    pairs_right: int
    pairs_labelled: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure that was read, with its kind and the number of its row."""

    figure: Figure
    kind: str
    row: int


Matched = list[tuple[Label, _Read]]


def read_figure_set(path: Path) -> FigureSet:
    """A set from a JSON file; raises InputError."""
    try:
        return TypeAdapter(FigureSet).validate_python(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is no set of labelled figures: {error}") from error


def measure_figures(labelled: FigureSet, engine: Engine) -> FigureMeasures:
    """Read the figures of the labelled documents and compare; raises InputError."""
    meetings = _meetings(labelled.documents, engine.store)
    read = list(_read(engine.figures.table(meetings=list(meetings.values()))))
    places = _places(labelled, engine.store, meetings)
    right, missed = _matched(labelled, places, read)
    pairs = [
        (a, b)
        for a, b in combinations(right, 2)
        if a[1].figure.citation.meeting_id != b[1].figure.citation.meeting_id
    ]
    together = [(a, b) for a, b in pairs if a[1].row == b[1].row]
    taken = {id(one) for _, one in right}
    return FigureMeasures(
        labelled=len(labelled.figures),
        read=len(read),
        right=len(right),
        kinds_right=sum(label.kind == one.kind for label, one in right),
        pairs=len(together),
        pairs_right=sum(_is_one_row(a[0], b[0]) for a, b in together),
        pairs_labelled=sum(_is_one_row(a[0], b[0]) for a, b in pairs),
        missed=tuple(f"{one.document}: {one.words} ({one.subject})" for one in missed),
        wrong=tuple(_told(one) for one in read if id(one) not in taken),
    )


def suite(found: FigureMeasures) -> Suite:
    """How well the figures of documents are read."""
    told = (
        ("precision of value, unit and place", found.right, found.read),
        ("recall", found.right, found.labelled),
        ("kind", found.kinds_right, found.right),
        ("rows, precision of pairs", found.pairs_right, found.pairs),
        ("rows, recall of pairs", found.pairs_right, found.pairs_labelled),
    )
    rows = tuple(
        (name, f"{count / total:.3f}" if total else "–", f"{count} of {total}")
        for name, count, total in told
    )
    wrong = [f"missed: {one}" for one in found.missed] + [f"wrong: {one}" for one in found.wrong]
    return Suite(
        "Figures read", ("Of figures labelled by hand", "share", "count"), rows, tuple(wrong)
    )


def _meetings(documents: Sequence[str], store: Store) -> dict[str, str]:
    """The meeting of each labelled document; raises InputError where one is missing."""
    known = {store.document_of(one.id).name: one.id for one in store.meetings()}
    missing = [name for name in documents if name not in known]
    if missing:
        raise InputError(
            f"The collection has no document {missing[0]}, whose figures are labelled."
        )
    return {name: known[name] for name in documents}


def _read(table: FigureTable) -> Iterator[_Read]:
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            for figure in cell.figures:
                yield _Read(figure, row.kind, number)


def _places(labelled: FigureSet, store: Store, meetings: dict[str, str]) -> list[Span]:
    """Where each label's words stand in its document; raises InputError where they do not."""
    seen: Counter[tuple[str, int | None, str]] = Counter()
    places = []
    for label in labelled.figures:
        document = store.document_of(meetings[label.document])
        whole = Span(0, len(document.text))
        if label.paragraph is not None:
            whole = store.paragraphs(document)[label.paragraph - 1].span
        words = re.compile(rf"(?<!\w){re.escape(label.words)}(?!\w)")
        found = list(words.finditer(document.text, whole.start, whole.end))
        key = (label.document, label.paragraph, label.words)
        if seen[key] >= len(found):
            raise InputError(f"{label.document} does not have the figure {label.words!r}.")
        places.append(Span(*found[seen[key]].span()))
        seen[key] += 1
    return places


def _matched(
    labelled: FigureSet, places: Sequence[Span], read: Sequence[_Read]
) -> tuple[Matched, list[Label]]:
    """The labels with the figures that were read rightly, each once, and those that were not."""
    right: Matched = []
    missed = []
    left = list(read)
    for label, place in zip(labelled.figures, places, strict=True):
        found = next((one for one in left if _is_right(label, place, one.figure)), None)
        if found is None:
            missed.append(label)
        else:
            left.remove(found)
            right.append((label, found))
    return right, missed


def _is_right(label: Label, place: Span, figure: Figure) -> bool:
    cited = figure.citation
    return (
        cited.document == label.document
        and Span(cited.start, cited.end).overlaps(place)
        and _is_close(figure.value, label.value)
        and _is_close(figure.to, label.to)
        and figure.unit == label.unit
    )


def _is_close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE)


def _is_one_row(one: Label, other: Label) -> bool:
    return one.row is not None and one.row == other.row


def _told(one: _Read) -> str:
    figure = one.figure
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{figure.citation.document}: {figure.quote} = {figure.value}{unit} ({one.kind})"
