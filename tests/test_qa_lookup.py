"""Quotations looked up: found word for word, altered, in part, or not taken for quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Engine, Settings
from qa.lookup import LookedUp, look_up, told
from tests.conftest import MakeFolder, open_quietly
from tests.questions import plain_question

TEXTS = (
    "The members shall not sell the 40 old boats before winter comes. Nets are mended in spring.",
    "Harbour dues rise by two percent every year. The cook of the island bakes bread.",
)
SENTENCE = "The members shall not sell the 40 old boats before winter comes."


@pytest.fixture
def harbour(make_folder: MakeFolder, tmp_path: Path) -> Engine:
    return open_quietly(Settings.read(data=tmp_path / "data", sources=make_folder(*TEXTS)))


def found(engine: Engine, text: str) -> list[LookedUp]:
    question = plain_question(text)
    return look_up(question, engine._finder, engine.searcher, engine.store, engine._extractor)


WORDS = "members shall not sell the 40 old boats"


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.upper(),
        f"“{WORDS}”",
        f'Who said "{WORDS}"?',
        f"Where is «{WORDS}» written?",
        f"Is ‘{WORDS}’ in the record?",
        f"Is '{WORDS}' in the record?",
        f"Who said that {WORDS}?",
        f"Which statement said: {WORDS}?",
    ],
)
def test_found_word_for_word(harbour: Engine, text: str) -> None:
    first = found(harbour, text)[0]
    assert first.candidate.sentence_text == SENTENCE
    assert (first.match, first.share, first.differences) == ("verbatim", 1.0, ())
    assert list(told(first)) == []


@pytest.mark.parametrize(
    ("words", "difference", "sentence"),
    [
        (
            "members shall not buy the 40 old boats",
            ("buy", "sell"),
            "The record has “sell” where the question has “buy”.",
        ),
        (
            "members shall not sell the 50 old boats",
            ("50", "40"),
            "The record has “40” where the question has “50”.",
        ),
        (
            "members shall sell the 40 old boats",
            ("", "not"),
            "The record also has “not” there.",
        ),
        (
            "members shall not sell the 40 very old boats",
            ("very", ""),
            "The record does not have “very” there.",
        ),
    ],
)
def test_a_change_is_told(
    harbour: Engine, words: str, difference: tuple[str, str], sentence: str
) -> None:
    first = found(harbour, f"“{words}”")[0]
    assert first.match == "altered"
    assert 0.75 <= first.share <= 1
    assert [(one.asked, one.there) for one in first.differences] == [difference]
    assert list(told(first)) == [sentence]


def test_not_added_to_what_the_record_has(harbour: Engine) -> None:
    first = found(harbour, "“Harbour dues do not rise by two percent every year”")[0]
    assert first.match == "altered"
    assert list(told(first)) == ["The record does not have “do not” there."]


def test_a_quotation_of_two_sentences(harbour: Engine) -> None:
    first = found(harbour, "“sell the 40 old boats before winter comes. Nets are mended”")[0]
    assert first.candidate.sentence_text == SENTENCE
    assert first.candidate.quote.text == f"{SENTENCE} Nets are mended in spring."
    assert (first.match, first.share) == ("verbatim", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Who sells the boats?",
        "“old boats”",
        "“the king of the moon ate seven pies yesterday”",
        "What did the members say about the old boats?",
        "the king of the moon ate seven pies yesterday",
        "Who said yes?",
    ],
)
def test_what_is_no_quotation_of_the_record(harbour: Engine, text: str) -> None:
    assert found(harbour, text) == []


@pytest.mark.parametrize(
    ("text", "match", "notes"),
    [
        (f"“{WORDS}”", "verbatim", ()),
        (
            "“members shall sell the 40 old boats”",
            "altered",
            ("The record also has “not” there.",),
        ),
    ],
)
def test_the_answer_tells_how_it_stands(
    harbour: Engine, text: str, match: str, notes: tuple[str, ...]
) -> None:
    answer = harbour.ask(text)
    assert answer.answered
    assert answer.answers[0].quote == SENTENCE
    assert (answer.answers[0].match, answer.notes) == (match, notes)
    assert answer.answers[0].short is None


def test_what_was_typed_is_compared_and_not_what_it_was_corrected_to(harbour: Engine) -> None:
    answer = harbour.ask("the membres shall not sell the 40 old boats")
    assert answer.answers[0].match == "altered"
    assert answer.notes == ("The record has “members” where the question has “membres”.",)
