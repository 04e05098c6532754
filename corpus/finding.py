"""The files that a person names: single ones, whole folders, or one that comes through a pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.described import Sidecar
from corpus.errors import SourceError
from corpus.intake import Brought, check_size

SIDECARS = (".toml", ".yaml", ".yml", ".json")
READABLE = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


def files_under(names: Sequence[str]) -> list[Path]:
    """The files named, and those of the formats known here in the folders named, in order.

    Hidden files, sidecars and links within folders are passed over.
    """
    found: list[Path] = []
    for name in names:
        path = Path(name).expanduser()
        found += _of_folder(path) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def bring(path: Path, options: Mapping[str, str], *, ocr: bool = False) -> Brought:
    """Read a file and the sidecar beside it; raises SourceError."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(f"{path.name} is not a file. Name files or folders.")
        check_size(path.name, size)
        source, place = path.read_bytes(), str(path.resolve())
        return Brought(path.name, source, place, _sidecar(path), options, ocr)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}.") from error


def _of_folder(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            known = path.suffix.lower() in READABLE and not name.startswith(".")
            if known and not path.is_symlink():
                yield path


def _sidecar(path: Path) -> Sidecar | None:
    """The file of the same name, with or without the document's own ending, that describes it."""
    for stem in (path.name, path.stem):
        for ending in SIDECARS:
            beside = path.with_name(stem + ending)
            if beside != path and beside.is_file():
                return Sidecar(beside.name, beside.read_bytes())
    return None
