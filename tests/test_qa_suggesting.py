"""Suggestions while a question is typed."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from corpus.errors import InputError
from corpus.wording import folded
from qa import Engine
from qa.suggesting import MOST_SUGGESTED


@pytest.mark.parametrize(
    ("typed", "words", "kind"),
    [
        ("What did they say in Ro", "Rome", "meeting"),
        ("What did they say in june 20", "June 2020", "meeting"),
        ("what of 28", "28 June 2021", "meeting"),
        ("Tell of foreign terr", "foreign terrorist fighters", "phrase"),
        ("UNITED NA", "United Nations", "name"),
    ],
)
def test_the_last_words_are_completed(engine: Engine, typed: str, words: str, kind: str) -> None:
    first = engine.suggester.suggest(typed).suggestions[0]
    assert (first.words, first.kind) == (words, kind)
    assert folded(first.text).startswith(folded(typed))
    assert first.text.endswith(first.words)


@pytest.mark.parametrize("typed", ["", " ", "a", "zzzz", "\u0000", "%", "𒀀" * 2000, "who " * 5000])
def test_nothing_to_suggest_is_no_error(engine: Engine, typed: str) -> None:
    assert engine.suggester.suggest(typed).suggestions == ()


def test_what_is_typed_already_is_not_suggested(engine: Engine) -> None:
    found = engine.suggester.suggest("in rome").suggestions
    assert "in rome" not in [folded(one.text) for one in found]


def test_all_that_is_suggested_stands_in_the_collection(engine: Engine) -> None:
    store = engine.store
    texts = " ".join(" ".join(store.document_of(one.id).text.split()) for one in store.meetings())
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for second in "aeiouhrl":
            for one in engine.suggester.suggest(letter + second, MOST_SUGGESTED).suggestions:
                assert one.kind in ("meeting", "name") or one.words in texts


def test_the_limit_is_kept_and_told(engine: Engine) -> None:
    assert len(engine.suggester.suggest("co", 2).suggestions) == 2
    with pytest.raises(InputError, match="from 1 to 20, not 0"):
        engine.suggester.suggest("co", 0)


def test_the_door(client: TestClient) -> None:
    answer = client.get("/api/suggest", params={"q": "in Ro", "limit": 1})
    assert answer.json() == {
        "q": "in Ro",
        "suggestions": [{"text": "in Rome", "words": "Rome", "kind": "meeting", "count": 1}],
    }
    assert client.get("/api/suggest").status_code == 422
    assert client.get("/api/suggest?q=a&limit=99").status_code == 422
