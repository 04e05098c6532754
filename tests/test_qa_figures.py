"""Figures: numbers that are read, numbers that are none, what they count, and their rows."""

from __future__ import annotations

import pytest

from corpus.errors import InputError, UnknownMeeting
from index import annotating_here
from qa import Engine, Settings
from qa.figures import kind_named
from qa.figures.changes import change
from qa.figures.kinds import kind_of_counted
from qa.figures.reading import Quantity, quantities
from qa.figures.told import figures_of
from tests.conftest import MakeFolder, open_quietly

Read = tuple[str, float | None, float | None, str | None]


def read(sentence: str) -> list[Read]:
    found = quantities(sentence)
    return [(one.span.of(sentence), one.value, one.to, one.unit) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They freed nearly 7.7 million people.", ("nearly 7.7 million", 7.7e6, None, None)),
        ("About twenty-four states came.", ("About twenty-four", 24, None, None)),
        ("Over 800 kilometers.", ("Over 800 kilometers", 800, None, "kilometre")),
        ("It had 3,000 square miles.", ("3,000 square miles", 3000, None, "square mile")),
        ("A range of 5-1/4 to 5-1/2 percent.", ("5-1/4 to 5-1/2 percent", 5.25, 5.5, "percent")),
        ("A range of 0 to 1/4 per cent.", ("0 to 1/4 per cent", 0, 0.25, "percent")),
        ("It had between 8,000 and 10,000 men.", ("between 8,000 and 10,000", 8000, 10000, None)),
        ("It had 5 to 10 million men.", ("5 to 10 million", 5e6, 1e7, None)),
        ("They pledged at least $670 million.", ("at least $670 million", 670e6, None, "dollar")),
        ("They pledged EUR 1,2 billion.", ("EUR 1,2 billion", 1.2e9, None, "euro")),
        ("They pledged $3bn.", ("$3bn", 3e9, None, "dollar")),
        ("They pledged $1.2 trillion.", ("$1.2 trillion", 1.2e12, None, "dollar")),
        ("Two billion dollars in 1 day", ("Two billion dollars", 2e9, None, "dollar")),
        ("30 million pounds", ("30 million pounds", 3e7, None, "pound sterling")),
        ("A new $60 million security package.", ("$60 million", 6e7, None, "dollar")),
        ("A pledge of $2¾ billion for it", ("$2¾ billion", 2.75e9, None, "dollar")),
        ("exceeding $5 trillion, and more", ("exceeding $5 trillion", 5e12, None, "dollar")),
        ("hundreds of thousands of people", ("hundreds of thousands", None, None, None)),
        ("$30 billion per day", ("$30 billion per day", 3e10, None, "dollar per day")),
        ("more than a third of it", ("more than a third", 33.33333333, None, "percent")),
        ("25 basis points", ("25 basis points", 25, None, "basis point")),
        ("a rise of 1/2 percentage point", ("1/2 percentage point", 0.5, None, "percentage point")),
        ("tens of thousands of people", ("tens of thousands", None, None, None)),
    ],
)  # fmt: skip
def test_a_number_is_read_with_unit_range_and_the_words_before_it(
    sentence: str, expected: Read
) -> None:
    assert read(sentence)[0] == expected


def test_numbers_that_rise_are_no_range() -> None:
    assert [one[1:3] for one in read("It rose from $5 million to $6 million.")] == [
        (5e6, None),
        (6e6, None),
    ]


def told(sentence: str) -> list[tuple[str, str, str]]:
    with annotating_here() as annotate:
        (mentions,) = annotate([sentence])
    found = figures_of(sentence, mentions)
    return [(one.span.of(sentence), kind, subject.words) for one, subject, kind, _ in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2017, the ministers met on 5 May 2018 in Rome.",
        "The Council adopted Resolution 2254 and resolutions 2170 (2014) and 2178.",
        "We welcome the G7, the G20 and the P5+1 on 5G, COVID-19 and the F-16.",
        "The two leaders reaffirmed their alliance, as one of the oldest in the world.",
        "We met in the first half of 2022 and in the second quarter of the year.",
        "We support third countries in the 21st century.",
        "On a 12-month basis, inflation slowed.",
        "See paragraph 7, Article 5 and section 3.2 of the statement.",
        "Call 202-452-2955 for a second opinion, a day later.",
        "One in 10 households and 3 out of 4 schools were hit.",
        "We support the two-state solution and Executive Order 14257.",
        "At 1\u00e2\u0080\u0091 1/2 to 2\u00e2\u0080\u0091 1/4 percent the rate stayed.",
        "We welcome the 100 Days Mission.",
        "At its 79th session the Group of 77 met.",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It attracted more than 40,000 foreign terrorist fighters.",
            ("more than 40,000", "people", "foreign terrorist fighters"),
        ),
        (
            "The Coalition has 79 members.",
            ("79", "members", "members"),
        ),
        (
            "More than 100 Coalition service members died.",
            ("More than 100", "people", "Coalition service members"),
        ),
        (
            "They raised over $20 billion in humanitarian assistance.",
            ("over $20 billion", "money", "humanitarian assistance"),
        ),
        (
            "The number of fighters has been reduced by half.",
            ("half", "percentage", "number of fighters"),
        ),
        (
            "They decided to keep the target range for the funds rate at 2 percent.",
            ("2 percent", "percentage", "target range for the funds rate"),
        ),
        (
            "We resisted for 650 days.",
            ("650 days", "quantity", "We resisted for …"),
        ),
        (
            "We welcomed new members joining us - Chad, Bosnia and Herzegovina, and Yemen.",
            ("Chad, Bosnia and Herzegovina, and Yemen", "members", "new members"),
        ),
        (
            "We welcomed Fiji and Kenya as new members.",
            ("Fiji and Kenya", "members", "new members"),
        ),
    ],
)
def test_what_a_figure_tells_of(sentence: str, expected: tuple[str, str, str]) -> None:
    assert told(sentence) == [expected]


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("people", "people"),
        ("displaced children", "people"),
        ("police personnel", "people"),
        ("member states", "members"),
        ("family members", "people"),
        ("countries", "number"),
    ],
)
def test_kinds_of_counts(noun: str, kind: str) -> None:
    assert kind_of_counted(noun, nationals=False) == kind


