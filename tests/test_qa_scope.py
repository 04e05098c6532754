"""Which meetings the words of a question restrict it to."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Engine, Filters, Settings
from qa.bootstrap import open_engine
from qa.parts import Parts
from qa.scope import ScopeReader
from tests.conftest import hashing_encoder, open_quietly

W17, N19, J20, M21, R21 = (
    "2017-03-22-washington-dc",
    "2019-11-14",
    "2020-06-04",
    "2021-03-30",
    "2021-06-28-rome",
)

TABLE = """
[[meeting]]
document = "1.txt"
title = { curated = "Statement of the Fisheries Council" }
date = { curated = 2011-05-03 }
place = { curated = "Oslo, Norway" }
kind = { curated = "Plenary" }
hosts = { curated = ["Norwegian Minister of Fisheries Kari Berg"] }
[[meeting]]
document = "2.txt"
title = { curated = "Statement of the Fisheries Council" }
date = { curated = 2012-09-10 }
place = { curated = "Bergen" }
kind = { curated = "Working Group" }
hosts = { curated = ["Italian Minister Anna Rossi", "Norwegian Minister Kari Berg"] }
[[meeting]]
document = "3.txt"
title = { curated = "Statement of the Fisheries Council with Iceland" }
date = { curated = 2013-02-01 }
kind = { curated = "Working Group" }
[[meeting]]
document = "4.txt"
title = { curated = "Statement of the Fisheries Council" }
date = { curated = 2014-11-20 }
place = { curated = "Oslo, Norway" }
kind = { curated = "Plenary" }
hosts = { curated = ["Italian Minister Anna Rossi"] }
"""
TEXTS = (
    """The ministers met in Oslo today. They agreed to count the herring every year. Italy offered
to host the gathering on trawlers in Naples in 2012. They fixed a quota of 40 tonnes.""",
    """The ministers met in Bergen today. They welcomed the 2013 Herring Census and agreed to count
the mackerel. They recalled their statement of 3 May 2011 on sustainable nets. They want to meet
again in the new year.""",
    """The ministers met by video conference. The drought had reached the rivers, and salmon were
fewer. They noted the harbour conference in Bergen on 5 June 2013.""",
    """The ministers met in Oslo for the second time. They noted that the drought went on. The storm
of January 9 had destroyed many boats. They plan to meet again in Tromso in March 2016.""",
)
O11, B12, V13, O14 = (
    "2011-05-03-oslo-norway",
    "2012-09-10-bergen",
    "2013-02-01",
    "2014-11-20-oslo-norway",
)


def open_fisheries(folder: Path, parts: Parts) -> Engine:
    """An engine over four made-up meetings, with the hashing encoder."""
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    for number, text in enumerate(TEXTS, start=1):
        (sources / f"{number}.txt").write_text(text, encoding="utf-8")
    (sources / "meetings.toml").write_text(TABLE, encoding="utf-8")
    settings = Settings.read(data=folder / "data", sources=sources, reranker="none")
    quiet = lambda *_: None  # noqa: E731
    return open_engine(settings, quiet, quiet, hashing_encoder, parts=parts)


@pytest.fixture(scope="module")
def fisheries(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_fisheries(tmp_path_factory.mktemp("fisheries"), Parts())


def scope_reader(engine: Engine) -> ScopeReader:
    """The engine's own reader of scope."""
    return ScopeReader(engine.store, engine.searcher)


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_quietly(Settings.read(data=tmp_path_factory.mktemp("bundled")))


RESTRICTED = [
    # dates
    ("What was agreed in May 2011?", (O11,)),
    ("What did the ministers say in 2012?", (B12,)),
    ("What was agreed on 10 September 2012?", (B12,)),
    ("What was said on 2013-02-01?", (V13,)),
    ("By late 2014, what did they note?", (O14,)),
    ("What did they note in the autumn of 2014?", (O14,)),
    ("What has been said since 2013?", (V13, O14)),
    ("What was said before 2013?", (O11, B12)),
    ("What did they say between 2012 and 2013?", (B12, V13)),
    ("According to each statement from 2011 to 2012, what was counted?", (O11, B12)),
    ("Compare 2011 with 2014.", (O11, O14)),
    ("What did the 2012 and 2013 statements say?", (B12, V13)),
    ("What did the September meeting say?", (B12,)),
    # places, hosts, kinds, titles
    ("What did the Bergen meeting count?", (B12,)),
    ("what did the bergen meeting count", (B12,)),
    ("WHAT DID THE BERGEN MEETING COUNT?", (B12,)),
    ("What did the Oslo meetings decide?", (O11, O14)),
    ("What was agreed in Oslo in 2014?", (O14,)),
    ("What was said when they met in Bergen?", (B12,)),
    ("What did the meeting Rossi hosted decide?", (B12, O14)),
    ("What did the meeting called by Rossi and Berg decide?", (B12,)),
    ("What did the Rossi/Berg meeting decide?", (B12,)),
    ("Which meeting did Italy host?", (B12, O14)),
    ("What did the Working Group meetings say?", (B12, V13)),
    ("What did the Iceland statement say?", (V13,)),
    ("What did the statement with Iceland say?", (V13,)),
    # how they met
    ("What did the virtual meeting say?", (V13,)),
    ("What was said when they met online?", (V13,)),
    ("Which meetings took place by video?", (V13,)),
    ("What did the in-person meetings say?", (O11, B12, O14)),
    # order
    ("What did the first meeting agree?", (O11,)),
    ("What did the latest statement say?", (O14,)),
    ("What did the second meeting agree?", (B12,)),
    ("What did the last meeting before 2013 agree?", (B12,)),
    ("What did the two most recent meetings note?", (V13, O14)),
    ("What did the first and the last meeting fix?", (O11, O14)),
    ("What did the last Working Group meeting say?", (V13,)),
    ("When did the first of these meetings want to count?", (O11,)),
    ("What did the meeting after the Bergen meeting say?", (V13,)),
    ("What did the statements after the Bergen meeting say?", (V13, O14)),
    ("What does the statement issued after the Bergen meeting say?", (B12,)),
    ("After September 2012, when were they to meet again?", (B12,)),
    # events
    ("What was said after the drought began?", (V13, O14)),
    ("What was said before the drought started?", (O11, B12)),
    # several at once
    ("What was said in 2012 and in Oslo?", (O11, B12, O14)),
]


