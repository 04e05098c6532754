"""A phrase looked up: every place where it stands, in date order, and how it stands there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from time import perf_counter

from corpus import Store
from corpus.errors import InputError
from index import Searcher
from qa.phrase.attribution import Named, told_attributed
from qa.phrase.difference import Difference
from qa.phrase.found import Attributed, FoundPhrase, Piece, Place, Stitching, Verdict
from qa.phrase.judge import Judge
from qa.phrase.passages import ALTERED, PARTIAL, PIECE, WHOLE, Passage, Passages, Standing
from qa.phrase.pasted import Pasted, as_it_is, in_marks
from qa.phrase.stitched import FEWEST_WORDS, pieces_of
from qa.phrase.words import Word, span_of, words
from qa.typed import require_text

HALF = 0.5
NO_MEETING = "The collection has no meeting, so that nothing can be found in it."
MOST_AROUND = 60  # words that say whose a quotation is; more are a text of their own
LONGEST = 200_000  # characters
STITCHED_AT_MOST = 400  # words; a longer text is no quotation

NamedIn = Callable[[str], Named | None]
Having = Callable[[str], Standing]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A quotation with the passages of the whole, and of its pieces where it is stitched."""

    quotation: str
    whole: Standing
    pieces: tuple[tuple[str, Standing], ...] = ()
    stitching: Stitching | None = None

    @property
    def verdict(self) -> Verdict:
        best = self.whole.best
        if self.stitching:
            return "stitched"
        return best.match if best and best.share >= PARTIAL else "not found"


