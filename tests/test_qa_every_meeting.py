"""Questions about several meetings: a row a meeting, in date order, and who says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Engine, Filters, Settings
from qa.every_meeting import speaking
from tests.conftest import MakeFolder, open_quietly
from tests.questions import plain_question

TEXTS = (
    "The harbour has a lighthouse of stone. Boats were sold in winter.",
    "Bread was baked on the island. Guests came to dinner.",
    "The lighthouse was painted white. Nets were mended.",
    "A storm broke the lighthouse. The council wept.",
)
IDS = ("2021-05-01", "2022-05-02", "2023-05-03", "2024-05-04")


@pytest.fixture
def island(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


def test_rows_are_in_date_order_with_the_silent_beside_them(island: Engine) -> None:
    question = plain_question("Which meetings mention the lighthouse?")
    spoken = speaking(question, island.store, island.searcher, island._extractor)
    rows = [(one.quote.document.meeting_id, one.quote.text) for one in spoken.rows]
    assert rows == [
        ("2021-05-01", "The harbour has a lighthouse of stone."),
        ("2023-05-03", "The lighthouse was painted white."),
        ("2024-05-04", "A storm broke the lighthouse."),
    ]
    assert spoken.silent == ("2022-05-02",)


@pytest.mark.parametrize("limit", [1, 3])
def test_the_answer_has_every_meeting_whatever_the_limit(island: Engine, limit: int) -> None:
    answer = island.ask("Which meetings mention the lighthouse?", limit=limit)
    assert answer.answered
    assert [one.citation.meeting_id for one in answer.answers] == [IDS[0], IDS[2], IDS[3]]
    assert answer.nothing_in == (IDS[1],)


def test_scope_is_obeyed(island: Engine) -> None:
    scope = Filters(meetings=("2022", "2023"))
    answer = island.ask("Which meetings mention the lighthouse?", scope)
    assert [one.citation.meeting_id for one in answer.answers] == [IDS[2]]
    assert answer.nothing_in == (IDS[1],)


def test_of_one_meeting_in_scope_no_rows_are_made(island: Engine) -> None:
    answer = island.ask("Which meetings mention the lighthouse?", Filters(meetings=("2023",)))
    assert {one.citation.meeting_id for one in answer.answers} == {IDS[2]}
    assert answer.nothing_in == ()


def test_a_topic_that_nobody_mentions_is_declined(island: Engine) -> None:
    answer = island.ask("Which meetings mention Atlantis?")
    assert not answer.answered
    assert (answer.answers, answer.nothing_in) == ((), ())
    assert answer.reason == "The record does not say: it never mentions “Atlantis”."


def test_every_meeting_interpol(engine: Engine) -> None:
    answer = engine.ask("Which meetings mention INTERPOL?")
    assert [one.citation.meeting_id for one in answer.answers] == [
        meeting.id for meeting in engine.store.meetings()
    ]
    assert all("INTERPOL" in one.quote for one in answer.answers)
    assert answer.nothing_in == ()


def test_how_a_number_changed(engine: Engine) -> None:
    answer = engine.ask("How did the number of people freed change?")
    ids = [one.citation.meeting_id for one in answer.answers]
    assert ids == ["2019-11-14", "2020-06-04", "2021-03-30", "2021-06-28-rome"]
    assert answer.nothing_in == ("2017-03-22-washington-dc",)
    number = ["7.7 million", "nearly eight million", "nearly eight million", "nearly eight million"]
    for words, one in zip(number, answer.answers, strict=True):
        assert words in one.quote
    (contrast,) = answer.but_see
    assert contrast.why == "another number"
    assert "7.7 million" in contrast.words
    assert "nearly eight million" in contrast.otherwise


def test_a_false_premise_is_declined(engine: Engine) -> None:
    answer = engine.ask("Why did Russia join the Coalition in 2019?")
    assert not answer.answered
    assert answer.reason == "The record does not say: it never mentions “Russia”."
    assert answer.nearest


def test_a_meeting_that_is_not_there_is_named(engine: Engine) -> None:
    answer = engine.ask("How much was pledged at the Kuwait meeting of February 2018?")
    assert not answer.answered
    assert answer.reason is not None
    assert "no meeting of or in Kuwait" in answer.reason
    assert "no meeting of February 2018" in answer.reason
    assert "28 June 2021 in Rome" in answer.reason


JOINED = ("Central African Republic", "Democratic Republic of the Congo", "Mauritania", "Yemen")


def test_a_list_question_gets_every_item(engine: Engine) -> None:
    answer = engine.ask("Which countries joined?")
    assert all(country in answer.answers[0].quote for country in JOINED)


def test_every_item_is_marked(engine: Engine) -> None:
    short = engine.ask("Which countries joined?").answers[0].short
    assert short is not None
    assert all(country in short for country in JOINED)


def test_they_also_brings_its_predecessor(engine: Engine) -> None:
    (first,) = engine.ask("February 18 NATO Defence Ministerial decision welcomed", limit=1).answers
    assert first.quote.startswith("Ministers recalled that attacks against Coalition forces")
    assert "They welcomed the decision of the February 18 NATO Defence Ministerial" in first.quote
