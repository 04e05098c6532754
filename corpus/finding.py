"""The files that a person names: single ones, whole folders, or one that comes through a pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.described import Sidecar
from corpus.described.given import LARGEST
from corpus.errors import SourceError
from corpus.intake import Brought, Earlier, check_size

SIDECARS = (".toml", ".yaml", ".yml", ".json")
LONGEST_SHOWN = 200
READABLE = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


def files_under(names: Sequence[str]) -> list[Path]:
    """The files named, and those of the formats known here in the folders named, in order.

    Hidden files, sidecars and links within folders are passed over. What cannot be looked into is
    among them, so that ``bring`` tells why.
    """
    found: list[Path] = []
    for name in names:
        # Path's own methods raise on an unknown ~user and on a name that is too long.
        path = Path(os.path.expanduser(name))  # noqa: PTH111
        found += _of_folder(path) if name and os.path.isdir(path) else [path]  # noqa: PTH112
    return list(dict.fromkeys(found))


def bring(
    path: Path,
    options: Mapping[str, str],
    earlier: Earlier | None = None,
    *,
    ocr: bool = False,
) -> Brought:
    """Read a file and the sidecar beside it; raises SourceError."""
    try:
        size = path.stat().st_size
        if path.is_dir() and path.name:
            next(path.iterdir(), None)  # it is only here if that raises
        if not path.is_file():
            raise SourceError(f"{shown(path)} is not a file. Name files or folders.")
        check_size(path.name, size)
        source, sidecar = path.read_bytes(), _sidecar(path)
        return Brought(path.name, source, place_of(path), sidecar, options, earlier, ocr)
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be read: {error.strerror or error}.") from error


def place_of(path: Path) -> str:
    """Where a file is, as the store keeps it; bytes of a name that are no text are written out."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def shown(path: Path) -> str:
    """A path as it can be told: in quotation marks where it has anything unprintable."""
    name = str(path)
    return (
        name if name.isprintable() and len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]!r}"
    )


def _of_folder(folder: Path) -> Iterator[Path]:
    unread: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unread.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            known = path.suffix.lower() in READABLE and not name.startswith(".")
            if known and not path.is_symlink():
                yield path
    yield from (Path(error.filename) for error in unread)


def _sidecar(path: Path) -> Sidecar | None:
    """The file of the same name, with or without the document's own ending, that describes it."""
    for stem in (path.name, path.stem):
        for ending in SIDECARS:
            beside = path.with_name(stem + ending)
            if beside != path and beside.is_file():
                with beside.open("rb") as file:
                    return Sidecar(beside.name, file.read(LARGEST + 1))
    return None
