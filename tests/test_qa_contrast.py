"""Passages elsewhere that say otherwise, and passages that only seem to."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Engine, Settings
from qa.contrast import Otherwise, said_otherwise
from tests.conftest import MakeFolder, open_quietly
from tests.questions import plain_question


def otherwise(folder: MakeFolder, data: Path, one: str, other: str) -> list[Otherwise]:
    """What the second of two meetings says otherwise than the first."""
    engine: Engine = open_quietly(Settings.read(data=data / "data", sources=folder(one, other)))
    found = engine._found(plain_question(one), 5).candidates
    first = next(c for c in found if c.quote.document.meeting_id == "2021-05-01")
    question = plain_question(one)
    return list(said_otherwise(first, question, engine.searcher, engine._extractor))


@pytest.mark.parametrize(
    ("one", "other", "why", "words", "instead"),
    [
        (
            "The harbour trained 40 sailors this summer.",
            "The harbour trained 55 sailors this summer.",
            "another number",
            "40 sailors",
            "55 sailors",
        ),
        (
            "The council will sell the old boats in autumn.",
            "The council will not sell the old boats in autumn.",
            "negation",
            "",
            "not",
        ),
        (
            "The council invited the sailors to mend nets in autumn.",
            "The council urged the sailors to mend nets in autumn.",
            "stronger verb",
            "invited",
            "urged",
        ),
        (
            "The council condemned the theft of boats in autumn.",
            "The council regretted the theft of boats in autumn.",
            "weaker verb",
            "condemned",
            "regretted",
        ),
    ],
)
def test_what_says_otherwise(
    make_folder: MakeFolder,
    tmp_path: Path,
    one: str,
    other: str,
    why: str,
    words: str,
    instead: str,
) -> None:
    (found,) = otherwise(make_folder, tmp_path, one, other)
    assert (found.why, found.words, found.otherwise) == (why, words, instead)
    assert found.candidate.sentence_text == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour trained 40 sailors.", "The harbour trained 40 sailors."),
        ("The harbour trained 40 sailors.", "The harbour trained forty sailors."),
        ("The harbour trained 40 sailors.", "The harbour bought 55 boats."),
        ("The council met on 4 June 2020.", "The council met on 5 June 2021."),
        ("The council will sell the boats.", "Nobody must not bake bread on the island."),
        ("The council urged sailors to mend nets.", "The council invited guests to dinner."),
    ],
)
def test_what_does_not(make_folder: MakeFolder, tmp_path: Path, one: str, other: str) -> None:
    assert otherwise(make_folder, tmp_path, one, other) == []


def test_the_same_meeting_does_not_contradict_itself(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    one = "The harbour trained 40 sailors.\n\nThe harbour trained 55 sailors."
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(one)))
    assert engine.ask("How many sailors did the harbour train?").but_see == ()
