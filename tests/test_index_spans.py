"""Where in a text an answer is: from logits to stretches, and the network that ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import Span
from corpus.errors import ModelError
from index.model import DEFAULT_RERANKER
from index.reranker import Reranker, open_reranker
from index.spans import LEAST, SpanNetwork, SpanScores

TEXT = "They met in Rome."
PIECES = (Span(0, 4), Span(5, 8), Span(9, 11), Span(12, 14), Span(14, 16), Span(16, 17))


def scores(starts: list[float], ends: list[float], none: float = 0.0) -> SpanScores:
    both = np.array(starts, dtype=np.float32), np.array(ends, dtype=np.float32)
    return SpanScores(TEXT, PIECES, *both, none)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ([0, 0, 0, 9, 0, 0], [0, 0, 0, 0, 9, 0], "Rome"),
        ([0, 0, 5, 9, 0, 0], [9, 0, 0, 0, 7, 0], "Rome"),  # never backwards
        ([0, 0, 0, 8, 9, 0], [0, 0, 0, 9, 8, 0], "Rome"),  # never half a word
        ([9, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 9], "They met in Rome."),
    ],
)
def test_the_likeliest_stretch_is_of_whole_words(
    starts: list[float], ends: list[float], expected: str
) -> None:
    assert scores(starts, ends).likeliest(1)[0].of(TEXT) == expected


def test_the_margin_is_over_no_answer() -> None:
    found = scores([0, 0, 0, 9, 0, 0], [0, 0, 0, 0, 9, 0], none=4.0)
    assert found.margin == pytest.approx(14.0)


def test_a_stretch_has_the_log_probability_of_its_first_and_last_piece() -> None:
    found = scores([0.0] * 6, [0.0] * 6)
    assert found.of(Span(12, 16)) == pytest.approx(2 * np.log(1 / 6))
    assert scores([0, 0, 0, 0, 0, 99], [0] * 6).of(Span(0, 4)) == LEAST
    assert found.of(Span(4, 5)) == LEAST  # a blank


def test_the_part_from_a_character_on() -> None:
    part = scores([9, 0, 0, 1, 0, 0], [9, 0, 0, 0, 1, 0]).of_part(5)
    assert part.text == "met in Rome."
    assert part.likeliest(1)[0].of(part.text) == "Rome"


def test_a_text_without_a_word_has_no_stretch() -> None:
    empty = SpanScores("", (), np.zeros(0, np.float32), np.zeros(0, np.float32), 2.0)
    assert empty.likeliest(3) == []
    assert empty.margin < -10
    assert empty.of(Span(0, 0)) == LEAST


@pytest.fixture(scope="module")
def reranker() -> Reranker:
    found = open_reranker(DEFAULT_RERANKER, 1)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who opened the bridge?", "The bridge was opened by Mayor Ana Lind in May.", "Ana Lind"),
        ("When was the bridge opened?", "The bridge was opened by the mayor in May 1994.", "1994"),
        ("What did the committee raise?", "The committee raised the duty on imported tea.", "duty"),
        ("Why was it closed?", "The road was closed because of heavy snow in the pass.", "snow"),
    ],
)
def test_the_network_that_ships_knows_the_answer(
    reranker: Reranker, question: str, text: str, expected: str
) -> None:
    spans = reranker.judge(question, text).spans
    assert spans is not None
    assert expected in spans.likeliest(1)[0].of(text)


def test_the_network_that_ships_tells_an_answer_from_none(reranker: Reranker) -> None:
    text = "The bridge was opened by Mayor Ana Lind in May 1994."
    answered = reranker.judge("Who opened the bridge?", text).spans
    silent = reranker.judge("How much did the bridge cost?", text).spans
    assert answered is not None
    assert silent is not None
    assert answered.margin > 0 > silent.margin


def test_weights_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        SpanNetwork(tmp_path / "none.safetensors")
    (tmp_path / "bad.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match="cannot be read"):
        SpanNetwork(tmp_path / "bad.safetensors")
