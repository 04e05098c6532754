"""Checksums of files, and facts as JSON that carries its own: any change is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged

MANIFEST_NAME = "manifest.json"
SEAL = "seal"
A_PIECE = 8_000_000  # bytes; in small ones, other threads that load come between too often
NOT_SUMMED = (MANIFEST_NAME, ".tantivy-meta.lock", ".tantivy-writer.lock")


def seal(facts: dict[str, Any]) -> str:
    """The facts as JSON text with their SHA-256."""
    return json.dumps(facts | {SEAL: _sum(facts)}, indent=2, ensure_ascii=False) + "\n"


def unseal(text: str) -> dict[str, Any]:
    """The facts that ``seal`` wrote; raises ValueError when they are not as written."""
    facts = json.loads(text)
    if not isinstance(facts, dict) or facts.pop(SEAL, None) != _sum(facts):
        raise ValueError("it was changed or cut short")
    return facts


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(A_PIECE):
            summed.update(piece)
    return summed.hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder but its manifest and tantivy's lock files, by path."""
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_SUMMED
    }


def check_files(folder: Path, expected: Mapping[str, str]) -> None:
    """Raise IndexDamaged, with its name, for a file that is not as its checksum says."""
    for name, checksum in expected.items():
        try:
            found = digest(folder / name)
        except OSError as error:
            raise IndexDamaged(
                f"The index file {name} is missing or cannot be read: {error.strerror}."
            ) from error
        if found != checksum:
            raise IndexDamaged(f"The index file {name} is cut short or was changed.")


def _sum(facts: dict[str, Any]) -> str:
    plain = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
