"""Files that come in by the page or the API, kept on disk until a job has read them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time
from uuid import uuid4

from starlette.datastructures import FormData, UploadFile

from corpus.database import told_in_words
from corpus.described.given import from_options
from corpus.errors import InputError
from corpus.finding import SIDECARS
from corpus.table import FIELDS

FOLDER = "uploads"
MOST_UPLOADED = 500_000_000  # bytes of one request
MOST_FILES = 200
MOST_FIELDS = 20
LONGEST_NAME = 120  # characters, of at most 4 bytes each, that every file system takes
UNNAMED = "document"
LEFT_BEHIND = 24 * 3600  # seconds: no job waits so long


@dataclass(frozen=True, slots=True)
class Upload:
    """Files in a folder of their own, with what was said of all of them."""

    folder: Path
    files: tuple[Path, ...]
    options: Mapping[str, str]
    ocr: bool

    def discard(self) -> None:
        """Delete the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(form: FormData, place: Path) -> Upload:
    """Write the files of a form under ``place``; raises InputError where there is none.

    A file that describes another (statement.toml) is laid beside it, and is no document.
    """
    uploaded = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
    named = [one for one in uploaded if one.filename]  # a browser sends an empty one for none
    options = _options(form)
    if not named:
        raise InputError("There is no file in the form. Choose one or several.")
    folder = place / FOLDER / uuid4().hex
    with told_in_words(folder):
        try:
            paths = [_written(one, folder) for one in named]
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return Upload(folder, tuple(_documents(paths)), options, bool(form.get("ocr")))


def clean_name(given: str) -> str:
    """The last component of a name that a browser sent, what can be shown of it."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in last if character.isprintable()).strip()
    if not shown.strip("."):
        return UNNAMED
    stem, dot, ending = shown.rpartition(".")
    if len(shown) <= LONGEST_NAME or not stem or len(ending) > LONGEST_NAME // 2:
        return shown[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def discard_left_behind(place: Path) -> None:
    """Delete what a server that was killed left; another one may be at work in the same folder."""
    for folder in (place / FOLDER).glob("*"):
        if time() - folder.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)


def _options(form: FormData) -> dict[str, str]:
    """The fields of the form that are filled; raises InputError for one that cannot be read."""
    given = {name: form.get(name) for name in FIELDS}
    options = {
        name: value.strip()
        for name, value in given.items()
        if isinstance(value, str) and value.strip()
    }
    try:
        from_options(options)
    except InputError as error:
        raise InputError(str(error).removeprefix("--")) from error
    return options


def _written(uploaded: UploadFile, folder: Path) -> Path:
    """Write a file under its clean name; one of the same name goes into a folder of its own."""
    name = clean_name(uploaded.filename or "")
    number = 1
    while (path := folder / str(number) / name).exists():
        number += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(uploaded.file, file)
    return path


def _documents(paths: Sequence[Path]) -> Iterator[Path]:
    """The files without those that describe another one."""
    texts = [path for path in paths if path.suffix.lower() not in SIDECARS]
    for path in paths:
        beside = [other for other in texts if other.parent == path.parent]
        described = {other.name for other in beside} | {other.stem for other in beside}
        if path in texts or path.stem not in described:
            yield path
