"""What an index generation says of itself, and whether its files still are what it says."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexDamaged, IndexStale, IndexTooNew
from index.seal import digest, seal, unseal

MANIFEST_NAME = "manifest.json"
FORMAT = 5
LOCKS = (".tantivy-meta.lock", ".tantivy-writer.lock")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts about an index generation.

    ``store_id`` and ``corpus_hash`` say which texts it was built from, ``weights`` by which model;
    ``files`` holds the SHA-256 of every file beside the manifest.
    """

    format: int
    created: str
    program: str
    model: str
    weights: str
    dimension: int
    store_id: str
    corpus_hash: str
    paragraphs: int
    sentences: int
    files: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest as the last file of a generation."""
    (folder / MANIFEST_NAME).write_text(seal(asdict(manifest)), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read and check a generation's manifest and all its files.

    Raises IndexTooNew for a later format, IndexDamaged for anything else that is not as written.
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
        manifest = Manifest(**unseal(text))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{MANIFEST_NAME} of the index cannot be read: {error}.") from error
    found = checksums(folder)
    for name, expected in manifest.files.items():
        if name not in found:
            raise IndexDamaged(f"The index file {name} is missing.")
        if found[name] != expected:
            raise IndexDamaged(f"The index file {name} is cut short or was changed.")
    return manifest


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a generation but the manifest and tantivy's empty lock files."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in (MANIFEST_NAME, *LOCKS):
            sums[path.relative_to(folder).as_posix()] = digest(path)
    return sums


def readable(folder: Path) -> None:
    """Let every user read what is in a folder; the libraries that write there do not."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
