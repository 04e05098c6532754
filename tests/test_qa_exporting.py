"""Evidence sheets: what is on them, what is refused, and that all of it is verified anew."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from corpus import Store
from corpus.database import FILE_NAME
from corpus.errors import InputError, IntegrityError
from qa import Engine, Filters, Settings
from qa.exporting import (
    MOST_PICKED,
    Sheet,
    Wanted,
    picks_of,
    sheet,
    sheet_of_answer,
    sheet_of_links,
    sheet_of_look_up,
)
from tests.conftest import MakeFolder, open_quietly
from tests.test_qa_citing import LINK, link_to

FREED = "How many people had been freed from Daesh by late 2019?"
UNSAID = "Why did Russia join the Coalition?"
OFTEN = "enduring defeat of Daesh/ISIS"
ALTERED = "approximately 8 million people from Daesh/ISIS's control"
EVERYWHERE = Filters()


def asked(question: str, *picks: str, limit: int = 3) -> Wanted:
    return Wanted(question, None, EVERYWHERE, limit, picks or None)


def links(made: Sheet) -> list[str]:
    return [one.citation.permalink for one in made.quotations]


@pytest.mark.parametrize("question", [FREED, "Which meetings mention stabilization?"])
def test_a_sheet_has_the_quotations_of_the_answer(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    made = sheet(engine, asked(question))
    assert made.asked == question
    assert made.question is not None
    assert (made.question.answered, made.question.confidence) == (True, answer.confidence)
    assert made.question.understood == answer.understood
    assert made.question.nothing_in == answer.nothing_in
    assert [(o.quote, o.citation, o.short) for o in made.quotations] == [
        (one.quote, one.citation, one.short) for one in answer.answers
    ]
    assert {one.role for one in made.quotations} == {"answer"}
    assert (made.look_up, made.nearest, made.question.left_out) == (None, (), 0)


def test_every_quotation_stands_in_its_paragraph_with_its_hashes(engine: Engine) -> None:
    made = sheet(engine, asked(FREED))
    store = engine.store
    for one in made.exhibits():
        cited = one.citation
        document = store.document_of(cited.meeting_id)
        (paragraph,) = [p for p in store.paragraphs(document) if p.ordinal == cited.paragraph]
        assert one.before + one.quote + one.after == paragraph.span.of(document.text)
        assert document.text[cited.start : cited.end] == one.quote
        assert hashlib.sha256(store.source(document)).hexdigest() == cited.source_sha256
        words = hashlib.sha256(" ".join(one.quote.split()).encode()).hexdigest()
        assert one.words_sha256 == words
        assert cited.permalink.endswith(words[:16])


def test_what_says_otherwise_comes_with_its_quotation_alone(engine: Engine) -> None:
    made = sheet(engine, asked(FREED))
    assert [one.otherwise.number for one in made.but_see if one.otherwise] == [1]
    assert "nearly eight million" in made.but_see[0].quote
    assert sheet(engine, asked(FREED, "2")).but_see == ()


def test_it_says_when_and_by_what_it_was_made(engine: Engine) -> None:
    made, store = sheet(engine, asked(FREED)), engine.store
    assert made.retrieved.tzname() == "UTC"
    by = made.made_by
    assert (by.collection, by.revision) == (store.property("name"), store.revision)
    assert (by.collection_id, by.corpus_hash) == (store.property("store_id"), store.corpus_hash())
    assert by.generation == engine.searcher.generation.name
    assert by.version
    assert sheet_of_links(store, links(made)).made_by.generation is None


@pytest.mark.parametrize(
    ("pick", "numbers", "left_out"),
    [(["2"], [2], 2), (["3", "1"], [1, 3], 1), (["1", "1"], [1], 2), (["2 3"], [2, 3], 1)],
)
def test_quotations_are_chosen_by_number(
    engine: Engine, pick: list[str], numbers: list[int], left_out: int
) -> None:
    every = sheet(engine, asked(FREED))
    picks = picks_of(pick) or ()
    made = sheet(engine, asked(FREED, *picks))
    assert made.quotations == tuple(every.quotations[number - 1] for number in numbers)
    assert made.question is not None
    assert made.question.left_out == left_out
    by_link = sheet(engine, asked(FREED, *(f"http://a.example{link}" for link in links(made))))
    assert by_link.quotations == made.quotations


def test_quotations_of_other_answers_are_added_by_permalink(engine: Engine) -> None:
    other = links(sheet(engine, Wanted(None, OFTEN, EVERYWHERE, 3, None)))[:2]
    made = sheet(engine, asked(FREED, *other, "2"))
    assert [one.role for one in made.quotations] == ["answer", "chosen", "chosen"]
    assert links(made)[1:] == other
    silent = sheet(engine, asked(UNSAID, other[0]))
    assert silent.question is not None
    assert (silent.question.answered, len(silent.nearest)) == (False, 3)
    assert [(one.role, *links(silent)) for one in silent.quotations] == [("chosen", other[0])]


def test_a_silence_has_its_reason_and_what_is_no_answer(engine: Engine) -> None:
    made = sheet(engine, asked(UNSAID))
    answer = engine.ask(UNSAID)
    assert made.question is not None
    assert (made.question.answered, made.question.reason) == (False, answer.reason)
    assert made.quotations == ()
    assert [one.quote for one in made.nearest] == [one.quote for one in answer.nearest]
    assert {one.role for one in made.nearest} == {"nearest"}


@pytest.mark.parametrize(
    ("phrase", "verdict", "matches"),
    [
        (OFTEN, "verbatim", {"verbatim"}),
        (ALTERED, "altered", {"altered"}),
        ("the penguins inherited the observatory", "not found", set()),
    ],
)
def test_a_look_up_has_all_its_places(
    engine: Engine, phrase: str, verdict: str, matches: set[str]
) -> None:
    found = engine.find(phrase)
    made = sheet(engine, Wanted(None, phrase, EVERYWHERE, 3, None))
    assert made.look_up is not None
    assert (made.asked, made.question, made.look_up.verdict) == (phrase, None, verdict)
    assert {one.match for one in made.quotations if one.role == "found"} == matches
    assert [(one.quote, one.differences) for one in made.quotations] == [
        (place.quote, place.differences) for place in found.places
    ]


def test_a_stitched_phrase_has_the_places_of_its_pieces(engine: Engine) -> None:
    one, two = (
        sheet(engine, asked(q)).quotations[0].quote
        for q in (FREED, "Which new members joined the Coalition in Rome?")
    )
    found = engine.find(f"“{one} … {two}”")
    made = sheet_of_look_up(engine, found)
    assert made.look_up is not None
    assert (made.look_up.verdict, made.look_up.stitching) == ("stitched", "passages joined")
    assert {o.looked_for for o in made.quotations} == {piece.phrase for piece in found.pieces}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(None, None, EVERYWHERE, 3, None), "nothing to export"),
        (Wanted(None, None, EVERYWHERE, 3, ()), "No quotation is chosen"),
        (Wanted(FREED, OFTEN, EVERYWHERE, 3, None), "not both"),
        (Wanted(FREED, None, EVERYWHERE, 3, ()), "No quotation is chosen"),
        (Wanted(None, OFTEN, EVERYWHERE, 3, ()), "No quotation is chosen"),
        (asked(FREED, "4"), "no quotation 4: the answer has quotations 1 to 3"),
        (asked(FREED, "0"), "no quotation 0"),
        (asked(FREED, "9" * 5_000), "no quotation 999999999:"),
        (asked(FREED, "0000000014"), "no quotation 000000001: "),
        (asked(FREED, "000000001" + "0" * 5_000), "no quotation 000000001: "),
        (asked(FREED, "²"), "is no permalink"),
        (asked(UNSAID, "1"), "the answer has no quotation"),
        (asked(FREED, LINK), f"{LINK} is refused. This collection has no document"),
        (asked(FREED, "\ud800"), "is no permalink"),
        (asked("\ud800", "1"), "not text (U+D800"),
        (asked("", "1"), "empty"),
        (Wanted(None, None, EVERYWHERE, 3, (LINK,) * (MOST_PICKED + 1)), "at most 200"),
    ],
)
def test_what_cannot_be_exported_is_told(engine: Engine, wanted: Wanted, told: str) -> None:
    with pytest.raises(InputError) as refused:
        sheet(engine, wanted)
    assert told in str(refused.value)
    assert str(refused.value).isprintable()


def test_all_that_is_refused_is_named(engine: Engine) -> None:
    good = links(sheet(engine, asked(FREED)))[0]
    bad = [good.replace(good[-16:], "0" * 16), LINK]
    with pytest.raises(InputError) as refused:
        sheet(engine, asked(FREED, good, *bad))
    assert [str(refused.value).count(one) for one in [good, *bad]] == [0, 1, 1]


TEXT = "The Ministers welcomed the progress made. They will meet again in Rome."
OTHER = "Penguins inherited the abandoned observatory. Nobody minded."


def test_a_quotation_of_a_removed_text_says_so(make_folder: MakeFolder, settings: Settings) -> None:
    at = settings.model_copy(update={"sources": make_folder(TEXT, OTHER)})
    with closing(open_quietly(at).store) as store:
        link = link_to(store, "Nobody minded")
    for file in at.sources.iterdir():
        file.unlink()
    make_folder(TEXT)
    engine = open_quietly(at)
    (one,) = sheet_of_links(engine.store, [link]).quotations
    assert (one.state, one.remarks) == ("removed", ("From a text that was removed since.",))
    assert one.citation.url == link
    engine.store.close()


def test_a_text_that_was_tampered_with_is_refused(
    make_folder: MakeFolder, settings: Settings
) -> None:
    at = settings.model_copy(update={"sources": make_folder(TEXT)})
    engine = open_quietly(at)
    answer = engine.ask("Who welcomed the progress?")
    assert len(sheet_of_answer(engine, answer, EVERYWHERE).quotations) == 1
    link = link_to(engine.store, TEXT)
    with closing(sqlite3.connect(at.place / FILE_NAME, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE document SET source = CAST(replace(source, 'Rome', 'Oslo') AS BLOB)"
        )
    with pytest.raises(IntegrityError, match=r"The stored source of 1\.txt"):
        sheet_of_answer(engine, answer, EVERYWHERE)
    engine.store.close()
    with closing(Store(at.place)) as store, pytest.raises(IntegrityError):
        sheet_of_links(store, [link])
