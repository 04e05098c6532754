"""The abbreviations that a collection's documents explain, kept beside its index."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.abbreviations import Abbreviation, explained_in
from corpus.errors import IndexDamaged

ABBREVIATIONS_NAME = "abbreviations.json"


def explanations_in(texts: Iterable[str]) -> Counter[Abbreviation]:
    """How often each abbreviation is explained in these paragraphs."""
    return Counter(pair for text in texts for pair in explained_in(text))


def write_abbreviations(path: Path, totals: Mapping[Abbreviation, int]) -> None:
    """Write abbreviations to a file, each with how often it is explained."""
    rows = [[pair.short, pair.long, count] for pair, count in sorted(totals.items())]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")


def read_abbreviations(path: Path) -> Counter[Abbreviation]:
    """What ``write_abbreviations`` wrote; raises IndexDamaged."""
    try:
        rows = json.loads(path.read_bytes())
        return Counter({Abbreviation(short, long): count for short, long, count in rows})
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"The index file {path.name} cannot be read: {error}.") from error
