"""The table of meetings (``meetings.toml``) that stands beside the files of a collection.

    name = "Ministerial statements"
    [[meeting]]
    document = "2021.txt"
    sha256 = "…"                                  # optional: refuse any other text
    title = { printed = "Joint Communiqué" }      # stands in the document
    date = { curated = 2021-06-28 }               # supplied by a person

A value marked *printed* must really stand in the document; this is checked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.meeting import Meeting, Provenance, meeting_id
from corpus.parsed_document import ParsedDocument
from corpus.printed import stands_in

TABLE_NAME = "meetings.toml"
SHA256 = re.compile("[0-9a-fA-F]{64}")
FIELDS = ("title", "date", "place", "body", "kind", "hosts")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the table with its provenance."""

    value: Any
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table says of one document."""

    document: str
    sha256: str | None
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A collection's name, a few questions it can answer, names for the same thing, entries."""

    name: str
    examples: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]


def read_table(path: Path) -> Table:
    """Read a table of meetings; raises SourceError naming the entry that cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SourceError(
            f"There is no {TABLE_NAME} in {path.parent}. It lists the documents with their dates; "
            "see the README for its form."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}.") from error
    if unknown := sorted(data.keys() - {"name", "examples", "aliases", "meeting"}):
        raise SourceError(f"{path} has an unknown field: {', '.join(unknown)}.")
    rows = data.get("meeting", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SourceError(f"{path} lists no meeting. Add a [[meeting]] entry for each document.")
    entries = tuple(_entry(path, row) for row in rows)
    names = [entry.document for entry in entries]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SourceError(f"{path} lists {', '.join(sorted(twice))} more than once.")
    return Table(
        name=str(data.get("name", path.parent.name)),
        examples=_texts(path, "examples", data.get("examples", [])),
        aliases=_groups(path, data.get("aliases", [])),
        entries=entries,
    )


def meeting_of(entry: Entry, document: ParsedDocument) -> Meeting:
    """The meeting a table entry describes.

    Raises SourceError when a value marked *printed* stands neither on the document's pages nor in
    its front matter.
    """
    text = f"{document.page_text} {document.described or ''}"
    for field, value in entry.values.items():
        if value.provenance == "printed" and not stands_in(text, value.value):
            raise SourceError(
                f"{TABLE_NAME} says that {entry.document} prints the {field} "
                f"{str(value.value)!r}, but it does not. Correct it or mark it curated."
            )
    return meeting_with(entry.values)


def meeting_with(values: Mapping[str, Value]) -> Meeting:
    """The meeting with these values; a title and a date must be among them."""
    known = {field: value.value for field, value in values.items()}
    place = known.get("place")
    return Meeting(
        id=meeting_id(known["date"], place),
        title=known["title"],
        date=known["date"],
        place=place,
        body=known.get("body"),
        kind=known.get("kind"),
        hosts=tuple(known.get("hosts", ())),
        provenance={field: value.provenance for field, value in values.items()},
    )


def _entry(path: Path, row: dict[str, Any]) -> Entry:
    name = row.get("document")
    if not isinstance(name, str) or Path(name).name != name or not _is_printable(name):
        raise SourceError(f'{path}: a [[meeting]] needs document = "a file name in that folder".')
    unknown = set(row) - {*FIELDS, "document", "sha256"}
    if unknown:
        raise SourceError(f"{path}: {name} has an unknown field: {', '.join(sorted(unknown))}.")
    values = {field: _value(path, name, field, row[field]) for field in FIELDS if field in row}
    for needed in ("title", "date"):
        if needed not in values:
            raise SourceError(f"{path}: {name} needs a {needed}.")
    return Entry(name, _sha256(path, name, row.get("sha256")), values)


def _value(path: Path, name: str, field: str, given: Any) -> Value:
    marks: tuple[Provenance, ...] = ("printed", "curated")
    for mark in marks:
        if isinstance(given, dict) and set(given) == {mark} and _fits(field, given[mark]):
            return Value(given[mark], mark)
    form = {"date": "2021-06-28", "hosts": '["…", "…"]'}.get(field, '"…"')
    raise SourceError(
        f"{path}: the {field} of {name} must be {{ printed = {form} }} or {{ curated = {form} }}."
    )


def _fits(field: str, value: Any) -> bool:
    if field == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if field == "hosts":
        return isinstance(value, list) and all(_is_printable(host) for host in value)
    return _is_printable(value)


def _is_printable(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _sha256(path: Path, name: str, given: Any) -> str | None:
    if given is None or (isinstance(given, str) and SHA256.fullmatch(given)):
        return given.lower() if given else None
    raise SourceError(f"{path}: the sha256 of {name} must be 64 hexadecimal digits.")


def _groups(path: Path, given: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(given, list):
        raise SourceError(f"{path}: aliases must hold lists of texts in quotation marks.")
    return tuple(_texts(path, "aliases", group) for group in given)


def _texts(path: Path, field: str, given: Any) -> tuple[str, ...]:
    if isinstance(given, list) and all(_is_printable(text) for text in given):
        return tuple(given)
    raise SourceError(f"{path}: {field} must hold lists of texts in quotation marks.")
