"""What speaks for and against an answer, how sure that makes, and the reasons for silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qa import Engine, Filters, Settings
from qa.confidence import DECLINE_BELOW, confidence
from qa.evidence import Evidence, gather, names_in
from qa.silence import reason
from tests.conftest import MakeFolder, open_quietly
from tests.questions import plain_question

GOOD = Evidence(
    quoted=None,
    sort="person",
    fit=1.0,
    unmet=(),
    absent=(),
    unknown=(),
    strange=(),
    foreign=False,
    similarity=0.8,
    rerank=5.0,
    margin=6.0,
)
TEXTS = (
    "The council met at the harbour in May. Captain Hale repaired the boats of Norway.",
    "The council met at the mill. Nets were mended by Bergmann and American sailors.",
    "The council met at the tower. Bread was baked and the bells were rung.",
)


@pytest.fixture
def island(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


def evidence_of(engine: Engine, text: str, filters: Filters) -> Evidence:
    question = engine._understanding.question(text, filters)
    found = engine._found(question, 3)
    return gather(question, found.best, 1.0, None, engine.searcher, engine.store)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who met Angela Merkel in Rome?", ["Angela Merkel", "Rome"]),
        ("Why did Norway's king come?", ["Norway"]),
        ("What did Mrs. Hale say?", ["Hale"]),
        ("Which 12 boats were sold?", ["12"]),
        ("WHO SOLD THE BOATS OF NORWAY?", []),
        ("Bread was baked. Boats were sold.", []),
        ("who sold the boats", []),
        ("", []),
    ],
)
def test_names_in_a_question(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@pytest.mark.parametrize(
    ("text", "year", "unmet", "absent", "unknown"),
    [
        ("Did Captain Hale repair the boats?", "2021", (), (), ()),
        ("Did Zorro repair the boats?", "2021", ("Zorro",), (), ("Zorro",)),
        ("Did Bergmann repair the boats?", "2021", ("Bergmann",), ("Bergmann",), ()),
        ("Did Bergmann mend the nets?", "2022", (), (), ()),
        ("Were the boats of the Norwegians repaired?", "2021", (), (), ()),
        ("Did sailors from Washington mend the nets?", "2022", (), (), ()),
        ("Did sailors from Portugal mend the nets?", "2022", ("Portugal",), ("Portugal",), None),
        ("Were the boats repaired on 1 May 2021?", "2021", (), (), ()),
        ("did sailors from portugal mend the nets", "2022", ("portugal",), ("portugal",), None),
        ("did american sailors mend the nets", "2022", (), (), ()),
    ],
)
def test_names_that_are_not_met(
    island: Engine,
    text: str,
    year: str,
    unmet: tuple[str, ...],
    absent: tuple[str, ...],
    unknown: tuple[str, ...] | None,
) -> None:
    evidence = evidence_of(island, text, Filters(meetings=(year,)))
    assert (evidence.unmet, evidence.absent) == (unmet, absent)
    assert unknown is None or evidence.unknown == unknown


@pytest.mark.parametrize(
    "worse",
    [
        replace(GOOD, fit=0.0),
        replace(GOOD, unmet=("A",)),
        replace(GOOD, unmet=("A",), absent=("A",)),
        replace(GOOD, unmet=("A",), unknown=("A",)),
        replace(GOOD, similarity=0.0, rerank=-12.0),
        replace(GOOD, similarity=0.0, rerank=None),
        replace(GOOD, margin=-5.0),
    ],
)
def test_confidence_falls(worse: Evidence) -> None:
    assert confidence(worse) < confidence(GOOD)


def test_more_that_is_lacking_is_worse() -> None:
    steps = [
        GOOD,
        replace(GOOD, unmet=("A",)),
        replace(GOOD, unmet=("A",), absent=("A",)),
        replace(GOOD, unmet=("A", "B"), absent=("A", "B")),
        replace(GOOD, unmet=("A", "B"), absent=("A", "B"), fit=0.0),
    ]
    sure = [confidence(one) for one in steps]
    assert sure == sorted(set(sure), reverse=True)
    assert sure[0] > DECLINE_BELOW > sure[-1]


def test_quotations_and_other_languages() -> None:
    assert confidence(replace(GOOD, quoted=1.0, unmet=("A",), unknown=("A",))) >= 0.9
    assert confidence(replace(GOOD, quoted=0.5)) < confidence(replace(GOOD, quoted=1.0))
    assert confidence(replace(GOOD, foreign=True)) == 0.0


@pytest.mark.parametrize(
    ("text", "filters", "told"),
    [
        (
            "When did Zorro come?",
            Filters(),
            "The record does not say: it never mentions “Zorro”.",
        ),
        (
            "zorblax quuxly",
            Filters(),
            "The record does not say: it never mentions “zorblax” or “quuxly”.",
        ),
        (
            "When did sailors come from Portugal?",
            Filters(),
            "The record does not say: it never mentions “Portugal”.",
        ),
        (
            "When did Bergmann come to the harbour?",
            Filters(meetings=("2021",)),
            (
                "The record of the meeting of 1 May 2021 never mentions “Bergmann”. "
                "It is mentioned at: 2 May 2022."
            ),
        ),
        (
            "How many boats were repaired with tar and rope?",
            Filters(),
            "The record does not say: what comes nearest does not tell how many.",
        ),
        (
            "how many bells were bought for sheep",
            Filters(meetings=("2023",)),
            (
                "The record of the meeting of 3 May 2023 does not say: "
                "what comes nearest does not tell how many."
            ),
        ),
    ],
)
def test_reasons_of_answers(island: Engine, text: str, filters: Filters, told: str) -> None:
    answer = island.ask(text, filters)
    assert not answer.answered
    assert answer.reason == told
    assert answer.answers == ()


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (replace(GOOD, foreign=True), "the question is in another language"),
        (replace(GOOD, unknown=("A", "B", "C")), "it never mentions “A”, “B” or “C”."),
        (
            replace(GOOD, unmet=("Bergmann",), absent=("Bergmann",)),
            (
                "The record of the meeting of 1 May 2021 never mentions “Bergmann”. "
                "It is mentioned at: 2 May 2022."
            ),
        ),
        (
            replace(GOOD, unmet=("Peru",), absent=("Peru",)),
            "The record of the meeting of 1 May 2021 never mentions “Peru”.",
        ),
        (replace(GOOD, fit=0.0), "does not tell who it was."),
        (replace(GOOD, fit=0.0, sort="place"), "does not tell where it was."),
        (replace(GOOD, fit=0.0, sort="date"), "does not tell when it was."),
        (replace(GOOD, fit=0.0, sort="money"), "does not tell how much."),
        (replace(GOOD, fit=0.0, sort="clause"), "no sentence in it comes close to answering this."),
        (replace(GOOD, similarity=0.0), "no sentence in it comes close to answering this."),
    ],
)
def test_reasons_by_what_is_lacking(island: Engine, evidence: Evidence, told: str) -> None:
    question = replace(plain_question("Who came?"), meetings=("2021-05-01",))
    said = reason(question, evidence, island.searcher, island.store)
    assert told in said


def test_no_more_than_three_other_meetings_are_named(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder("Bread was baked.", *["Bergmann mended nets."] * 4)
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    question = replace(plain_question("Who came?"), meetings=("2021-05-01",))
    lacking = replace(GOOD, unmet=("Bergmann",), absent=("Bergmann",))
    said = reason(question, lacking, engine.searcher, engine.store)
    assert said.endswith("It is mentioned at: 2 May 2022; 3 May 2023; 4 May 2024 and 1 more.")
