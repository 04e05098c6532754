"""Two texts beside each other: every character of both is kept, and only what differs is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.phrase import redline

TEXT = st.text(alphabet="ab1 ,.-\n“é", max_size=40)


@given(TEXT, TEXT)
def test_both_texts_are_kept_whole(asked: str, there: str) -> None:
    parts = redline(asked, there)
    if any(one.asked for one in parts):
        assert "".join(one.asked for one in parts) == asked
    if any(one.there for one in parts):
        assert "".join(one.there for one in parts) == there


@pytest.mark.parametrize(
    ("asked", "there", "marked"),
    [
        ("We met in Rome.", "We met in Rome.", []),
        ("“We met”, in ROME.", "We met in Rome", []),
        ("We met in Rome.", "We met in Paris.", [("Rome.", "Paris.")]),
        ("We met in Rome.", "We all met in Rome.", [("", "all ")]),
        ("We did not meet.", "We did meet.", [("not ", "")]),
        ("the anti-ISIS fight", "the anti ISIS fight", []),
        ("", "We met.", [("", "We met.")]),
        (
            "the talks in Rome were a complete failure",
            "the negotiations in Paris became a splendid success",
            [
                (
                    "talks in Rome were a complete failure",
                    "negotiations in Paris became a splendid success",
                )
            ],
        ),
        (
            "They deplored the attacks on the civilian population of the city and wept",
            "They saluted the attacks on the civilian population of the city and danced",
            [("deplored ", "saluted "), ("wept", "danced")],
        ),
        ("We meet in our town", "They meet in their town", [("We ", "They "), ("our ", "their ")]),
    ],
)
def test_what_differs_is_marked(asked: str, there: str, marked: list[tuple[str, str]]) -> None:
    found = [(one.asked, one.there) for one in redline(asked, there) if not one.same]
    assert found == marked


def test_a_very_long_text_is_laid_beside_another() -> None:
    words = [f"word{number}" for number in range(5000)]
    changed = ["other" if number == 2500 else word for number, word in enumerate(words)]
    parts = redline(" ".join(words), " ".join(changed))
    assert [(one.asked, one.there) for one in parts if not one.same] == [("word2500 ", "other ")]
