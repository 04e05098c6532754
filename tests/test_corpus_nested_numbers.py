"""One document of nested numbers in every format: the same labels come out of each."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.formats.written_numbers import in_form
from corpus.parse import parse
from tests.word_documents import document, item, numbering, paragraph

Typed = tuple[int, str, str]  # how deep a paragraph stands, its number as typed, its label
Written = tuple[str, bytes]  # a file's name and content

DECISIONS: tuple[Typed, ...] = (
    (0, "1.", "1"),
    (0, "2.", "2"),
    (1, "(a)", "2 (a)"),
    (1, "(b)", "2 (b)"),
    (2, "(i)", "2 (b) (i)"),
    (2, "(ii)", "2 (b) (ii)"),
    (2, "(iii)", "2 (b) (iii)"),
    (2, "(iv)", "2 (b) (iv)"),
    (2, "(v)", "2 (b) (v)"),
    (1, "(c)", "2 (c)"),
    (2, "(i)", "2 (c) (i)"),
    (2, "(ii)", "2 (c) (ii)"),
    (0, "3.", "3"),
    *((1, f"({letter})", f"3 ({letter})") for letter in "abcdefghijk"),
    (0, "4.", "4"),
)
ARTICLES: tuple[Typed, ...] = (
    *((0, f"{in_form(n, 'upperRoman')}.", in_form(n, "upperRoman")) for n in range(1, 4)),
    (1, "(1)", "III (1)"),
    (1, "(2)", "III (2)"),
    (2, "(a)", "III (2) (a)"),
    (2, "(b)", "III (2) (b)"),
    *((0, f"{in_form(n, 'upperRoman')}.", in_form(n, "upperRoman")) for n in range(4, 13)),
)
POINTS: tuple[Typed, ...] = tuple(
    (0, number, number) for number in ("1.1", "1.2", "1.3", "2.1", "2.2", "2.10", "2.11")
)
LEVELS = {
    DECISIONS: ("decimal %1.", "lowerLetter (%2)", "lowerRoman (%3)"),
    ARTICLES: ("upperRoman %1.", "decimal (%2)", "lowerLetter (%3)"),
}


def text_of(at: int) -> str:
    """A paragraph of a few lines, each of other words, none of which looks like a number."""
    of = ("harbour", "lighthouse", "channel", "ferry", "market")[at % 5]
    return (
        f"The members agreed with the master of the {of} that all of what was said of it in the "
        f"years before holds, that the {of} stays open by day and by night to whoever comes, and "
        f"that they will speak of the {of} at the meeting in item {at + 101}."
    )


def txt(typed: tuple[Typed, ...]) -> Written:
    return "a.txt", "\n\n".join(f"{n} {text_of(at)}" for at, (_, n, _) in enumerate(typed)).encode()


def txt_set_in(typed: tuple[Typed, ...]) -> Written:
    lines = (f"{'    ' * deep}{n}\t{text_of(at)}" for at, (deep, n, _) in enumerate(typed))
    return "a.txt", "\n\n".join(lines).encode()


def txt_without_blank_lines(typed: tuple[Typed, ...]) -> Written:
    return "a.txt", "\n".join(f"{n} {text_of(at)}" for at, (_, n, _) in enumerate(typed)).encode()


def md(typed: tuple[Typed, ...]) -> Written:
    return "a.md", txt(typed)[1]


def html_typed(typed: tuple[Typed, ...]) -> Written:
    inside = "".join(f"<p>{n} {escape(text_of(at))}</p>" for at, (_, n, _) in enumerate(typed))
    return "a.html", f"<html><body><main>{inside}</main></body></html>".encode()


def html_lists(typed: tuple[Typed, ...]) -> Written:
    sorts = ("1", "a", "i") if typed is DECISIONS else ("I", "1", "a")
    inside, depth = "", -1
    for at, (deep, _, _) in enumerate(typed):
        if deep > depth:
            inside += f'<ol type="{sorts[deep]}">'
        else:
            inside += "</li>" + "</ol></li>" * (depth - deep)
        inside += f"<li>{escape(text_of(at))}"
        depth = deep
    inside += "</li></ol>" * (depth + 1)
    return "a.html", f"<html><body><main>{inside}</main></body></html>".encode()


def docx_typed(typed: tuple[Typed, ...]) -> Written:
    tab = "<w:r><w:tab/></w:r>"
    inside = "".join(
        paragraph(f"<w:r><w:t>{n}</w:t></w:r>{tab}<w:r><w:t>{text_of(at)}</w:t></w:r>")
        for at, (_, n, _) in enumerate(typed)
    )
    return "a.docx", document(inside)


def docx_automatic(typed: tuple[Typed, ...]) -> Written:
    inside = "".join(item(text_of(at), deep) for at, (deep, _, _) in enumerate(typed))
    return "a.docx", document(inside, numbering(LEVELS[typed]))


def pdf(typed: tuple[Typed, ...]) -> Written:
    return _pdf(typed, lambda deep: ParagraphStyle("p", leftIndent=18 * deep, spaceAfter=6))


def pdf_without_gaps(typed: tuple[Typed, ...]) -> Written:
    return _pdf(typed, lambda deep: ParagraphStyle("p", leftIndent=18 * deep))


def pdf_hanging(typed: tuple[Typed, ...]) -> Written:
    def style(deep: int) -> ParagraphStyle:
        return ParagraphStyle(
            "p", leftIndent=24 + 24 * deep, bulletIndent=24 * deep, spaceAfter=6, alignment=4
        )

    return _pdf(typed, style, hanging=True)


def _pdf(
    typed: tuple[Typed, ...], style: Callable[[int], ParagraphStyle], *, hanging: bool = False
) -> Written:
    story = [
        Paragraph(text_of(at), style(deep), bulletText=n)
        if hanging
        else Paragraph(f"{n} {text_of(at)}", style(deep))
        for at, (deep, n, _) in enumerate(typed)
    ]
    file = BytesIO()
    SimpleDocTemplate(file).build(story)
    return "a.pdf", file.getvalue()


WRITERS = (
    txt, txt_set_in, txt_without_blank_lines, md, html_typed, html_lists, docx_typed,
    docx_automatic, pdf, pdf_without_gaps, pdf_hanging,
)  # fmt: skip
OF_LISTS = (html_lists, docx_automatic)


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
@pytest.mark.parametrize(
    "typed", [DECISIONS, ARTICLES, POINTS], ids=["decisions", "articles", "points"]
)
def test_every_format_gives_the_same_labels(
    typed: tuple[Typed, ...], write: Callable[[tuple[Typed, ...]], Written]
) -> None:
    if typed is POINTS and write in OF_LISTS:
        pytest.skip("lists have no such numbers")
    read = parse(*write(typed))
    assert [p.label for p in read.paragraphs] == [label for _, _, label in typed]
    assert [p.span.of(read.text) for p in read.paragraphs] == [
        text_of(at) for at in range(len(typed))
    ]
