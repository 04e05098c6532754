"""Figures by meeting and subject: what is chosen, read, put into rows, verified and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from time import perf_counter

from corpus import Meeting, Store
from corpus.errors import InputError
from index import Searcher
from qa.figures.changes import Change, change
from qa.figures.kinds import Kind
from qa.figures.rows import Sense, Senses, grouped
from qa.figures.told import FigureReader, Told
from qa.filters import Filters, meetings_within
from qa.quote import Citation, Quote, cite, verify_all
from qa.typed import require_text

LIKELY = 200  # paragraphs that share most words with a subject, of which the figures are read
MOST_MEETINGS = 12  # that are read where no subject is asked for
MOST_PARAGRAPHS = 400  # with numbers, that are read where no subject is asked for
LEAST_WEIGHT = 0.1
SHARED = 0.5  # share of a subject's words that a figure must have
LONGEST = 1000  # characters of a subject


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the record has it; ``quote`` are its words, ``sentence`` those around them.

    ``start`` and ``end`` are where the words stand in the sentence. ``value`` is None for an
    indefinite number, ``to`` the end of a range, ``unit`` None where things are counted; ``named``
    tells that the value is how many members the words name.
    """

    quote: str
    value: float | None
    to: float | None
    unit: str | None
    named: bool
    sentence: str
    start: int
    end: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures of a meeting on a subject, in their order, and what changed since the last."""

    meeting_id: str
    figures: tuple[Figure, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the meetings tell of one subject; cells are in date order, without empty ones."""

    subject: str
    kind: Kind
    unit: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures by subject and meeting; ``meetings`` are those that have any, in date order.

    ``read`` counts the meetings that were looked at of the ``known`` ones that were asked for;
    ``cut`` tells that not all of their paragraphs were read.
    """

    subject: str | None
    kind: Kind | None
    meetings: tuple[Meeting, ...]
    rows: tuple[Row, ...]
    read: int
    known: int
    cut: bool
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The paragraphs to read, and of how many meetings they are."""

    paragraphs: tuple[int, ...]
    read: int
    known: int
    cut: bool = False


