"""The abbreviations that a collection's documents explain, kept beside its index."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from corpus.abbreviations import Abbreviation, abbreviations
from corpus.errors import IndexDamaged

ABBREVIATIONS_NAME = "abbreviations.json"


def write_abbreviations(path: Path, texts: Iterable[str]) -> None:
    """Write the abbreviations that these paragraphs explain to a file."""
    pairs = [[found.short, found.long] for found in abbreviations(texts)]
    path.write_text(json.dumps(pairs, ensure_ascii=False, indent=0), encoding="utf-8")


def read_abbreviations(path: Path) -> tuple[Abbreviation, ...]:
    """The abbreviations in a file; raises IndexDamaged where it cannot be read."""
    try:
        pairs = json.loads(path.read_bytes())
        return tuple(Abbreviation(short, long) for short, long in pairs)
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamaged(f"The index file {path.name} cannot be read: {error}.") from error
