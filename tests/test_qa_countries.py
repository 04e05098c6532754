"""Countries by all their names."""

from __future__ import annotations

import pytest

from qa.countries import names_of_country


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Washington", {"united states", "american"}),
        ("American", {"united states"}),
        ("Americans", {"united states"}),
        ("FRANCE", {"french", "paris"}),
        ("Belgian", {"belgium", "brussels"}),
    ],
)
def test_a_country_has_many_names(name: str, others: set[str]) -> None:
    assert others <= names_of_country(name)


@pytest.mark.parametrize("name", ["", "US", "IT", "Atlantis", "minister", "INTERPOL"])
def test_other_words_are_no_countries(name: str) -> None:
    assert names_of_country(name) == frozenset()


def test_names_are_folded() -> None:
    assert all(name == name.lower() for name in names_of_country("Italy"))
    assert "brasilia" in names_of_country("Brasília")
