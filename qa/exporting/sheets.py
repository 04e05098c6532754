"""Sheets made: of an answer, of a look-up, of permalinks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus import Store
from corpus.errors import InputError
from index import Searcher
from index.build import program_version
from qa.answer import Answer, Quoted
from qa.engine import Engine
from qa.exporting.exhibit import Exhibit, Otherwise, exhibits
from qa.exporting.sheet import MadeBy, OfLookUp, OfQuestion, Sheet
from qa.exporting.wanted import MOST_PICKED, NOTHING_CHOSEN, Wanted, links_of
from qa.filters import Filters
from qa.phrase import FoundPhrase, Place

Picks = Sequence[str] | None
EVERYWHERE = Filters()


def sheet(engine: Engine, wanted: Wanted) -> Sheet:
    """The sheet that is wanted; raises InputError where it cannot be made.

    Raises IntegrityError, as asking does, where a quotation does not stand in its source.
    """
    wanted.check()
    if wanted.question is not None:
        answer = engine.ask(wanted.question, wanted.filters, wanted.limit)
        return sheet_of_answer(engine, answer, wanted.filters, wanted.picks)
    if wanted.phrase is not None:
        return sheet_of_look_up(engine, engine.find(wanted.phrase), wanted.picks)
    return sheet_of_links(engine.store, wanted.picks or ())


def sheet_of_answer(engine: Engine, answer: Answer, filters: Filters, picks: Picks = None) -> Sheet:
    """An answer with the quotations chosen, or the silence with its reason."""
    store = engine.store
    by_link = {one.citation.permalink: one for one in answer.answers}
    shown = [
        _answering(one, by_link.get(one.citation.permalink))
        for one in _chosen(picks, [*by_link], store)
    ]
    numbers = {one.citation.permalink: number for number, one in enumerate(shown, start=1)}
    return Sheet(
        asked=answer.question,
        filters=filters,
        question=_question(answer, len(by_link.keys() - numbers.keys())),
        look_up=None,
        retrieved=_now(),
        made_by=_made_by(store, engine.searcher),
        quotations=tuple(shown),
        but_see=tuple(_contrasting(answer, numbers, store)),
        nearest=tuple(exhibits(map(_link, answer.nearest), "nearest", store)),
    )


def sheet_of_look_up(engine: Engine, found: FoundPhrase, picks: Picks = None) -> Sheet:
    """The places of a phrase that were chosen, at most 200 of them."""
    store = engine.store
    pieces = [(piece.phrase, place) for piece in found.pieces for place in piece.places]
    pairs = [*((found.quotation, place) for place in found.places), *pieces]
    by_link = {place.citation.permalink: (phrase, place) for phrase, place in pairs}
    shown = [
        _found(one, by_link.get(one.citation.permalink))
        for one in _chosen(picks, [*by_link], store)
    ]
    look_up = OfLookUp(
        verdict=found.verdict,
        stitching=found.stitching,
        attributed=found.attributed,
        missing=tuple(piece.phrase for piece in found.pieces if not piece.places),
        more=found.more,
        left_out=len(by_link.keys() - {one.citation.permalink for one in shown}),
    )
    return _sheet(store, engine.searcher, found.phrase, look_up, shown)


def sheet_of_links(store: Store, links: Sequence[str]) -> Sheet:
    """Quotations chosen by their permalinks, each once, in the order given."""
    Wanted(None, None, EVERYWHERE, 1, tuple(links)).check()
    return _sheet(store, None, None, None, _chosen(links, (), store))


def _sheet(
    store: Store,
    searcher: Searcher | None,
    phrase: str | None,
    look_up: OfLookUp | None,
    shown: Sequence[Exhibit],
) -> Sheet:
    """A sheet without a question."""
    return Sheet(
        asked=phrase,
        filters=EVERYWHERE,
        question=None,
        look_up=look_up,
        retrieved=_now(),
        made_by=_made_by(store, searcher),
        quotations=tuple(shown),
        but_see=(),
        nearest=(),
    )


def _chosen(picks: Picks, answered: Sequence[str], store: Store) -> list[Exhibit]:
    """The quotations chosen of those that answer, verified; without picks, the first 200."""
    if picks is None:
        return exhibits(answered[:MOST_PICKED], "chosen", store)
    if answered and not picks:
        raise InputError(NOTHING_CHOSEN)
    return exhibits(links_of(picks, answered), "chosen", store)


def _answering(one: Exhibit, quoted: Quoted | None) -> Exhibit:
    """A quotation with what is known of it as an answer, if it is one."""
    if quoted is None:
        return one
    return replace(
        one,
        role="answer",
        short=quoted.short,
        match=quoted.match,
        same_wording_in=quoted.same_wording_in,
    )


def _found(one: Exhibit, place: tuple[str, Place] | None) -> Exhibit:
    """A quotation with how the words that were looked up stand in it, if they do."""
    if place is None:
        return one
    looked_for, found = place
    return replace(
        one,
        role="found",
        match=found.match,
        looked_for=looked_for,
        differences=found.differences,
    )


def _contrasting(answer: Answer, numbers: Mapping[str, int], store: Store) -> Iterator[Exhibit]:
    """What says otherwise than a quotation on the sheet, of which these are the numbers."""
    for one in answer.but_see:
        number = numbers.get(_link(answer.answers[one.answer]))
        if number is not None:
            (there,) = exhibits([_link(one.quoted)], "but see", store)
            told = Otherwise(one.why, number, one.words, one.otherwise)
            yield replace(there, otherwise=told)


def _question(answer: Answer, left_out: int) -> OfQuestion:
    return OfQuestion(
        answered=answer.answered,
        reason=answer.reason,
        confidence=answer.confidence,
        understood=answer.understood,
        notes=answer.notes,
        nothing_in=answer.nothing_in,
        left_out=left_out,
    )


def _link(quoted: Quoted) -> str:
    return quoted.citation.permalink


def _now() -> dt.datetime:
    """The second of a retrieval, in UTC."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _made_by(store: Store, searcher: Searcher | None) -> MadeBy:
    generation = None if searcher is None else searcher.generation
    return MadeBy(
        version=program_version(),
        collection=store.property("name"),
        collection_id=store.property("store_id"),
        revision=store.revision,
        corpus_hash=store.corpus_hash(),
        generation=None if generation is None else generation.name,
        model=None if generation is None else generation.manifest.model,
    )