class Finder:
    """Looks phrases up in one store through one searcher."""

    def __init__(self, store: Store, searcher: Searcher, judge: Judge, named_in: NamedIn) -> None:
        """``named_in`` tells which meetings the words around a quotation name."""
        self._store = store
        self._searcher = searcher
        self._named_in = named_in
        self._passages = Passages(store, searcher, judge)

    def find(
        self, phrase: str, attribution: str = "", meetings: Collection[str] = ()
    ) -> FoundPhrase:
        """All places of a phrase, and whether it is put down to a meeting that has it.

        ``attribution`` are words that stand around it elsewhere; ``meetings`` are ids of those of
        which no place may be missing, however many paragraphs have the phrase. Raises InputError
        for a phrase that cannot be looked up.
        """
        started = perf_counter()
        self._require_words(phrase)
        looked, around = self._read(phrase)
        count = len(words(looked.quotation))
        if looked.verdict == "not found" and count > STITCHED_AT_MOST:
            raise InputError(
                f"This text of {count:,} words stands nowhere as a whole, and one of more than "
                f"{STITCHED_AT_MOST} words is not looked up in pieces. Check it as a draft instead."
            )
        named = self._named(f"{attribution} {around}", looked)
        looked = self._with_all_of({*meetings, *(named.meetings if named else ())}, looked)
        places = () if looked.stitching else self._places(looked.quotation, looked.whole)
        pieces = tuple(Piece(text, self._places(text, found)) for text, found in looked.pieces)
        return FoundPhrase(
            phrase=phrase,
            quotation=looked.quotation,
            verdict=looked.verdict,
            places=places,
            stitching=looked.stitching,
            pieces=pieces,
            attributed=self._attributed(named, places, pieces) if named else None,
            more=len(looked.whole.unread),
            elapsed_ms=round((perf_counter() - started) * 1000, 1),
        )

    def _require_words(self, phrase: str) -> None:
        if len(phrase) > LONGEST:
            raise InputError(f"A phrase may have {LONGEST:,} characters, not {len(phrase):,}.")
        require_text(phrase, "The phrase")
        if not self._store.meetings():
            raise InputError(NO_MEETING)
        if not any(self._searcher.terms(word.text) for word in words(phrase)):
            raise InputError("There is no word to look for. Paste a phrase, or a sentence.")

    def passages(self, phrase: str) -> list[Passage]:
        """The passages that have the words of a phrase or a part of them, in date order."""
        return self._shown(self._passages.having(phrase, words(phrase), WHOLE))

    def differences(self, one: Passage, phrase: str) -> tuple[Difference, ...]:
        """How a passage differs from the phrase that it was found for."""
        return self._passages.differences(one, phrase)

    def _read(self, phrase: str) -> tuple[_Looked, str]:
        """What of a text is the quotation, looked up, and the words around it."""
        pasted = in_marks(phrase)
        if pasted is None or not 0 < len(words(pasted.around)) <= MOST_AROUND:
            return self._looked_up(as_it_is(phrase)), ""
        looked = self._looked_up(pasted)
        best = looked.whole.best
        if best is not None and not self._passages.shares(best, pasted.around, HALF):
            return looked, pasted.around
        whole = self._looked_up(as_it_is(phrase))
        if whole.whole.stands and self._has_what_is_around(phrase, whole.whole.best, pasted):
            return whole, ""
        return looked, pasted.around

    def _has_what_is_around(self, phrase: str, best: Passage | None, pasted: Pasted) -> bool:
        """Whether the record has most of the words that stand around marked ones, too."""
        if best is None:
            return False
        standing = zip(words(phrase), self._passages.standing(best), strict=False)
        around = [
            (word, stands)
            for word, stands in standing
            if not any(word.span.within(span) for span in pasted.marked)
        ]
        stands = self._passages.weight([word for word, stands in around if stands])
        return stands > HALF * self._passages.weight([word for word, _ in around])

    def _looked_up(self, pasted: Pasted) -> _Looked:
        quotation = pasted.quotation
        asked = words(quotation)
        whole = self._passages.having(quotation, asked, WHOLE)
        looked = _Looked(quotation, whole)
        if looked.verdict == "verbatim" or len(asked) > STITCHED_AT_MOST:
            return looked
        having = lru_cache(self._having)
        marked = len(pasted.pieces) > 1
        pieces = [
            each
            for piece in pasted.pieces
            for each in self._cut(piece, having(piece) if marked else whole, having)
        ]
        if len(pieces) == 1:
            return looked
        return self._stitched(looked, [(one, having(one)) for one in pieces], marked=marked)

    def _having(self, text: str) -> Standing:
        """The passages of a piece."""
        return self._passages.having(text, words(text), PIECE)

    def _cut(self, text: str, whole: Standing, having: Having) -> list[str]:
        """A text, of which these are the passages, in the pieces that stand apart."""
        best = whole.best
        if best is None or not _lacks_much(best):
            return [text]
        asked = words(text)

        def best_of(some: Sequence[Word]) -> Passage | None:
            return best if some is asked else having(span_of(some).of(text)).best

        pieces = pieces_of(asked, best_of, self._passages)
        return [span_of(piece).of(text) for piece in pieces]

    def _stitched(
        self, looked: _Looked, found: list[tuple[str, Standing]], *, marked: bool
    ) -> _Looked:
        """The pieces as a stitched quotation, where they are one."""
        standing = [(text, one) for text, one in found if one.stands]
        has = sum(self._passages.weight(words(text)) for text, _ in standing)
        enough = has >= ALTERED * self._passages.weight(words(looked.quotation))
        if len(standing) < 2 or not enough:  # noqa: PLR2004 - one passage is not stitched
            return looked
        shared = _paragraphs_of_all([one for _, one in standing])
        if shared and not marked and looked.whole.stands:
            return looked
        if shared:
            found = [(text, _within(one, shared)) for text, one in found]
        stitching: Stitching = "words left out" if shared else "passages joined"
        return _Looked(looked.quotation, looked.whole, tuple(found), stitching)

    def _shown(self, standing: Standing) -> list[Passage]:
        """The passages to show: those that have most of a phrase, else those that have a part."""
        least = ALTERED if standing.stands else PARTIAL
        return self._passages.in_date_order(one for one in standing.passages if one.share >= least)

    def _places(self, phrase: str, standing: Standing) -> tuple[Place, ...]:
        """The passages to show, verified."""
        shown = self._shown(standing)
        return tuple(self._passages.places(shown, phrase))

    def _named(self, around: str, looked: _Looked) -> Named | None:
        """The meetings that the words around a quotation name, if any of it was found."""
        standing = [looked.whole, *(one for _, one in looked.pieces)]
        found = any(one.passages for one in standing)
        return self._named_in(around) if found and around.strip() else None

    def _with_all_of(self, meetings: Collection[str], looked: _Looked) -> _Looked:
        """What was looked up, with all that these meetings have of it."""
        if looked.stitching == "words left out":
            return looked  # its pieces are only of the paragraphs that have them all
        whole = self._passages.with_all_of(meetings, looked.whole, looked.quotation)
        pieces = tuple(
            (text, self._passages.with_all_of(meetings, one, text)) for text, one in looked.pieces
        )
        return replace(looked, whole=whole, pieces=pieces)

    def _attributed(
        self, named: Named, places: Sequence[Place], pieces: Sequence[Piece]
    ) -> Attributed | None:
        """Whether a quotation stands where the words around it say; None where it was not found."""
        found = [some for some in (places, *(piece.places for piece in pieces)) if some]
        if not found:
            return None
        standing = [_meetings_of_best(some) for some in found]
        right = all(named.meetings & meetings for meetings in standing)
        told = told_attributed(named, set().union(*standing), self._store.meetings(), right=right)
        return Attributed(named.words, tuple(sorted(named.meetings)), right, told)


def _meetings_of_best(places: Sequence[Place]) -> set[str]:
    """The meetings that have the words; if none has them verbatim, those that have them altered."""
    verbatim = [one for one in places if one.match == "verbatim"]
    return {one.citation.meeting_id for one in verbatim or places}


def _lacks_much(best: Passage) -> bool:
    """Whether a passage lacks as many words of the phrase in a row as may be from another."""
    if best.share < ALTERED:
        return True
    lacking = [
        step
        for step, kind in zip(best.steps, best.kinds, strict=True)
        if kind in ("put in", "other words")
    ]
    return any(len(step.asked) >= FEWEST_WORDS for step in lacking)


def _paragraphs_of_all(standing: Sequence[Standing]) -> set[int]:
    """The paragraphs in which all pieces stand, one after another."""
    starts = [
        {one.paragraph.id: one.span for one in reversed(each.passages) if one.share >= ALTERED}
        for each in standing
    ]
    shared = set(starts[0]).intersection(*starts[1:])
    return {
        paragraph
        for paragraph in shared
        if all(
            before[paragraph].end <= after[paragraph].start for before, after in pairwise(starts)
        )
    }


def _within(standing: Standing, paragraphs: set[int]) -> Standing:
    kept = tuple(one for one in standing.passages if one.paragraph.id in paragraphs)
    return Standing(kept, standing.unread)
