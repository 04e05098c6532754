"""A sentence that points back is quoted with the one before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Span
from corpus.predecessor import in_context
from qa import Settings
from tests.conftest import MakeFolder, open_quietly

FIRST = "The Ministers met in Rome."


@pytest.mark.parametrize(
    ("second", "points_back"),
    [
        ("They also agreed on aid.", True),
        ("It was led by the host.", True),
        ("This includes new funds.", True),
        ("Such aid was late.", True),
        ("Both were pleased.", True),
        ("It is important that all members give.", False),
        ("It is also important to give.", False),
        ("It remains necessary for members to give.", False),
        ("Italy gave more.", False),
        ("Thesean tales were told.", False),
        ("Aid, they said, was late.", False),
        ("The Ministers agreed on it.", False),
    ],
)
def test_which_sentences_point_back(second: str, points_back: bool) -> None:
    text = f"{FIRST} {second}"
    _, span = in_context([Span(0, len(FIRST)), Span(len(FIRST) + 1, len(text))], text)
    assert span.of(text) == (text if points_back else second)


def test_the_first_sentence_of_a_paragraph_stands_alone() -> None:
    text = "They also agreed on aid. It was late."
    first, _ = in_context([Span(0, 24), Span(25, len(text))], text)
    assert first.of(text) == "They also agreed on aid."


def test_an_answer_brings_its_predecessor(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder("The Ministers met in Rome. They also agreed on aid for families.")
    engine = open_quietly(Settings.read(data=tmp_path / "data", sources=folder))
    (first,) = engine.ask("agreed on aid for families", limit=1).answers
    assert first.quote == "The Ministers met in Rome. They also agreed on aid for families."
