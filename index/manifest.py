"""What an index generation says of itself, and whether its files still are what it says."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged, IndexStale, IndexTooNew
from index.seal import MANIFEST_NAME, seal, unseal

FORMAT = 7


@dataclass(frozen=True, slots=True)
class PartUsed:
    """A part by its name, and which of its paragraphs a generation leaves out."""

    name: str
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts about an index generation.

    ``store_id`` and ``corpus_hash`` say which texts it was built from, ``revision`` as of when,
    ``weights`` by which model; ``files`` holds the SHA-256 of every file beside the manifest.
    """

    format: int
    created: str
    program: str
    model: str
    weights: str
    dimension: int
    store_id: str
    corpus_hash: str
    revision: int
    paragraphs: int
    sentences: int
    parts: tuple[PartUsed, ...]
    files: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest as the last file of a generation."""
    (folder / MANIFEST_NAME).write_text(seal(asdict(manifest)), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest; its files are not looked at.

    Raises IndexTooNew for a later format, IndexStale for an earlier one, IndexDamaged for anything
    else that is not as written.
    """
    try:
        text = (folder / MANIFEST_NAME).read_text(encoding="utf-8")
        written = int(json.loads(text)["format"])
        if written > FORMAT:
            raise IndexTooNew(
                f"The index was written by a newer version of communique (format {written}; this "
                f"one knows {FORMAT}). Upgrade communique, or choose another data folder."
            )
        if written < FORMAT:
            raise IndexStale("The index was written by an older version of communique.")
        return _manifest(unseal(text))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{MANIFEST_NAME} of the index cannot be read: {error}.") from error


def _manifest(facts: dict[str, Any]) -> Manifest:
    parts = tuple(PartUsed(one["name"], tuple(one["gone"])) for one in facts.pop("parts"))
    return Manifest(parts=parts, **facts)
