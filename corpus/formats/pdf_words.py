"""The words of a PDF page, read character by character with PDFium.

PDFium gives each character with its place and text object; it resolves the font's encoding and
puts in the blanks that a file leaves to the distance between characters. A ligature comes out as
its letters.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import SourceError
from corpus.formats.page_words import Page, Word

MOST_CHARACTERS_ON_PAGE = 100_000
LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at a line end
BOLD_NAME = re.compile(r"bold|black|heavy|demi|semibd|bx\d", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
ITALIC_FLAG, FORCED_BOLD_FLAG = 1 << 6, 1 << 18
LONGEST_FONT_NAME = 256
SAME_LINE = 0.1  # of the size: how far two characters of a word may differ in height
ASKEW = 0.05  # of a quarter turn
TOUCHING = 0.25  # of the size: the widest gap within a word


@dataclass(frozen=True, slots=True)
class _Style:
    """How the characters of one text object are set; ``turn`` counts quarters, None for askew.

    Text that is ``invisible`` lies over the picture of a page that was read off it.
    """

    size: float
    bold: bool
    italic: bool
    turn: int | None
    invisible: bool


class _Blank(Enum):
    """What stands between two words: a blank of the file, or one that PDFium put in."""

    WRITTEN = "written"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    y: float
    style: _Style


def read_page(name: str, page: pdfium.PdfPage, number: int) -> Page:
    """The words of a page, turned upright; raises SourceError for an impossible page."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MOST_CHARACTERS_ON_PAGE:
            raise SourceError(
                f"{name}: page {number} has {count:,} characters, more than a printed page holds "
                f"({MOST_CHARACTERS_ON_PAGE:,}). Check that the file is the document."
            )
        glyphs, width, height = _upright(list(_glyphs(text_page, count)), page)
    finally:
        text_page.close()
    inside = [
        glyph
        for glyph in glyphs
        if isinstance(glyph, _Blank) or (-1 < glyph.left < width + 1 and -1 < glyph.y < height + 1)
    ]
    shows = raw.FPDFPage_CountObjects(page) > 0
    invisible = [glyph.style.invisible for glyph in inside if isinstance(glyph, _Glyph)]
    recognised = sum(invisible) > len(invisible) / 2
    return Page(number, width, height, tuple(_words(inside)), shows, recognised)


def _glyphs(page: pdfium.PdfTextPage, count: int) -> Iterator[_Glyph | _Blank]:
    """The characters of a page as the file has them, and the blanks between."""
    styles: dict[int, _Style] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(count):
        code = raw.FPDFText_GetUnicode(page, at)
        text = "-" if code == LINE_END_HYPHEN else chr(code)
        drawn = raw.FPDFText_GetTextObject(page, at)
        if text.isspace() or not drawn:
            yield _Blank.WRITTEN if drawn else _Blank.GUESSED
            continue
        if not text.isprintable() and text != "\u00ad":
            continue
        key = ctypes.addressof(drawn.contents)
        if key not in styles:
            styles[key] = _style(drawn)
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        raw.FPDFText_GetLooseCharBox(page, at, box)
        style = styles[key]
        ends = (box.left, box.right) if style.turn in (0, 2) else (box.bottom, box.top)
        across = y.value if style.turn in (0, 2) else x.value
        yield _Glyph(text, *ends, across, style)


def _style(drawn: raw.FPDF_PAGEOBJECT) -> _Style:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    raw.FPDFTextObj_GetFontSize(drawn, size)
    font = raw.FPDFTextObj_GetFont(drawn)
    name = ctypes.create_string_buffer(LONGEST_FONT_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, LONGEST_FONT_NAME)
    font_name = name.value.decode("utf-8", "replace")
    flags = max(0, raw.FPDFFont_GetFlags(font))
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    outlined = mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    turns = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
    return _Style(
        size=round(abs(size.value) * math.hypot(matrix.c, matrix.d), 1),
        bold=outlined or bool(flags & FORCED_BOLD_FLAG) or bool(BOLD_NAME.search(font_name)),
        italic=bool(flags & ITALIC_FLAG) or bool(ITALIC_NAME.search(font_name)),
        turn=round(turns) % 4 if abs(turns - round(turns)) < ASKEW else None,
        invisible=mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE,
    )


def _upright(
    glyphs: list[_Glyph | _Blank], page: pdfium.PdfPage
) -> tuple[list[_Glyph | _Blank], float, float]:
    """The page turned so that most of its text is upright; what is askew to that is left out.

    Text askew is a watermark or a stamp in the margin.
    """
    turns = Counter(glyph.style.turn for glyph in glyphs if isinstance(glyph, _Glyph))
    del turns[None]
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_bbox()
    along = (left, right) if turn in (0, 2) else (bottom, top)
    across = (bottom, top) if turn in (0, 2) else (left, right)
    kept: list[_Glyph | _Blank] = []
    for glyph in glyphs:
        if isinstance(glyph, _Blank):
            kept.append(glyph)
        elif glyph.style.turn == turn:
            start, end = glyph.left - along[0], glyph.right - along[0]
            if turn in (2, 3):
                start, end = along[1] - glyph.right, along[1] - glyph.left
            down = across[1] - glyph.y if turn in (0, 3) else glyph.y - across[0]
            kept.append(_Glyph(glyph.text, start, end, down, glyph.style))
    return kept, along[1] - along[0], across[1] - across[0]


def _words(glyphs: list[_Glyph | _Blank]) -> Iterator[Word]:
    run: list[_Glyph] = []
    apart = True
    for glyph in glyphs:
        if run and (isinstance(glyph, _Blank) or not _goes_on(run[-1], glyph)):
            yield _word(run, apart)
            run, apart = [], False
        if isinstance(glyph, _Glyph):
            run.append(glyph)
        elif glyph is _Blank.WRITTEN:
            apart = True
    if run:
        yield _word(run, apart)


def _goes_on(one: _Glyph, other: _Glyph) -> bool:
    size = one.style.size
    return (
        one.style.bold == other.style.bold
        and one.style.size == other.style.size
        and abs(one.y - other.y) < SAME_LINE * size
        and -size < other.left - one.right < TOUCHING * size
    )


def _word(run: list[_Glyph], apart: bool) -> Word:
    style = run[0].style
    return Word(
        text="".join(glyph.text for glyph in run),
        left=run[0].left,
        right=max(glyph.right for glyph in run),
        y=run[0].y,
        size=style.size,
        bold=style.bold,
        italic=style.italic,
        apart=apart,
    )
