"""A checked text as Markdown: notes as footnotes, changes as <del> and <ins>."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.check import Checked
from web.checked.laid_out import LaidParagraph, Stretch, laid_out
from web.checked.told import LEGEND, figures, source

MARKUP = re.compile(r"([\\`*_\[\]{}<>#|~&!^$])")
BEGINNING = re.compile(r"^\s*(?:[-+=:]|\d{1,9}[.)])")
BEFORE = {"title": "### ", "quotation": "> "}
CHANGES = {"kept": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


def markdown(checked: Checked) -> str:
    """The report, with the whole text, as CommonMark with footnotes."""
    found = laid_out(checked)
    notes = [f"[^{number}]: {line(one.text)}" for number, one in enumerate(found.notes, start=1)]
    told = [f"- {line(one)}" for one in [*figures(checked), *checked.notes]]
    blocks = [
        f"# Checked: {line(checked.name)}",
        line(checked.why),
        "\n".join(told),
        line(LEGEND[checked.mode]),
        "## Text",
        *(_paragraph(one) for one in found.paragraphs),
        *_sources(checked),
        *notes,
    ]
    return "\n\n".join(blocks) + "\n"


def line(text: str) -> str:
    """A text of others on a line of its own, in which nothing is markup."""
    return _begun(_inline(" ".join(text.split())))


def _inline(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)


def _begun(text: str) -> str:
    """A line that begins as no list or rule does."""
    return BEGINNING.sub(lambda match: _escaped(match[0]), text, count=1)


def _escaped(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"


def _paragraph(paragraph: LaidParagraph) -> str:
    text = "".join(map(_stretch, paragraph.stretches))
    return BEFORE.get(paragraph.kind, "") + _begun(text)


def _stretch(one: Stretch) -> str:
    text = "".join(CHANGES[each.change].format(_inline(each.text)) for each in one.words)
    tag = f" <strong>{_inline(f'[{one.tag}]')}</strong>" if one.tag else ""
    return text + tag + "".join(f"[^{number}]" for number in one.notes)


def _sources(checked: Checked) -> Iterator[str]:
    if checked.sources:
        yield "## Sources of the agreed wording"
        yield "\n".join(f"- {line(source(one))}" for one in checked.sources)
