"""The numbers that words tell."""

from __future__ import annotations

import pytest

from qa.amounts import amounts


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("40 ministers", (40.0,)),
        ("110,000 square kilometers", (110_000.0,)),
        ("nearly eight million people", (8_000_000.0,)),
        ("7.7 million people", (7_700_000.0,)),
        ("twenty-five states", (25.0,)),
        ("82 members and 3 guests", (82.0, 3.0)),
        ("2.5 percent", (2.5,)),
        ("no figures at all", ()),
        ("", ()),
    ],
)
def test_amounts(words: str, numbers: tuple[float, ...]) -> None:
    assert amounts(words) == pytest.approx(numbers)
