"""A checked text as Markdown: notes as footnotes, changes as <del> and <ins>."""

from __future__ import annotations

from collections.abc import Iterator

from qa.check import Checked
from web.checked.laid_out import LaidParagraph, Stretch, laid_out
from web.checked.told import LEGEND, figures, source
from web.in_markdown import begun, inline, line

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


def _paragraph(paragraph: LaidParagraph) -> str:
    text = "".join(map(_stretch, paragraph.stretches))
    return BEFORE.get(paragraph.kind, "") + begun(text)


def _stretch(one: Stretch) -> str:
    text = "".join(CHANGES[each.change].format(inline(each.text)) for each in one.words)
    tag = f" <strong>{inline(f'[{one.tag}]')}</strong>" if one.tag else ""
    return text + tag + "".join(f"[^{number}]" for number in one.notes)


def _sources(checked: Checked) -> Iterator[str]:
    if checked.sources:
        yield "## Sources of the agreed wording"
        yield "\n".join(f"- {line(source(one))}" for one in checked.sources)
