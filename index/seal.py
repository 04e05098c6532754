"""Checksums of files, and facts as JSON that carries its own: any change is noticed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

SEAL = "seal"


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
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sum(facts: dict[str, Any]) -> str:
    plain = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
