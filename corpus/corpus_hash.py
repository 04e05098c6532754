"""The hash of all current documents: a sum, so that one more or less needs no other read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

BITS = 256
COLUMNS = "id, meeting_id, sha256, derived"

Row = tuple[int, str, str, str]


def changed(total: str, rows: Iterable[Row], sign: int) -> str:
    """The hash after documents of these rows (COLUMNS) came in (1) or went out (-1)."""
    number = int(total or "0", 16)
    number += sign * sum(int(json_hash(row), 16) for row in rows)
    return f"{number % 2**BITS:064x}"


def json_hash(value: object) -> str:
    """SHA-256 of a value as JSON, in hexadecimal digits."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
