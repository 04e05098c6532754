"""What is known of the meeting that a document is of, from every source, the strongest first.

Options of the command line, a sidecar file, front matter, what the top of the document prints,
what a web page's meta elements say, and, for the date alone, the file's name. Nothing is guessed:
what two sources of equal strength contradict each other in is missing, with the candidates named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from corpus.described.file_name import dates_of_file_name
from corpus.described.given import Given, from_front_matter, from_options, from_sidecar
from corpus.described.lines import top_of
from corpus.described.read_off import read_off
from corpus.described.title_page import title_page
from corpus.errors import FactsMissing, SourceError
from corpus.formats.extracted import Extracted
from corpus.meeting import Meeting
from corpus.printed import stands_in
from corpus.table import FIELDS, Value, meeting_with

WEB_PAGE = "text/html"
PRINTED = "the document"
FILE_NAME = "the file's name"
NEEDED = ("title", "date")
EXAMPLES = {"title": "--title 'Joint Communiqué'", "date": "--date 2021-06-28"}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A file beside a document that describes it: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of the meeting the document ``name`` is of.

    ``missing`` are the fields a meeting must have and that are not known. ``candidates`` holds,
    for a field that is not known, what it might be; ``notes`` are phrases for a report.
    """

    name: str
    values: dict[str, Value]
    missing: tuple[str, ...]
    candidates: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The meeting's day, where it is known."""
        value = self.values.get("date")
        return value.value if value else None


def describe(
    name: str,
    extracted: Extracted,
    options: Mapping[str, str] | None = None,
    sidecar: Sidecar | None = None,
) -> Described:
    """Put together what all sources say of the document.

    Raises InputError for an option, SourceError for front matter or a sidecar with a value of a
    wrong form, or with one that is marked *printed* and does not stand in the document.
    """
    page_text = extracted.page_text
    given = [from_options(options or {})]
    if sidecar is not None:
        given.append(from_sidecar(sidecar.name, sidecar.content))
    told, unusable = _front_matter(name, extracted)
    # A web page's meta elements often speak of the page: "… | Ministry", the day it was put up.
    below = told if extracted.media_type == WEB_PAGE else []
    given += [] if below else told
    read = read_off(title_page(top_of(extracted), page_text))
    printed = Given(PRINTED, read.values, {}, ())
    values, notes = _strongest(name, [*given, printed, *below, _of_file_name(name)], page_text)
    notes += [
        f"not used of {one.source}: {', '.join(one.unused)}"
        for one in [*given, *below]
        if one.unused
    ]
    notes += unusable
    return Described(
        name=name,
        values=values,
        missing=tuple(field for field in NEEDED if field not in values),
        candidates={f: c for f, c in read.candidates.items() if f not in values},
        notes=tuple(dict.fromkeys([*notes, *read.notes])),
    )


def meeting_from(described: Described) -> Meeting:
    """The meeting described; raises FactsMissing naming all that is missing and how to give it."""
    if described.missing:
        known = {field: _shown(value.value) for field, value in described.values.items()}
        options = " ".join(EXAMPLES[field] for field in described.missing)
        in_a_form = f"{_named(described.missing)} in the form"
        raise FactsMissing(
            _what_is_missing(described, options),
            described.missing,
            known,
            described.candidates,
            _what_is_missing(described, in_a_form),
        )
    return meeting_with(described.values)


def _front_matter(name: str, extracted: Extracted) -> tuple[list[Given], list[str]]:
    """The front matter, if any; of a web page, which its reader cannot mend, only if usable."""
    if extracted.described is None:
        return [], []
    try:
        return [from_front_matter(name, extracted.described)], []
    except SourceError as error:
        if extracted.media_type != WEB_PAGE:
            raise
        return [], [f"not used: {str(error).removeprefix(name).lstrip(', ').rstrip('.')}"]


def _of_file_name(name: str) -> Given:
    days = dates_of_file_name(name)
    return Given(FILE_NAME, {"date": days[0]} if len(days) == 1 else {}, {}, ())


def _strongest(
    name: str, sources: list[Given], page_text: str
) -> tuple[dict[str, Value], list[str]]:
    """For each field the first source that has it, and what to say about it."""
    values: dict[str, Value] = {}
    notes = []
    for field in FIELDS:
        having = [source for source in sources if field in source.values]
        if not having:
            continue
        first, value = having[0], having[0].values[field]
        if value is not None:
            values[field] = _marked(name, first, field, page_text)
        notes += _about(field, having)
    return values, notes


def _about(field: str, having: list[Given]) -> list[str]:
    """Where a value is from that the file's name gave, and which weaker source contradicts it."""
    first = having[0]
    value = first.values[field]
    if value is None and first.source != PRINTED:
        return [f"no place, by {first.source}"]
    notes = [f"{field} {value} from {FILE_NAME}"] if first.source == FILE_NAME else []
    if field not in ("date", "place"):
        return notes
    others = [
        (one, one.values[field]) for one in having[1:] if one.values[field] not in (None, value)
    ]
    return notes + [
        f"{field} {value} from {first.source}, but {one.source} has {other}"
        for one, other in others
    ]


def _marked(name: str, source: Given, field: str, page_text: str) -> Value:
    value = source.values[field]
    stands = stands_in(page_text, value)
    mark = source.marks.get(field)
    if mark == "printed" and not stands:
        raise SourceError(
            f"{name}: {source.source} says that the document prints the {field} {str(value)!r}, "
            "but it does not. Correct it or mark it curated."
        )
    return Value(value, mark or ("printed" if stands else "curated"))


def _what_is_missing(described: Described, to_give: str) -> str:
    maybe = [
        f" The {field} might be {' or '.join(described.candidates[field])}."
        for field in described.missing
        if field in described.candidates
    ]
    verb = "is" if len(described.missing) == 1 else "are"
    return (
        f"{described.name}: {_named(described.missing)} of the meeting {verb} not known."
        f"{''.join(maybe)} Give {to_give}, or write it into a file "
        f"{_sidecar_name(described.name)} beside the document, or into the document's front matter."
    )


def _named(fields: tuple[str, ...]) -> str:
    return " and ".join(f"the {field}" for field in fields)


def _shown(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _sidecar_name(name: str) -> str:
    return f"{PurePath(name).stem}.toml"
