"""Words near a misspelt one, found as by trying every word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from wordfreq import zipf_frequency

from corpus.errors import IndexDamaged
from index.dictionary import Dictionary
from index.vocabulary import Vocabulary, words_in, write_vocabulary

TEXTS = (
    "The Ministers met; the ministers of Türkiye met in 2019.",
    "Members and Wilmès met. Ministers met F15 x_ray.",
)
FREQUENCY = {"ministers": 2, "turkiye": 1, "members": 1, "wilmes": 1}


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    write_vocabulary(tmp_path / "vocabulary.json", words_in(TEXTS))
    return Vocabulary.open(tmp_path / "vocabulary.json")


@pytest.mark.parametrize(
    ("word", "most", "expected"),
    [
        ("ministers", 1, [("ministers", 0, 2)]),
        ("minsters", 1, [("ministers", 1, 2)]),
        ("mebmers", 1, [("members", 1, 1)]),
        ("embers", 1, [("members", 1, 1)]),
        ("emmbers", 1, [("members", 1, 1)]),
        ("xmembers", 1, [("members", 1, 1)]),
        ("kembers", 1, [("members", 1, 1)]),
        ("turkey", 2, [("turkiye", 2, 1)]),
        ("turkey", 1, []),
        ("the", 1, []),
        ("", 2, []),
    ],
)
def test_near(
    vocabulary: Vocabulary, word: str, most: int, expected: list[tuple[str, int, int]]
) -> None:
    found = [(near.word, near.distance, near.frequency) for near in vocabulary.near(word, most)]
    assert found == expected


WORDS = st.text(alphabet="abc", min_size=4, max_size=7)


@given(st.sets(WORDS, min_size=1), WORDS, st.sampled_from([1, 2]))
def test_near_is_as_by_trying_every_word(
    tmp_path_factory: pytest.TempPathFactory, words: set[str], word: str, most: int
) -> None:
    path = tmp_path_factory.mktemp("words") / "vocabulary.json"
    write_vocabulary(path, words_in([" ".join(sorted(words))]))
    found = {near.word: near.distance for near in Vocabulary.open(path).near(word, most)}
    every = {other: OSA.distance(word, other) for other in words}
    assert found == {
        other: distance
        for other, distance in every.items()
        if distance <= (most if other[0] == word[0] else 1)
    }


def test_a_vocabulary_of_300_000_words(tmp_path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - for a test, not for a secret
    words = {"".join(chance.choices("abcdefghij", k=chance.randint(5, 12))) for _ in range(320_000)}
    write_vocabulary(tmp_path / "vocabulary.json", words_in([" ".join(sorted(words))]))
    vocabulary = Vocabulary.open(tmp_path / "vocabulary.json")
    word = max(words)
    assert len(words) > 300_000
    assert word in {near.word for near in vocabulary.near(word[1:], 1)}


def test_a_vocabulary_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"vocabulary\.json cannot be read"):
        Vocabulary.open(tmp_path / "vocabulary.json")


@pytest.mark.parametrize(
    "word",
    ["the", "iran", "government", "goverment", "mebmers", "ministers", "café", "", "x" * 40],
)
def test_how_often_a_word_is_used_is_as_wordfreq_says(word: str) -> None:
    expected = zipf_frequency(word, "en")
    assert Dictionary().zipf(word) == (pytest.approx(expected) if expected else None)
