"""Abbreviations that texts explain: rather one too few than a wrong one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import BUNDLED, read_folder
from corpus.abbreviations import abbreviations, explained_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Government of National Accord (GNA).", "GNA = Government of National Accord"),
        ("a financial intelligence unit (FIU) each", "FIU = financial intelligence unit"),
        (
            "the Islamic State in Iraq and Syria-Khurasan (ISIS-K)",
            "ISIS-K = Islamic State in Iraq and Syria-Khurasan",
        ),
        ("the United Nations (U.N.) and", "U.N. = United Nations"),
        (
            "the International Atomic Energy Agency’s (IAEA) work",
            "IAEA = International Atomic Energy Agency",
        ),
        ("the Sustainable Development Goals (SDGs)", "SDGs = Sustainable Development Goals"),
        ("small and medium-sized enterprises (SMEs)", "SMEs = small and medium-sized enterprises"),
        (
            "the Association of Southeast Asian Nations (ASEAN)",
            "ASEAN = Association of Southeast Asian Nations",
        ),
        (
            "the Association of American Universities (AAU)",
            "AAU = Association of American Universities",
        ),
        ("the Air and Space Operations Center (ASOC)", "ASOC = Air and Space Operations Center"),
        ("the Indian Institute of Technology (IIT)", "IIT = Indian Institute of Technology"),
        ("the Internet of Things (IoT)", "IoT = Internet of Things"),
        ("a Memorandum of Understanding (MoU)", "MoU = Memorandum of Understanding"),
        (
            "the President’s Emergency Plan for AIDS Relief (PEPFAR)",
            "PEPFAR = President’s Emergency Plan for AIDS Relief",
        ),
        ("the World Trade Organization (“WTO”)", "WTO = World Trade Organization"),
        ("the World Trade Organization (WTO, founded 1995)", "WTO = World Trade Organization"),
        (
            "NATO (North Atlantic Treaty Organization) met",
            "NATO = North Atlantic Treaty Organization",
        ),
        ("the global stocktake (GST)", "GST = global stocktake"),
        (
            "the Export-Import Bank of the United States (EXIM Bank)",
            "EXIM Bank = Export-Import Bank of the United States",
        ),
    ],
)
def test_explained(text: str, expected: str) -> None:
    assert [f"{found.short} = {found.long}" for found in explained_in(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The GNA met.",
        "the first Taikonaut (astronaut) in space",
        "a strong link (and brains)",
        "a project in Rome (Italy)",
        "the People’s Republic of Bangladesh (Bangladesh)",
        "on aid (see annex A and annex B)",
        "members voted (10-0)",
        "We met. (GNA)",
        "the Government. National Accord (GNA)",
        "the statement was read aloud (PDF)",
        "They agreed (UK and USA)",
        "the G7 (GNA",
        "(GNA)",
        "Group of Five (NATO)",
        "the [artificial-intelligence](x) (AI)",
        "met and spoke (AS)",
        "all of Europe (EU member states only)",
    ],
)
def test_not_explained(text: str) -> None:
    assert list(explained_in(text)) == []


def test_each_pair_is_kept_once() -> None:
    texts = ["the World Fund (WF)", "the world fund (WF)", "the Water Fund (WF)", "World Fund (WF)"]
    explained = Counter(pair for text in texts for pair in explained_in(text))
    assert [found.long for found in abbreviations(explained)] == ["Water Fund", "World Fund"]


def test_the_bundled_texts() -> None:
    texts = [
        placed.span.of(document.text)
        for _, document in read_folder(BUNDLED).meetings
        for placed in document.paragraphs
    ]
    assert {pair.short for text in texts for pair in explained_in(text)} == {"FIU", "GNA", "ISIS-K"}


@given(st.text(alphabet="abAB .()’“”-;,", max_size=60))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for found in explained_in(text):
        assert found.short in text
        assert found.long in text