@pytest.mark.parametrize(("question", "meetings"), RESTRICTED)
def test_restricted(fisheries: Engine, question: str, meetings: tuple[str, ...]) -> None:
    understood = fisheries.ask(question).understood
    assert understood.meetings == meetings
    assert {scoping.decision for scoping in understood.scope} == {"restricts"}
    assert all(scoping.words in question for scoping in understood.scope)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the 2013 Herring Census?", "2013"),
        ("Who welcomed the 2013 Herring Census?", "2013"),
        ("Which country offered to host the 2012 gathering on trawlers?", "2012"),
        ("When was the harbour conference in Bergen on 5 June 2013?", "5 June 2013"),
        ("Which statement of 3 May 2011 did they recall on sustainable nets?", "3 May 2011"),
        ("In which town do they plan to meet in March 2016?", "March 2016"),
        ("What is planned for 2013?", "2013"),
        ("What did the storm of January 2014 destroy?", "January 2014"),
        ("Who said “they agreed to count the mackerel” in Oslo?", "Oslo"),
    ],
)
def test_content(fisheries: Engine, question: str, words: str) -> None:
    understood = fisheries.ask(question).understood
    assert (words, "content") in {(s.words, s.decision) for s in understood.scope}
    assert understood.meetings == ()


@pytest.mark.parametrize(
    "question",
    [
        "How many tonnes is the quota?",
        "Which was the first meeting to mention the drought?",
        "What was agreed on nets at some meeting?",
        "Where will the next meeting be?",
        "Who is Rossi?",
        "For how long have they met face to face rather than online?",
        "They may march; what did they count the second time?",
    ],
)
def test_nothing_to_decide(fisheries: Engine, question: str) -> None:
    assert fisheries.ask(question).understood.scope == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was agreed at the meeting of February 2018?", "no meeting of February 2018 in"),
        ("What did they decide in March 2016?", "no meeting of March 2016 in"),
        ("What did the Lisbon meeting say?", "no meeting of or in Lisbon in"),
        ("What was said when they met in Lisbon?", "no meeting of or in Lisbon in"),
        ("What did the ministers say after 2015?", "no meeting after 2015 in"),
        ("What was said in the spring of 2015?", "no meeting of the spring of 2015 in"),
        ("What did the Bergen meeting of May 2011 say?", "fits all that is said beside “Bergen”"),
        (
            "Which meetings came after the meeting of November 2014?",
            "after the meeting of November",
        ),
    ],
)
def test_missing(fisheries: Engine, question: str, told: str) -> None:
    answer = fisheries.ask(question)
    assert not answer.answered
    assert answer.reason is not None
    assert told in answer.reason
    assert "3 May 2011 in Oslo, Norway" in answer.reason
    assert answer.nearest


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did the Bergen meeting count?", "Only the meeting of 10 September 2012 in Bergen."),
        ("What did the Working Group meetings say?", "Only the 2 meetings of 10 September 2012 in"),
        ("What was said from 2011 to 2014?", "All 4 meetings fit."),
        (
            "What is the 2013 Herring Census?",
            "“2013” was taken as part of “2013 Herring Census”, not as a restriction.",
        ),
    ],
)
def test_told(fisheries: Engine, question: str, told: str) -> None:
    (scoping,) = fisheries.ask(question).understood.scope
    assert scoping.told.startswith(told)


def test_two_things_missing_are_told_once(fisheries: Engine) -> None:
    reason = fisheries.ask("What did the Lisbon meeting of May 2018 say?").reason
    assert reason == (
        "There is no meeting of or in Lisbon in this collection. "
        "There is no meeting of May 2018 in this collection; it has those of 3 May 2011 in Oslo, "
        "Norway, 10 September 2012 in Bergen, 1 February 2013 and 20 November 2014 in Oslo, Norway."
    )


