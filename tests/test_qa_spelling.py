"""Misspelt words: corrected and said; real words, names and quotations: never."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vocabulary import WORD
from qa import Engine, Settings
from qa.spelling import QUOTED, corrected
from tests.conftest import open_quietly

REAL_WORDS = (Path(__file__).parent / "real_words.txt").read_text(encoding="utf-8").split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The bundled collection with the hashing encoder."""
    return open_quietly(Settings.read(data=tmp_path_factory.mktemp("spelling")))


def corrections(engine: Engine, text: str) -> dict[str, str]:
    return engine.ask(text).understood.corrections


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which new mebmers joined?", {"mebmers": "members"}),
        ("Which new Mebmers joined the COALITON?", {"Mebmers": "Members"}),
        ("WHICH MEBMERS JOINED?", {"MEBMERS": "MEMBERS"}),
        ("What did the minsters decide?", {"minsters": "ministers"}),
        ("the coaliton's stabilisaton", {"coaliton": "coalition", "stabilisaton": "stabilisation"}),
        ("goverment and foriegn fighters", {"goverment": "government", "foriegn": "foreign"}),
        ("Which poeple of which contry?", {"poeple": "people", "contry": "country"}),
        ("witch thang, wuld they haev had?", {}),
        ("counter-terrosism mebmers", {"terrosism": "terrorism", "mebmers": "members"}),
        ("mebmers coaliton", {"mebmers": "members", "coaliton": "coalition"}),
        ("mebmers mebmers", {"mebmers": "members"}),
        ("What was said of Deash?", {"Deash": "Daesh"}),
        ("What was said of Iarq?", {"Iarq": "Iraq"}),
        ("Did Iran, Austria or Niger join the trial or the trail?", {}),
        ("Did Zelenskyy or OPWC speak of xqzw or F15s or hte UN?", {}),
        ("Who spoke of “the mebmers of the coaliton”?", {}),
        ('Who said "mebmers" of the mebmers?', {"mebmers": "members"}),
        ("Who invited the Italian Minister Luigi Di Maio to Washington?", {}),
        ("ministres reunis hier discuter", {}),
        ("Que disent les ministres de la coalition", {}),
        ("من التقى؟", {}),
    ],
)
def test_what_is_corrected(bundled: Engine, text: str, expected: dict[str, str]) -> None:
    assert corrections(bundled, text) == expected


@pytest.mark.parametrize("change", [str, str.lower])
def test_real_words_and_names_are_left(bundled: Engine, change: type[str]) -> None:
    assert len(REAL_WORDS) >= 300
    text = f"What was said of {', '.join(REAL_WORDS)}?"
    assert corrections(bundled, change(text)) == {}


def test_sentences_of_the_record_are_left(bundled: Engine) -> None:
    for passage in bundled.store.passages():
        for _, sentence in passage.sentences:
            assert bundled._misspelt(sentence) == {}


def mistyped(word: str, chance: random.Random) -> str:
    """The word with one letter lost, added, changed, or swapped with its neighbour."""
    at = chance.randrange(len(word))
    head, here, tail, letter = word[:at], word[at], word[at + 1 :], chance.choice(LETTERS)
    return chance.choice(
        [head + tail, head + letter + here + tail, head + letter + tail]
        + [head + tail[:1] + here + tail[1:]] * bool(tail)
    )


def test_most_mistakes_are_corrected(bundled: Engine) -> None:
    chance = random.Random(4)  # noqa: S311 - for a test, not for a secret
    passages = [passage.text for passage in bundled.store.passages()]
    words = sorted({word for text in passages for word in WORD.findall(text) if word.islower()})
    terms, rarity = bundled.searcher.terms, bundled.searcher.rarity
    right = wrong = total = 0
    for word in chance.choices(words, k=600):
        typed = mistyped(word, chance)
        if any(rarity(term) < 1 for term in terms(typed)) or not terms(typed):
            continue  # the mistake made another word of the record, or one of no weight
        used = bundled._misspelt(f"What of {typed}?").get(typed)
        total += 1
        right += used is not None and terms(used) == terms(word)
        wrong += used is not None and terms(used) != terms(word)
    assert total > 400
    assert right / total > 0.85
    assert wrong / total < 0.03


def test_the_question_stays_as_typed_and_the_words_meant_are_searched(bundled: Engine) -> None:
    typed = bundled.ask("Which new mebmers joined the coaliton?")
    meant = bundled.ask("Which new members joined the coalition?")
    assert typed.question == "Which new mebmers joined the coaliton?"
    assert typed.answers == meant.answers
    assert typed.confidence == meant.confidence


def test_a_corrected_name_is_not_unknown(bundled: Engine) -> None:
    answer, explanation = bundled.explain("Did the ministers discuss Irqa and Deash?")
    assert explanation.evidence.unknown == ()
    assert "Daesh" in answer.understood.aliases


@given(st.text(alphabet="ab “”\"'«»x", max_size=30))
def test_quotations_are_never_changed(text: str) -> None:
    changed = corrected(text, {"a": "z", "ab": "zz", "b": "z"})
    assert QUOTED.findall(changed) == QUOTED.findall(text)
    assert corrected(text, {}) == text