def test_a_kind_that_is_none() -> None:
    assert (kind_named(""), kind_named("money")) == (None, "money")
    with pytest.raises(InputError, match="no figures of the kind 'weather'"):
        kind_named("weather")


def first(sentence: str) -> Quantity:
    return quantities(sentence)[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("$5 million", "$6 million", ("up", 1e6, 20.0)),
        ("1 to 2 percent", "0.5 to 1.5 percent", ("down", -0.5, None)),
        ("1 to 2 percent", "1 to 3 percent", ("up", None, None)),
        ("nearly 8 people", "nearly 8 people", ("same", 0.0, 0.0)),
        ("below 2 percent", "near 2 percent", ("reworded", 0.0, None)),
        ("1 to 3 percent", "1.5 to 2 percent", None),
        ("$5 million", "€6 million", None),
        ("5 percent", "5 to 6 percent", None),
        ("tens of thousands of men", "5,000 men", None),
    ],
)
def test_changes(old: str, new: str, expected: tuple[str, float | None, float | None]) -> None:
    found = change(first(old), first(new), "before")
    assert (found and (found.direction, found.difference, found.per_cent)) == expected


def test_the_bundled_table(engine: Engine) -> None:
    table = engine.figures.table("people liberated")
    (row,) = table.rows
    assert (row.kind, row.subject, row.unit) == ("people", "people, liberated / freed", None)
    assert [(c.meeting_id, c.figures[0].value) for c in row.cells] == [
        ("2019-11-14", 7.7e6),
        ("2020-06-04", 8e6),
        ("2021-03-30", 8e6),
        ("2021-06-28-rome", 8e6),
    ]
    changes = [(c.change.direction, c.change.since) for c in row.cells if c.change]
    assert changes == [("up", "2019-11-14"), ("same", "2020-06-04"), ("same", "2021-03-30")]
    for cell in row.cells:
        (figure,) = cell.figures
        document = engine.store.document_of(cell.meeting_id)
        cited = figure.citation
        assert document.text[cited.start : cited.end] == figure.quote
        assert figure.sentence[figure.start : figure.end] == figure.quote


def test_without_a_subject_all_is_listed(engine: Engine) -> None:
    table = engine.figures.table()
    assert (table.read, table.known, table.cut) == (5, 5, False)
    assert {row.kind for row in table.rows} >= {"money", "percentage", "people", "members"}
    only = engine.figures.table(meetings=["2019"], kind="money")
    assert [row.cells[0].figures[0].quote for row in only.rows] == ["over $20 billion"]


@pytest.mark.parametrize(
    ("subject", "meetings", "problem"),
    [
        ("of the", (), InputError),
        ("x" * 2000, (), InputError),
        ("people", ("1999-01-01",), UnknownMeeting),
    ],
)
def test_bad_input(
    engine: Engine, subject: str, meetings: tuple[str, ...], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        engine.figures.table(subject, meetings)


@pytest.mark.parametrize("subject", ["penguins", "(people", "🐧 refugees", "41,000"])
def test_a_subject_without_figures(engine: Engine, subject: str) -> None:
    if subject == "41,000":
        with pytest.raises(InputError):
            engine.figures.table(subject)
    else:
        rows = engine.figures.table(subject).rows
        assert all("people" in row.subject for row in rows)


def test_rivals_and_other_matters_keep_to_their_rows(
    make_folder: MakeFolder, settings: Settings
) -> None:
    folder = make_folder(
        "The Coalition has freed 5,000 villagers from Daesh control. "
        "Some 300 villagers were displaced. They pledged $5 million for reconstruction aid.",
        "We have freed 6,000 villagers from ISIS control. "
        "Others have freed 700 villagers from ISIS control. "
        "They pledged €6 million for reconstruction aid.",
        "Nothing was counted here.",
    )
    table = open_quietly(settings.model_copy(update={"sources": folder})).figures.table()
    rows = [[figure.quote for c in row.cells for figure in c.figures] for row in table.rows]
    assert sorted(rows) == [
        ["$5 million"], ["5,000", "6,000"], ["700"], ["Some 300"], ["€6 million"],
    ]  # fmt: skip
    assert len(table.meetings) == 2


def test_a_collection_without_documents(make_folder: MakeFolder, settings: Settings) -> None:
    engine = open_quietly(settings.model_copy(update={"sources": make_folder("Nothing.")}))
    table = engine.figures.table()
    assert (table.rows, table.meetings, table.read) == ((), (), 1)
    assert engine.figures.table("people").rows == ()
