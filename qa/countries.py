"""Countries by the names people use: "Washington" and "American" for the United States."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from corpus.wording import folded

SHORTEST = 4  # letters; codes such as "US" and "IT" are words as well
DISTRICT = " D.C."  # stands behind a capital in the package, and people leave it out


def names_of_country(name: str) -> frozenset[str]:
    """All names of the country that a name, a capital or a people stands for, folded."""
    words = folded(name)
    return _groups().get(words) or _groups().get(words.removesuffix("s"), frozenset())


@lru_cache(1)
def _groups() -> dict[str, frozenset[str]]:
    """Every name with all that stand for the same country, as the package countryinfo has them."""
    found: dict[str, frozenset[str]] = {}
    for file in (files("countryinfo") / "data").iterdir():
        if file.name.endswith(".json"):
            country = json.loads(file.read_text(encoding="utf-8"))
            told = [country["name"], country.get("capital"), country.get("demonym")]
            told += country.get("altSpellings", [])
            names = frozenset(
                folded(name.removesuffix(DISTRICT))
                for name in told
                if name and len(name) >= SHORTEST
            )
            for name in names:
                found[name] = found.get(name, frozenset()) | names
    return found
