"""The formats a citation is given in, by name, each with its media type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from corpus import Store
from qa.citing.bibtex import bibtex
from qa.citing.cited import Cited, cited
from qa.citing.csl import csl_json
from qa.citing.pinpoint import pinpoint
from qa.citing.ris import ris
from qa.citing.styles import Style, formatted

FormatName = Literal["text", "chicago", "apa", "oscola", "bibtex", "ris", "csl-json"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what people call it, its media type, the ending of its files, and its writer."""

    label: str
    media_type: str
    ending: str
    write: Callable[[Sequence[Cited]], str]


def text(many: Sequence[Cited]) -> str:
    """Each quotation in quotation marks, with what is known of where it stands."""
    return "\n\n".join(map(_text, many)) + "\n"


def written(links: Iterable[str], store: Store, name: FormatName) -> str:
    """The quotations of some permalinks in a format, each once; raises InputError.

    Raises IntegrityError where the store disagrees with a source.
    """
    found = [cited(link, store) for link in links]
    once = {one.citation.permalink: one for one in found}
    return FORMATS[name].write(list(once.values()))


def reference(one: Cited) -> str:
    """A citation on one line: body, title, place, day and where in the document."""
    meeting = one.meeting
    day = f"{meeting.date.day} {meeting.date:%B %Y}"
    known = (meeting.body, meeting.title, meeting.place, day, pinpoint(one.paragraph).told)
    return f"{', '.join(filter(None, known))}."


def _text(one: Cited) -> str:
    remarks = "".join(f" [{remark}]" for remark in one.remarks)
    quotation = f"“{' '.join(one.text.split())}”"
    return f"{quotation}\n{reference(one)}{remarks}\n{one.citation.permalink}"


def _in_style(style: Style, many: Sequence[Cited]) -> str:
    return "".join(f"{formatted(one, style)}\n" for one in many)


FORMATS: dict[FormatName, Format] = {
    "text": Format("Quotation with citation", "text/plain", "txt", text),
    "chicago": Format("Chicago note", "text/plain", "txt", partial(_in_style, "chicago")),
    "apa": Format(
        "APA: reference, and in the text", "text/plain", "txt", partial(_in_style, "apa")
    ),
    "oscola": Format("OSCOLA", "text/plain", "txt", partial(_in_style, "oscola")),
    "bibtex": Format("BibTeX", "application/x-bibtex", "bib", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", "ris", ris),
    "csl-json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
}