class Figures:
    """Makes tables of the figures in one store."""

    def __init__(
        self, store: Store, searcher: Searcher, names: Sequence[Sequence[str]] = ()
    ) -> None:
        """``searcher`` must be of an index of that store; ``names`` groups names of one thing."""
        self._store = store
        self._searcher = searcher
        self._reader = FigureReader(store, searcher)
        self._senses = Senses(searcher, names)

    def table(
        self, subject: str = "", meetings: Sequence[str] = (), kind: Kind | None = None
    ) -> FigureTable:
        """The figures on a subject, or all of the latest meetings; only of one kind if given.

        Raises InputError for a subject without a word to look for, UnknownMeeting, IntegrityError
        where a figure does not stand in its source.
        """
        started = perf_counter()
        asked = self._asked(subject)
        within = meetings_within(Filters(meetings=tuple(meetings)), self._store)
        chosen = self._on_subject(subject, within) if asked else self._of_meetings(within)
        told = [one for number in chosen.paragraphs for one in self._reader.of_paragraph(number)]
        told = sorted((one for one in told if kind in (None, one.kind)), key=self._when)
        rows = self._rows(told, asked)
        shown = {cell.meeting_id for row in rows for cell in row.cells}
        return FigureTable(
            subject=subject.strip() or None,
            kind=kind,
            meetings=tuple(one for one in self._store.meetings() if one.id in shown),
            rows=rows,
            read=chosen.read,
            known=chosen.known,
            cut=chosen.cut,
            elapsed_ms=round((perf_counter() - started) * 1000, 1),
        )

    def _asked(self, subject: str) -> frozenset[str]:
        """The telling words of a subject, none where none is asked for; raises InputError."""
        if len(subject) > LONGEST:
            raise InputError(f"A subject may have {LONGEST:,} characters, not {len(subject):,}.")
        require_text(subject, "The subject")
        asked = self._senses.terms(subject)
        if subject.strip() and not asked:
            raise InputError(
                "There is no word to look for. Name what is counted, such as: people freed."
            )
        return asked

    def _on_subject(self, subject: str, within: tuple[str, ...]) -> _Chosen:
        """The paragraphs that have most of a subject's words, under all names of what it names."""
        query = " ".join([subject, *self._senses.other_names(subject)])
        allowed = self._store.allowed(within)
        found = self._searcher.by_words(query, LIKELY, allowed)
        known = len(within or self._store.meetings())
        return _Chosen(tuple(found), known, known)

    def _of_meetings(self, within: tuple[str, ...]) -> _Chosen:
        """The paragraphs with numbers of the latest meetings, as many as are read in one go."""
        ids = within or tuple(one.id for one in self._store.meetings())
        chosen: list[int] = []
        latest = ids[-MOST_MEETINGS:]
        for read, meeting_id in enumerate(reversed(latest), start=1):
            document = self._store.document_of(meeting_id)
            paragraphs = self._store.paragraphs(document)
            chosen += [one.id for one in paragraphs if self._reader.may_have(document, one)]
            if len(chosen) > MOST_PARAGRAPHS:
                return _Chosen(tuple(chosen[:MOST_PARAGRAPHS]), read, len(ids), cut=True)
        return _Chosen(tuple(chosen), len(latest), len(ids))

    def _rows(self, told: Sequence[Told], asked: frozenset[str]) -> tuple[Row, ...]:
        """The rows that tell of what is asked, those that tell most of it first; verified."""
        senses = [self._senses.of(one) for one in told]

        def fit(one: int, other: int) -> bool:
            return not _are_rivals(told[one], told[other]) and self._senses.same(
                senses[one], senses[other]
            )

        rows = grouped([one.matter for one in senses], fit)
        shares = [max(self._share(asked, senses[place]) for place in row) for row in rows]
        least = SHARED if max(shares, default=0.0) <= SHARED else SHARED + 1e-9
        kept = [(s, row) for s, row in zip(shares, rows, strict=True) if not asked or s >= least]
        if asked:
            kept.sort(key=lambda one: -one[0])
        else:
            kept.sort(key=lambda one: -len({told[place].document_id for place in one[1]}))
        shown = [[told[place] for place in row] for _, row in kept]
        verify_all([self._sentence(one) for row in shown for one in row], self._store)
        return tuple(map(self._row, shown))

    def _share(self, asked: frozenset[str], sense: Sense) -> float:
        """The share of what is asked that a figure tells of; nought where it counts none of it.

        The rarer a word, the more it counts.
        """
        if not asked & sense.counted and asked != {sense.verb}:
            return 0.0
        told = map(self._weight, asked & sense.terms)
        return sum(told) / sum(map(self._weight, asked))

    def _weight(self, term: str) -> float:
        return LEAST_WEIGHT + self._searcher.rarity(term)

    def _row(self, told: Sequence[Told]) -> Row:
        by_meeting: dict[str, list[Told]] = {}
        for one in told:
            meeting = self._store.document(one.document_id).meeting_id
            by_meeting.setdefault(meeting, []).append(one)
        changes = {
            later: change(old[0].quantity, new[0].quantity, earlier)
            for (earlier, old), (later, new) in pairwise(by_meeting.items())
            if not old[0].named
        }
        cells = tuple(
            Cell(meeting, tuple(map(self._figure, ones)), changes.get(meeting))
            for meeting, ones in by_meeting.items()
        )
        return Row(_title(told), told[0].kind, told[0].quantity.unit, cells)

    def _figure(self, one: Told) -> Figure:
        """A figure with its words, of a sentence that was verified."""
        sentence = self._sentence(one)
        quote = replace(sentence, span=one.span)
        return Figure(
            quote=quote.text,
            value=one.quantity.value,
            to=one.quantity.to,
            unit=one.quantity.unit,
            named=one.named,
            sentence=sentence.text,
            start=one.quantity.span.start,
            end=one.quantity.span.end,
            citation=cite(quote, self._store.meeting_of(quote.document)),
        )

    def _sentence(self, one: Told) -> Quote:
        """The sentence of a figure."""
        document = self._store.document(one.document_id)
        return Quote(document, self._store.paragraph(one.paragraph_id), one.sentence)

    def _when(self, one: Told) -> tuple[object, ...]:
        document = self._store.document(one.document_id)
        meeting = self._store.meeting_of(document)
        return (meeting.date, meeting.id, one.sentence.start, one.quantity.span.start)


def _are_rivals(one: Told, other: Told) -> bool:
    """Whether two figures of a meeting differ: then they are not of the same matter after all."""
    a, b = one.quantity, other.quantity
    return one.document_id == other.document_id and (a.value, a.to) != (b.value, b.to)


def _title(told: Sequence[Told]) -> str:
    """What a row is about: the words of its latest figure, and what is said to be done to it."""
    words = told[-1].subject.words
    verbs = dict.fromkeys(one.subject.verb for one in told if one.subject.verb)
    return ", ".join([words, *([" / ".join(verbs)] if verbs else [])])
