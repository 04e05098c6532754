"""Scanned documents brought in: asked for with --ocr, marked, and still checked afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus import Store
from corpus.adding import Filer
from corpus.audit import audit
from corpus.errors import SourceError
from corpus.finding import bring
from corpus.intake import Brought, Taken, take
from corpus.reading_apart import read_apart
from qa import read_meeting
from tests.test_corpus_pdf import mixed, saved

FIXTURES = Path(__file__).parent / "fixtures"
SCAN = FIXTURES / "scan.pdf"
OPTIONS = {"title": "Ministers of the Coalition", "date": "2018-02-13"}

needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is missing")


def scans(pages: int) -> bytes:
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(SCAN) as document:
        for _ in range(pages):
            made.import_pages(document, [0])
    return saved(made)


@pytest.fixture
def filer(tmp_path: Path) -> Iterator[Filer]:
    with closing(Filer(tmp_path)) as opened:
        yield opened


def test_a_scan_is_refused_with_its_pages_and_the_option() -> None:
    with pytest.raises(SourceError, match=r"pages 1, 2 are only pictures\. --ocr reads it"):
        take(Brought("scan.pdf", scans(2), options=OPTIONS))


@needs_tesseract
def test_a_scan_is_read_when_asked_and_marked(filer: Filer, tmp_path: Path) -> None:
    ((path, read),) = read_apart([SCAN], OPTIONS, ocr=True)
    assert isinstance(read, Taken)
    filed = filer.add(read)
    assert (path, filed.outcome) == (SCAN, "added")
    assert "page 1 read off a picture: words may be wrong" in filed.told
    with closing(Store(tmp_path)) as store:
        paragraphs = read_meeting(store, "2018-02-13").paragraphs
        assert {(one.recognised, one.page) for one in paragraphs} == {(True, 1)}


@needs_tesseract
def test_pages_that_are_pictures_can_be_read_later(filer: Filer, tmp_path: Path) -> None:
    source = mixed()
    first = filer.add(take(Brought("mixed.pdf", source, options=OPTIONS)))
    assert any("no text on page 2: add --ocr" in told for told in first.told)
    more = filer.add(take(Brought("mixed.pdf", source, options=OPTIONS, ocr=True)))
    assert (more.outcome, more.meeting_id) == ("updated", first.meeting_id)
    for ocr in (True, False):
        again = take(Brought("mixed.pdf", source, options=OPTIONS, ocr=ocr))
        assert filer.add(again).outcome == "unchanged"
    with closing(Store(tmp_path)) as store:
        read = read_meeting(store, "2018-02-13").paragraphs
        assert [one.page for one in read if one.recognised]
        assert {one.page for one in read if not one.recognised} == {1}


@needs_tesseract
def test_without_tesseract_what_it_read_is_still_checked(
    filer: Filer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filer.add(take(bring(SCAN, OPTIONS, ocr=True)))
    monkeypatch.setenv("PATH", str(tmp_path))
    with closing(Store(tmp_path)) as store:
        (found,) = audit(store)
    assert found.problem is None
    assert found.remark == "read off pictures: compared with the text as it was read then"
    filer._connection.execute("UPDATE document SET extracted = replace(extracted, 'e', 'c')")
    with closing(Store(tmp_path)) as store:
        (found,) = audit(store)
    assert found.problem == "paragraph 1 does not stand in the source"


def test_a_document_with_text_needs_no_tesseract(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = FIXTURES / "001.office.one.pdf"
    assert take(bring(path, {}, ocr=True)).document == take(bring(path, {})).document
    with pytest.raises(SourceError, match="Tesseract, which could read them, is not installed"):
        take(bring(SCAN, OPTIONS, ocr=True))
