"""The checksum by which a source file is known."""

from __future__ import annotations

import hashlib


def sha256(source: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(source).hexdigest()
