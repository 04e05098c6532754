"""Pages without text, read off their picture by Tesseract.

The program ``tesseract`` is called on each page as PDFium draws it, and gives words with their
places; from there on a recognised page goes the way of every other.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from statistics import median

from pypdfium2 import PdfDocument

from corpus.errors import SourceError
from corpus.formats.extracted import Extracted
from corpus.formats.page_words import Page, Word
from corpus.formats.pdf import extracted, open_pdf, read_pages, read_pdf, unread_pages

PROGRAM = "tesseract"
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
MOST_POINTS = 2_000  # of a side: a larger page is drawn smaller
SECONDS_FOR_PAGE = 120
LEAST_SURE = 0  # of 100: Tesseract gives -1 to what is no word
LINE_TO_SIZE = 0.75  # a font's size by the usual distance of lines, or their height
DESCENDER = 0.2  # of the size: what most lines reach below the height they stand on
WORD_LEVEL = "5"
LINE_LEVEL = "4"


def recognise(name: str, source: bytes, language: str = "eng") -> Extracted:
    """Read a PDF, its pages without text off their picture; the blocks of those say so.

    Raises SourceError as ``read_pdf`` does, and when there are such pages and Tesseract is not
    installed or fails, or reads nothing.
    """
    read = list(read_pages(name, source))
    unread = unread_pages(tuple(read))
    if not unread:
        return read_pdf(name, source)
    program = shutil.which(PROGRAM)
    if program is None:
        raise SourceError(
            f"{name} has pages without text, and Tesseract, which could read them, is not "
            "installed. Install it (Debian: tesseract-ocr) and try again."
        )
    with open_pdf(name, source) as document:
        for number in unread:
            picture = _drawn(document, number)
            table = _tesseract(name, program, number, picture, language)
            width, height = document[number - 1].get_size()
            words = tuple(_words(table, width))
            read[number - 1] = Page(number, width, height, words, shows=True, recognised=True)
    if not any(page.words for page in read):
        raise SourceError(f"{name}: Tesseract finds no text on its pages. Check the scan.")
    return extracted(name, tuple(read), unread_pages(tuple(read)))


def _drawn(document: PdfDocument, number: int) -> bytes:
    """The picture of a page in shades of grey, as a PGM file."""
    page = document[number - 1]
    scale = DOTS_PER_INCH / POINTS_PER_INCH * min(1, MOST_POINTS / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    shades = bytes(bitmap.buffer)
    rows = (shades[at * stride : at * stride + width] for at in range(height))
    bitmap.close()
    page.close()
    return b"P5 %d %d 255\n" % (width, height) + b"".join(rows)


def _tesseract(name: str, program: str, number: int, picture: bytes, language: str) -> str:
    """Tesseract's table of words; one thread, so that the same page always takes the same way."""
    command = [program, "stdin", "stdout", "-l", language, "--dpi", str(DOTS_PER_INCH), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the program is what the path has
            command,
            input=picture,
            capture_output=True,
            check=True,
            timeout=SECONDS_FOR_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            f"{name}: Tesseract did not finish page {number} in {SECONDS_FOR_PAGE} seconds."
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"") or b""
        reason = told.decode(errors="replace").strip().splitlines()
        raise SourceError(
            f"{name}: Tesseract could not read page {number}: {reason[-1] if reason else error}"
        ) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, width: float) -> list[Word]:
    """The words of a page, in points; all of one size, since heights of letters tell little."""
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        return []
    scale = width / max(1, int(rows[0]["width"]))
    lines = {_line(row): row for row in rows if row["level"] == LINE_LEVEL}
    heights = [int(row["height"]) for row in lines.values()]
    size = round(LINE_TO_SIZE * median(heights) * scale, 1) if heights else 10.0
    return [
        Word(
            text=row["text"],
            left=int(row["left"]) * scale,
            right=(int(row["left"]) + int(row["width"])) * scale,
            y=_bottom(lines[_line(row)]) * scale - DESCENDER * size,
            size=size,
            bold=False,
            italic=False,
            apart=True,
        )
        for row in rows
        if row["level"] == WORD_LEVEL and row["text"].strip() and float(row["conf"]) >= LEAST_SURE
    ]


def _bottom(row: dict[str, str]) -> int:
    return int(row["top"]) + int(row["height"])


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return row["block_num"], row["par_num"], row["line_num"]
