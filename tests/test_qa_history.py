"""Histories of small collections in which the right one is known by construction."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import InputError
from qa import Engine, Settings
from qa.bootstrap import open_filer
from qa.history import History, Row, follow, silences
from qa.history.runs import runs
from tests.conftest import MakeFolder, open_quietly

MEETINGS = (
    (
        "The Ministers met in Norhaven. They will not accept any safe haven for pirates on the"
        " coast. They pledged 12 million crowns for the northern pier."
    ),
    "The Council met in Stavik. It spoke of the ferry timetable and of nothing else that day.",
    (
        "The Ministers met in Lindby. They will accept any safe haven for pirates on the coast. "
        "They pledged 15 million crowns for the northern pier."
    ),
    "The Ministers met in Norhaven. They will not accept any safe haven for pirates on the coast.",
    "The Council met in Oakhurst. It spoke of salt, of timber and of the census of boats.",
)
PHRASE = "not accept any safe haven for pirates"
ONE, TWO, THREE, FOUR, FIVE = (f"202{n}-05-0{n}" for n in range(1, 6))


def opened(folder: Path, data: Path) -> Engine:
    return open_quietly(Settings.read(data=data, sources=folder))


@pytest.fixture
def engine(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return opened(make_folder(*MEETINGS), tmp_path / "data")


def states(history: History) -> list[tuple[str, str, int]]:
    return [(row.meeting.meeting_id, row.state, row.times) for row in history.rows]


def check_quotation(engine: Engine, row: Row) -> None:
    """What a row quotes stands where its citation says, and its redline loses nothing of it."""
    assert row.passage is not None
    cited = row.passage.citation
    assert cited.meeting_id == row.meeting.meeting_id
    text = engine.store.document_of(cited.meeting_id).text
    assert text[cited.start : cited.end] == row.passage.quote
    there = "".join(part.there for part in row.passage.redline)
    assert row.passage.before + there + row.passage.after == row.passage.quote


def test_a_phrase_is_followed_through_all_meetings(engine: Engine) -> None:
    history = follow(engine, PHRASE)
    assert history.is_phrase
    assert states(history) == [
        (ONE, "verbatim", 1),
        (TWO, "nothing found", 0),
        (THREE, "variant", 1),
        (FOUR, "verbatim", 1),
        (FIVE, "nothing found", 0),
    ]
    assert history.counts == {
        "verbatim": 2,
        "variant": 1,
        "other words": 0,
        "nothing found": 2,
        "not looked through": 0,
    }
    ends = (history.first, history.first_verbatim, history.last_verbatim, history.last)
    assert [cited and cited.meeting_id for cited in ends] == [ONE, ONE, FOUR, FOUR]
    for row in history.rows:
        check_quotation(engine, row)


def test_gaps_count_meetings_and_days(engine: Engine) -> None:
    gaps = [
        (gap.after.meeting_id, gap.until and gap.until.meeting_id, gap.meetings, gap.days)
        for gap in follow(engine, PHRASE).gaps
    ]
    assert gaps == [(ONE, THREE, 1, 732), (FOUR, None, 1, 366)]


def test_variants_are_laid_beside_the_wording_asked_for(engine: Engine) -> None:
    first, second = follow(engine, PHRASE).variants
    assert (first.verbatim, first.reference, first.quote) == (True, True, PHRASE)
    assert [use.citation.meeting_id for use in first.uses] == [ONE, FOUR]
    assert (second.verbatim, second.reference) == (False, False)
    assert [(one.kind, one.asked, one.there) for one in second.differences] == [
        ("negation", "not", "will")
    ]
    assert "".join(part.there for part in second.redline) == second.quote
    assert "".join(part.asked for part in second.redline) == first.quote


def test_where_a_phrase_never_stands_the_most_frequent_wording_is_the_reference(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    texts = (f"They pledged {n} million crowns for the northern pier." for n in (12, 15, 15))
    history = follow(
        opened(make_folder(*texts), tmp_path / "data"),
        "pledged 13 million crowns for the northern pier",
    )
    first, second = history.variants
    assert (history.first_verbatim, first.reference, second.reference) == (None, False, True)
    assert [(d.kind, d.asked, d.there) for d in first.differences] == [("number", "15", "12")]
    assert [(d.kind, d.asked, d.there) for d in second.differences] == [("number", "13", "15")]


def test_a_topic_is_counted_in_sentences_and_words(engine: Engine) -> None:
    history = follow(engine, "the coast and its pirates")
    assert not history.is_phrase
    assert [(row.meeting.meeting_id, row.state, row.sentences) for row in history.rows] == [
        (ONE, "other words", 1),
        (TWO, "nothing found", 0),
        (THREE, "other words", 1),
        (FOUR, "other words", 1),
        (FIVE, "nothing found", 0),
    ]
    said = "They will not accept any safe haven for pirates on the coast."
    first = history.rows[0]
    assert first.passage is not None
    assert first.passage.quote == said
    assert first.share == round(len(said.split()) / len(MEETINGS[0].split()), 4)
    for row in history.rows:
        check_quotation(engine, row)


def test_what_is_missing_from_the_latest_is_proved_by_its_nearest_passage(engine: Engine) -> None:
    silence = follow(engine, PHRASE).silence
    assert silence is not None
    assert (silence.words, silence.meetings, silence.reworded) == (PHRASE, 3, False)
    assert (silence.first.meeting_id, silence.last.meeting_id) == (ONE, FOUR)
    assert silence.nearest is not None
    assert silence.nearest.citation.meeting_id == silence.latest.meeting_id == FIVE
    assert follow(engine, "spoke of salt").silence is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("penguins on the coast", "The record never has “penguins”. The rest was looked for."),
        ("zorblax", "The record never has “zorblax”. Something near in meaning was looked for."),
        (
            "Où sont les navires de la flotte dans le port du nord ?",
            (
                "These words are in another language than the documents: they were looked for as"
                " they are written, and not by their meaning."
            ),
        ),
    ],
)
def test_notes(engine: Engine, asked: str, told: str) -> None:
    assert told in follow(engine, asked).notes


def test_a_misspelt_word_is_corrected_and_told(engine: Engine) -> None:
    history = follow(engine, "any safe haven for piratse")
    assert history.corrections == {"piratse": "pirates"}
    assert history.searched == "any safe haven for pirates"
    assert history.counts["verbatim"] == 3


@pytest.mark.parametrize(
    "asked",
    ["", "  ", "of the", "the", "…!", ".*", "(?i)^$", "x" * 16_001, "pirates " * 25_000, "a\x00b"],
)
def test_what_cannot_be_followed(engine: Engine, asked: str) -> None:
    with pytest.raises(InputError) as told:
        follow(engine, asked)
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 250


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pirates", 3),
        (r"pirates.*coast|\w+", 3),
        ("قراصنة الساحل", 0),
        ("פיראטים על החוף", 0),
        ("safe haven " * 1_400, 3),
        ("“not accept any safe haven", 3),
    ],
)
def test_odd_input_is_followed_all_the_same(engine: Engine, asked: str, found: int) -> None:
    history = follow(engine, asked)
    assert len(history.rows) == len(MEETINGS)
    assert history.meetings - history.counts["nothing found"] == found


def test_a_collection_without_meetings(tmp_path: Path) -> None:
    settings = Settings.read(data=tmp_path / "data", collection="council")
    open_filer(settings)
    engine = open_quietly(settings)
    history = follow(engine, "safe haven")
    assert (history.meetings, history.rows, history.silence, history.found) == (0, (), None, False)
    found = silences(engine)
    assert (found.silences, found.since, found.latest) == ((), None, None)


def test_a_collection_of_one_meeting(make_folder: MakeFolder, tmp_path: Path) -> None:
    engine = opened(make_folder(MEETINGS[0]), tmp_path / "data")
    history = follow(engine, PHRASE)
    assert states(history) == [(ONE, "verbatim", 1)]
    assert (history.gaps, history.silence) == ((), None)
    found = silences(engine)
    assert (found.silences, found.since) == ((), None)
    assert found.latest is not None


def test_meetings_of_one_day_keep_a_wording_alive_together(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder(MEETINGS[0], MEETINGS[3], MEETINGS[3], MEETINGS[4])
    table = folder / "meetings.toml"
    elsewhere = '2024-05-04 }\nplace = { curated = "Lindby" }'
    rows = table.read_text(encoding="utf-8").replace("2023-05-03 }", elsewhere)
    table.write_text(rows, encoding="utf-8")
    engine = opened(folder, tmp_path / "data")
    history = follow(engine, "safe haven for pirates on the coast")
    assert [row.meeting.date.isoformat() for row in history.rows] == [
        ONE,
        TWO,
        "2024-05-04",
        "2024-05-04",
    ]
    assert history.silence is None
    assert [one.words for one in silences(engine).silences] == []


AGREED = "The parties reaffirm their common resolve to clear every wreck off the shore."
COLLECTION = (
    f"{AGREED} Members present: Norhaven, Eastmere, Stavik, Oakhurst, Lindby, Marrow Bay.",
    (
        f"Members present: Norhaven, Eastmere, Stavik, Oakhurst, Lindby, Marrow Bay. {AGREED} "
        "We stand ready to lower the tariff on timber for all small mills."
    ),
    (
        "We stand ready to lower the tariff on timber for all small mills. "
        "The treasurers examined a loan that nobody else ever mentioned."
    ),
    "The parties reaffirm their common wish to clear every wreck off the shore.",
)


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (
            2,
            [
                (
                    "parties reaffirm their common resolve to clear every wreck off the shore",
                    2,
                ),
                ("We stand ready to lower the tariff on timber for all small mills", 2),
            ],
        ),
        (3, []),
    ],
)
def test_the_silences_of_a_collection(
    make_folder: MakeFolder, tmp_path: Path, least: int, expected: list[tuple[str, int]]
) -> None:
    engine = opened(make_folder(*COLLECTION), tmp_path / "data")
    found = silences(engine, least)
    assert sorted((one.words, one.meetings) for one in found.silences) == sorted(expected)
    assert (found.looked_at, found.meetings, found.more) == (4, 4, False)
    reworded = {one.words[:7]: one.reworded for one in found.silences}
    assert reworded == ({"parties": True, "We stan": False} if expected else {})
    for one in found.silences:
        text = engine.store.document_of(one.last.meeting_id).text
        assert text[one.last.start : one.last.end] == one.words
        assert one.nearest is not None
        assert one.nearest.citation.meeting_id == "2024-05-04"


@pytest.mark.parametrize("least", [-1, 0, 1, 51])
def test_a_least_that_makes_no_sense(engine: Engine, least: int) -> None:
    with pytest.raises(InputError):
        silences(engine, least)


@pytest.mark.parametrize(
    ("texts", "without", "least", "expected"),
    [
        (["a b c d e f", "a b c d e f"], "x", 2, ["a b c d e f"]),
        (["a b c d e f g", "z a b c d e f"], "", 2, ["a b c d e f"]),
        (["a b c d e f g", "a b c d e f g", "b c d e f"], "", 2, ["a b c d e f g", "b c d e f"]),
        (["a b c d e f", "a b c d e f"], "a b c d e f", 2, []),
        (["a b c d e f", "a b c d e f"], "a b c d e", 2, ["a b c d e f"]),
        (["a b c d", "a b c d"], "", 2, []),
        (["a b c d e", "v w x y z"], "", 2, []),
        (["a b c d e", "a b c d e", "a b c d e"], "", 4, []),
    ],
)
def test_runs_are_as_long_as_they_can_be(
    texts: list[str], without: str, least: int, expected: list[str]
) -> None:
    found = runs([[text.split()] for text in texts], [without.split()], least)
    assert sorted(" ".join(run.words) for run in found) == sorted(expected)
