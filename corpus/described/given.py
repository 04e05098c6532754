"""What people supply: command-line options, a sidecar file, front matter; each read into fields.

Front matter and sidecars are written by many hands, so a field goes by several names (SYNONYMS).
Of the other keys only those are told that look meant to be a field: programs keep much in front
matter (tags, layout, author) that is no concern of ours. A value is a plain one or, as in a table
of meetings, marked: ``title: {printed: …}`` or ``{curated: …}``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from corpus.described.virtual import is_virtual
from corpus.errors import InputError, SourceError
from corpus.meeting import Provenance
from corpus.printed import WEEKDAY_NAMES, dates_in
from corpus.table import FIELDS

# The first name that has a value is taken; blanks and hyphens in a key count as "_".
SYNONYMS = {
    "title": ("title", "headline"),
    "date": ("date", "meeting_date", "date_of_meeting", "held_on"),
    "place": ("place", "location", "city", "venue"),
    "body": ("body", "organisation", "organization", "group", "institution"),
    "kind": ("kind", "type", "meeting_type"),
    "hosts": ("hosts", "host", "hosted_by", "chair", "chairs", "co_chairs"),
}
FORMS = {
    "date": "a day such as 2021-06-28",
    "hosts": 'a list of texts such as ["Italy", "Belgium"]',
}
TEXT_FORM = "a text in quotation marks"
LONG_NAME = 8  # letters, from which two slips are likely to be of this name
MARKS: tuple[Provenance, ...] = ("printed", "curated")
LARGEST = 100_000
MOST_SHOWN = 60  # characters of a wrong value in a message
TOML_LINE = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*\s*(?:\[|[\w\"'.-]+\s*=)")
FENCED = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>.*?)(?:^(?:---|\+\+\+|\.\.\.)\s*)?\Z",
    re.DOTALL | re.MULTILINE,
)
WEEKDAY = re.compile(rf"(?:{WEEKDAY_NAMES})\.?,?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """What one source supplies. ``values["place"]`` may be None: said to be held by video.

    ``source`` is how a report calls it; ``marks`` has the provenance of the values that state it;
    ``unused`` lists the keys that look meant to be a field, each with it: "titel (title?)".
    """

    source: str
    values: dict[str, Any]
    marks: dict[str, Provenance]
    unused: tuple[str, ...]


def from_options(options: Mapping[str, str]) -> Given:
    """The values of command-line options, each a text; several hosts stand between semicolons.

    Raises InputError for a value that cannot be read.
    """
    values = {}
    if unknown := sorted(options.keys() - set(FIELDS)):
        raise InputError(f"There is no field {unknown[0]}. The fields are {', '.join(FIELDS)}.")
    for field, text in options.items():
        try:
            values[field] = _read(field, text)
        except ValueError as error:
            raise InputError(f"--{field} must be {error}.") from None
    return Given("what you gave", values, {}, ())


def from_sidecar(name: str, content: bytes) -> Given:
    """The values of a sidecar file in TOML, YAML or JSON, by the end of its name.

    Raises SourceError naming the file, and the key whose value is of another form.
    """
    if len(content) > LARGEST:
        raise SourceError(
            f"{name} is larger than {LARGEST} bytes. Keep only what describes one meeting."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from error
    ending = name.rpartition(".")[2].lower()
    if ending not in ("toml", "yaml", "yml", "json"):
        raise SourceError(f"{name} must end in .toml, .yaml, .yml or .json to describe a document.")
    return _given(name, name, _mapping(name, text, ending))


def from_front_matter(name: str, text: str) -> Given:
    """The values of the front matter of the document ``name``, YAML or TOML, fenced or not.

    Raises SourceError naming the document, and the key whose value is of another form.
    """
    where = f"{name}, front matter"
    if len(text) > LARGEST:
        raise SourceError(f"{where}: it is longer than {LARGEST} characters.")
    fenced = FENCED.match(text)
    inside = fenced["inside"] if fenced else text
    is_toml = fenced["fence"] == "+++" if fenced else TOML_LINE.match(text)
    return _given(where, "the front matter", _mapping(where, inside, "toml" if is_toml else "yaml"))


def read_day(value: Any) -> date:
    """The day a value gives; raises ValueError with the form it should have."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
        found = dates_in(value)
        rest = WEEKDAY.sub("", value.replace(found[0].words, "")) if len(found) == 1 else value
        if not rest.strip() and found[0].day:
            return found[0].day
    raise ValueError(_form("date", value))


def _mapping(where: str, text: str, form: str) -> dict[Any, Any]:
    try:
        if form == "toml":
            data = tomllib.loads(text)
        elif form == "json":
            data = json.loads(text)
        else:
            data = yaml.safe_load(text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        problem = " ".join(str(error).split()).rstrip(".")
        raise SourceError(f"{where}: it cannot be read as {form.upper()}: {problem}.") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise SourceError(
            f"{where}: it must hold fields such as title and date, each with a value."
        )
    return data


def _given(where: str, source: str, data: dict[Any, Any]) -> Given:
    keys = {re.sub(r"[\s-]+", "_", str(key).strip().casefold()): key for key in data}
    values: dict[str, Any] = {}
    marks: dict[str, Provenance] = {}
    used = set()
    for field in FIELDS:
        key = next((keys[k] for k in SYNONYMS[field] if not _is_empty(data.get(keys.get(k)))), None)
        if key is None:
            continue
        used.add(key)
        value, mark = _unmarked(data[key])
        try:
            values[field] = _read(field, value)
        except ValueError as error:
            raise SourceError(f"{where}: {key} must be {error}.") from None
        if mark:
            marks[field] = mark
    unused = (str(k) for k, v in data.items() if k not in used and not _is_empty(v))
    meant = ((key, _meant_by(key)) for key in unused)
    return Given(source, values, marks, tuple(f"{key} ({of}?)" for key, of in meant if of))


def _meant_by(key: str) -> str | None:
    """The field that a key is a name of, or nearly."""
    plain = re.sub(r"[\s-]+", "_", key.strip().casefold())
    for field, names in SYNONYMS.items():
        for name in names:
            slips = 2 if len(name) >= LONG_NAME else 1
            if DamerauLevenshtein.distance(plain, name, score_cutoff=slips) <= slips:
                return field
    return None


def _unmarked(value: Any) -> tuple[Any, Provenance | None]:
    for mark in MARKS:
        if isinstance(value, dict) and set(value) == {mark}:
            return value[mark], mark
    return value, None


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _read(field: str, value: Any) -> Any:
    """The value of a field; raises ValueError with the form it should have."""
    if field == "date":
        return read_day(value)
    if field == "hosts":
        listed = value.split(";") if isinstance(value, str) else value
        if not isinstance(listed, list) or not listed:
            raise ValueError(_form(field, value))
        return [_text(field, host) for host in listed]
    text = _text(field, value)
    return None if field == "place" and is_virtual(text) else text


def _text(field: str, value: Any) -> str:
    """A text on one line without characters that do not show."""
    plain = " ".join(value.split()) if isinstance(value, str) else ""
    shown = "".join(character for character in plain if character.isprintable())
    if not shown:
        raise ValueError(_form(field, value))
    return shown


def _form(field: str, value: Any) -> str:
    return f"{FORMS.get(field, TEXT_FORM)}, not {_shown(value)}"


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
