"""Countries by the names people use: "Washington" and "American" for the United States."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.wording import folded

SHORTEST = 4  # letters; codes such as "US" and "IT" are words as well
DISTRICT = " D.C."  # stands behind a capital in the package, and people leave it out


def names_of_country(name: str) -> frozenset[str]:
    """All names of the country that a name, a capital or a people stands for, folded."""
    words = folded(name)
    return _groups().get(words) or _groups().get(words.removesuffix("s"), frozenset())


def country_called(name: str) -> frozenset[str]:
    """All names of the country of this folded name, without its capital and its people."""
    return _called().get(name, frozenset())


def countries() -> frozenset[frozenset[str]]:
    """For each country, all its names."""
    return frozenset(_called().values())


@lru_cache(1)
def _groups() -> dict[str, frozenset[str]]:
    """Every name with all that stand for the same country."""
    return _grouped(
        [country["name"], country.get("capital"), country.get("demonym"), *_spellings(country)]
        for country in _countries()
    )


@lru_cache(1)
def _called() -> dict[str, frozenset[str]]:
    """Every name of a country with its other names."""
    return _grouped([country["name"], *_spellings(country)] for country in _countries())


def _spellings(country: dict[str, Any]) -> list[str]:
    return list(country.get("altSpellings", []))


def _countries() -> Iterator[dict[str, Any]]:
    """The countries, as the package countryinfo has them."""
    for file in (files("countryinfo") / "data").iterdir():
        if file.name.endswith(".json"):
            yield json.loads(file.read_text(encoding="utf-8"))


def _grouped(told: Iterable[Sequence[str | None]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for some in told:
        names = frozenset(
            folded(name.removesuffix(DISTRICT)) for name in some if name and len(name) >= SHORTEST
        )
        for name in names:
            found[name] = found.get(name, frozenset()) | names
    return found