def test_what_is_set_aside_does_not_restrict(fisheries: Engine) -> None:
    question = "What was agreed in Oslo in 2014?"
    understood = fisheries.ask(question, Filters(set_aside=("2014",))).understood
    assert [(s.words, s.decision) for s in understood.scope] == [
        ("Oslo", "restricts"),
        ("2014", "set aside"),
    ]
    assert understood.meetings == (O11, O14)


@pytest.mark.parametrize(
    ("question", "chosen", "meetings"),
    [
        ("What was agreed in Oslo?", (O11, B12), (O11,)),
        ("What did the last meeting say?", (O11, B12), (B12,)),
        ("How many tonnes is the quota?", (O11, B12), (O11, B12)),
    ],
)
def test_words_and_filters_both_restrict(
    fisheries: Engine, question: str, chosen: tuple[str, ...], meetings: tuple[str, ...]
) -> None:
    assert fisheries.ask(question, Filters(meetings=chosen)).understood.meetings == meetings


def test_words_that_the_filters_contradict(fisheries: Engine) -> None:
    answer = fisheries.ask("What did the Bergen meeting say?", Filters(meetings=(O11,)))
    assert not answer.answered
    assert [scoping.decision for scoping in answer.understood.scope] == ["missing"]


def test_an_answer_comes_from_the_meeting_in_scope(fisheries: Engine) -> None:
    answer = fisheries.ask("What did the ministers say about the drought in Oslo in 2014?", limit=5)
    passages = answer.answers or answer.nearest
    assert {passage.citation.meeting_id for passage in passages} == {O14}


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("What did the Bergen meeting count?", "What did the meeting count?"),
        ("What did the ministers count in Bergen?", "What did the ministers count?"),
        ("In Oslo in 2014, what went on?", "what went on?"),
        ("According to the May 2011 statement, what is counted?", "what is counted?"),
        ("What is counted, according to the statement of May 2011?", "What is counted?"),
        ("What did the Rossi/Berg meeting count?", "What did the meeting count?"),
        ("What did the virtual meeting say?", "What did the virtual meeting say?"),
        ("What is the 2013 Herring Census?", "What is the 2013 Herring Census?"),
        ("Bergen 2012", "Bergen"),
        ("2012?", "2012?"),
        ("What did they say in Lisbon?", "What did they say in Lisbon?"),
    ],
)
def test_words_that_restrict_are_not_searched(
    fisheries: Engine, question: str, searched: str
) -> None:
    assert scope_reader(fisheries).read(question).searched == searched


def test_scope_can_be_switched_off(tmp_path: Path) -> None:
    engine = open_fisheries(tmp_path, Parts(scope=False))
    understood = engine.ask("What did the Bergen meeting count?").understood
    assert (understood.meetings, understood.scope) == ((), ())


@pytest.mark.parametrize(
    ("question", "meetings"),
    [
        ("By the spring of 2017, how much land had been won back?", (W17,)),
        ("What did Tillerson say when he hosted the Ministers in Washington?", (W17,)),
        ("After March 2017, when was the Small Group supposed to meet again?", (W17,)),
        ("How many people had been freed by late 2019?", (N19,)),
        ("What did the last meeting before 2020 say about INTERPOL?", (N19,)),
        ("What did they say when they met online in June 2020?", (J20,)),
        ("What did the Pompeo/Di Maio meeting say?", (J20,)),
        ("What was the meeting called by Wilmès and Blinken about?", (M21,)),
        ("Which city hosted the ministerial in the summer of 2021?", (R21,)),
        ("When is the next ministerial planned after Rome?", (R21,)),
        ("What has been said on NATO after the pandemic began?", (J20, M21, R21)),
        ("What did the Small Group meetings say on INTERPOL?", (N19, J20, M21)),
        ("What is the 2021 Pledge Drive for?", ()),
        ("Which government offered to host the 2020 ministerial?", ()),
        ("What did they say in Syria?", ()),
    ],
)
def test_bundled(bundled: Engine, question: str, meetings: tuple[str, ...]) -> None:
    assert bundled.ask(question).understood.meetings == meetings


@pytest.mark.parametrize(
    "question",
    [
        "How much was pledged at the Kuwait meeting of February 2018?",
        "What was said in Riyadh in June 2023?",
        "Where did the Ministers meet on February 6, 2019?",
        "What did the Small Group decide in July 2017?",
        "What was described at its Paris meeting in June 2015?",
    ],
)
def test_bundled_missing(bundled: Engine, question: str) -> None:
    answer = bundled.ask(question)
    assert not answer.answered
    assert answer.reason is not None
    assert answer.reason.startswith("There is no meeting")


@pytest.mark.parametrize(
    "question",
    [
        "in 2019 " * 125,
        "Oslo " * 199,
        "2019 meeting " * 76,
        "the meeting of " * 60,
        "in 2019 " * 1900,
    ],
)
def test_a_long_text_is_read_in_time(fisheries: Engine, question: str) -> None:
    """Each took minutes where a pattern could split a run of mentions in many ways."""
    assert scope_reader(fisheries).read(question).searched
