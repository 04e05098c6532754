"""PDF files: the bundled texts come back as they went in, and what cannot be read is told."""

from __future__ import annotations

import io
import re
import shutil
import time
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus import BUNDLED
from corpus.body import body
from corpus.canonical import Canonical, canonical
from corpus.errors import SourceError
from corpus.formats.extracted import Extracted
from corpus.formats.ocr import recognise
from corpus.formats.pdf import read_pdf
from corpus.layout import Block, BlockKind, joined_text
from corpus.parse import parse
from corpus.parsed_document import ParsedDocument
from corpus.sentences import sentences
from tests.fixtures.quotes import typographic

FIXTURES = Path(__file__).parent / "fixtures"
RENDERED = sorted(path.name for path in FIXTURES.glob("00*.pdf"))


def read(name: str) -> Extracted:
    return read_pdf(name, (FIXTURES / name).read_bytes())


def clean(document: Extracted) -> Canonical:
    return canonical(document.text, body(document.blocks))


def bundled(name: str) -> ParsedDocument:
    (path,) = BUNDLED.glob(f"{name[:3]}_*.txt")
    return parse(path.name, path.read_bytes())


def folded(text: str) -> str:
    return " ".join(text.split())


def outline(text: str, document: Canonical | ParsedDocument) -> list[tuple[str | None, list[str]]]:
    """Each paragraph's printed number and sentences."""
    found = []
    for paragraph in document.paragraphs:
        inner = paragraph.span.of(text)
        found.append((paragraph.label, [folded(span.of(inner)) for span in sentences(inner)]))
    return found


def test_there_are_four_renderings_of_each_text() -> None:
    assert len(RENDERED) == 20
    assert sum(len(bundled(name).paragraphs) for name in RENDERED) == 4 * 51


@pytest.mark.parametrize("name", RENDERED)
def test_a_rendered_text_comes_back_as_it_was(name: str) -> None:
    text = bundled(name)
    printed = typographic(text.text) if "typeset" in name else text.text
    read_back = clean(read(name))
    assert outline(read_back.text, read_back) == outline(printed, text)


@pytest.mark.parametrize("name", RENDERED)
def test_every_piece_stands_in_the_text(name: str) -> None:
    document = read(name)
    read_back = clean(document)
    for paragraph in read_back.paragraphs:
        assert read_back.source_map.matches(paragraph.span, read_back.text, document.text)
    for block in document.blocks:
        assert joined_text(document.text, block.pieces) == block.text
        assert all(
            piece.of(document.text).strip() == piece.of(document.text) for piece in block.pieces
        )


@pytest.mark.parametrize("name", RENDERED)
def test_pages_are_known_and_their_furniture_is_gone(name: str) -> None:
    document = read(name)
    pages = [block.page or 0 for block in document.blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] <= (document.pages or 0)
    shown = "\n".join(block.text for block in document.blocks)
    assert not re.search(r"Page \d of \d|^– [ivx]+ –", shown, re.MULTILINE)


def test_the_same_bytes_give_the_same() -> None:
    assert read("004.typeset.two.pdf") == read("004.typeset.two.pdf")


def test_titles_are_headings() -> None:
    first, second, third, *_ = read("004.office.two.pdf").blocks
    assert [block.kind for block in (first, second, third)] == [BlockKind.HEADING] * 3
    assert third.text.startswith("Statement by Ministers")
    assert third.level == 1


def shown(block: Block) -> str:
    return f"{block.kind.value} {block.label or '-'} {','.join(block.notes) or '-'} {block.text}"


KINDS = """\
heading - - Statement on the Use of the Harbour
paragraph - - Adopted in Lisbon on 3 May 2024
heading - - Principles
paragraph - 1,2 The members agreed that the harbour stays open to all ships of all flags in all \
weathers. They recalled the rules of the port, and thanked the pilots for a year without an \
accident. The area is 40 km2 in all.
item 12 - The members decided what follows, in the order in which the harbour master had put it \
to them:
item 12 (a) - to dredge the channel before the winter, so that ships of a deeper draught can \
reach the quay at any tide;
item 12 (b) - to renew the lights:
item 12 (b) (i) - those on the mole;
item 12 (b) (ii) - those on the island, which the storm of last winter had put out for eleven \
nights;
item 12 (c) - to meet again in a year.
item 13 - The members thanked Portugal for its welcome.
heading - - Dues
paragraph - - The dues from the first of January are as follows.
row - - Ships | Euros a day | Change
row - - Fishing boats | 12 | none
row - - Ferries | 140 | up by 5 per cent
paragraph - - The members also agreed on these points:
item - - pilots are to be on call by night as well as by day, on Sundays and on holidays as on \
other days;
item - - tugs are free of dues.
item IV - The next meeting is in Faro.
note 1 - As said in the declaration of 2019, which the members confirmed at the meeting in Porto \
and again at the meeting in Faro.
note 2 - Rules of the port, article 7.
""".splitlines()


def test_notes_nested_numbers_tables_and_bullets() -> None:
    assert [shown(block) for block in read("kinds.pdf").blocks] == KINDS


def test_headings_are_no_paragraphs_rows_are_and_notes_come_last() -> None:
    found = body(read("kinds.pdf").blocks)
    assert [paragraph.kind for paragraph in found[-2:]] == ["note", "note"]
    assert [paragraph.label for paragraph in found[:-2]] == [
        *(None, "12", "12 (a)", "12 (b)", "12 (b) (i)", "12 (b) (ii)", "12 (c)", "13"),
        *(None, None, None, None, None, None, None, "IV"),
    ]


def one_page(content: bytes, pages: int = 1, box: str = "0 0 595 842") -> bytes:
    """A PDF written by hand, with no table of cross-references."""
    packed = zlib.compress(content, 9)
    kids = " ".join(f"{10 + at} 0 R" for at in range(pages))
    objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj",
        "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        *(
            f"{10 + at} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 5 0 R"
            "/Resources<</Font<</F 4 0 R>>>>>>endobj"
            for at in range(pages)
        ),
    ]
    stream = b"5 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
    end = f"trailer<</Root 1 0 R/Size {10 + pages}>>\n%%EOF"
    head = "%PDF-1.4\n" + "\n".join(objects) + "\n"
    return head.encode() + stream % (len(packed), packed) + end.encode()


def text_at(x: int, y: int, text: str) -> bytes:
    return f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode()


def saved(document: pdfium.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def blank() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842).close()
    return saved(document)


SENTENCE = text_at(72, 700, "The Ministers met in Rome and agreed on a number of measures.")
GOOD = (FIXTURES / "000.office.one.pdf").read_bytes()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"", "damaged, cut short or empty"),
        (b"Not a PDF at all.", "damaged, cut short or empty"),
        (GOOD[: len(GOOD) // 2], r"damaged or cut short \(byte \d+\)"),
        (GOOD[:30_000] + b"\x00" + GOOD[30_001:], r"damaged or cut short \(byte \d+\)"),
        (GOOD[: len(GOOD) - 2000], "damaged, cut short or empty"),
        (b"%PDF-1.4\n" + GOOD[2000:], "is damaged: page 1 is lost"),
        (one_page(SENTENCE, pages=0), "damaged, cut short or empty"),
        ((FIXTURES / "locked.pdf").read_bytes(), "protected by a password. Save a copy without"),
        (one_page(b"", pages=2001), "2,001 pages, more than 2,000"),
        (
            one_page(b"BT /F 1 Tf 9 9 Td " + b"(aaaaaaaaa) Tj " * 111_112 + b"ET"),
            "page 1 has 1,000,",
        ),
        (one_page(b" " * 64 * 1024 * 1024 + SENTENCE), "unpacks to more than 32 MB"),
        (blank(), "blank on every page"),
        (one_page(b"0 0 m 500 500 l S"), "has no text: page 1 is only a picture. --ocr reads it"),
        (one_page(b"0 0 m 5 5 l S", pages=14), r"pages 1, 2, .*, 12 and 2 more are only pictures"),
        (one_page(text_at(290, 20, "Page 1 of 1")), "nothing but page headers and numbers"),
        ((FIXTURES / "scan.pdf").read_bytes(), "has no text: page 1 is only a picture"),
    ],
    ids=lambda value: None if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_cannot_be_read_is_told_in_one_sentence(source: bytes, told: str) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError, match=told) as raised:
        read_pdf("minutes.pdf", source)
    assert str(raised.value).startswith("minutes.pdf")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "damaged",
    [
        GOOD.replace(b"startxref", b"startxxxx"),
        re.sub(rb"startxref\s+\d+", b"startxref\n7", GOOD),
        re.sub(rb"xref\n0 \d+\n(?:\d{10} \d{5} [nf] ?\n)+", b"", GOOD),
        b"junk before it\n" + GOOD,
    ],
)
def test_broken_cross_references_are_repaired(damaged: bytes) -> None:
    assert damaged != GOOD
    assert clean(read_pdf("x.pdf", damaged)).text == clean(read("000.office.one.pdf")).text


def test_no_cut_or_changed_byte_brings_anything_but_a_text_or_an_error() -> None:
    source = (FIXTURES / "kinds.pdf").read_bytes()
    for at in range(0, len(source), 997):
        for damaged in (source[:at], source[:at] + b"\x00" + source[at + 1 :]):
            try:
                document = read_pdf("x.pdf", damaged)
            except SourceError:
                continue
            assert document.blocks


def test_the_owner_of_a_password_does_not_keep_readers_out() -> None:
    assert read_pdf("x.pdf", one_page(SENTENCE)).blocks[0].text.startswith("The Ministers met")


def mixed() -> bytes:
    """A file of two pages, the second scanned."""
    made = pdfium.PdfDocument.new()
    for name in ("002.office.one.pdf", "scan.pdf"):
        with pdfium.PdfDocument(FIXTURES / name) as document:
            made.import_pages(document, [0])
    return saved(made)


def test_scanned_pages_among_others_are_named() -> None:
    document = read_pdf("mixed.pdf", mixed())
    assert document.unread == (2,)
    assert document.pages == 2
    assert {block.page for block in document.blocks} == {1}
    assert not any(block.recognised for block in document.blocks)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    document = pdfium.PdfDocument(FIXTURES / "kinds.pdf")
    document[0].set_rotation(turn)
    assert [shown(block) for block in read_pdf("x.pdf", saved(document)).blocks] == KINDS


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 100", "0 -1 1 0 300 700", "-1 0 0 -1 500 500"])
def test_text_set_sideways_is_read_upright(matrix: str) -> None:
    lines = "(The Ministers met in Rome.) Tj T* (They agreed on aid to families.) Tj"
    content = f"BT /F 10 Tf 12 TL {matrix} Tm {lines} ET".encode()
    (block,) = read_pdf("x.pdf", one_page(content)).blocks
    assert block.text == "The Ministers met in Rome. They agreed on aid to families."


def test_a_watermark_across_the_page_is_left_out() -> None:
    askew = b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET\n"
    (block,) = read_pdf("x.pdf", one_page(askew + SENTENCE)).blocks
    assert block.text == "The Ministers met in Rome and agreed on a number of measures."


needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is missing")


@needs_tesseract
def test_a_scanned_page_is_recognised_among_the_others() -> None:
    document = recognise("mixed.pdf", mixed())
    assert document.unread == ()
    assert {block.page for block in document.blocks if block.recognised} == {2}
    assert {block.page for block in document.blocks if not block.recognised} == {1}
    read_back, text = clean(document), bundled("002")
    assert [len(p.span.of(read_back.text)) for p in read_back.paragraphs] == [
        pytest.approx(len(p.span.of(text.text)), abs=3) for p in text.paragraphs
    ]


def test_without_tesseract_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match=r"scan\.pdf .* Install it \(Debian: tesseract-ocr\)"):
        recognise("scan.pdf", (FIXTURES / "scan.pdf").read_bytes())


def test_a_failing_tesseract_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'no such language' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(SourceError, match="could not read page 1: no such language"):
        recognise("scan.pdf", (FIXTURES / "scan.pdf").read_bytes())


def test_an_invisible_text_over_a_picture_was_recognised() -> None:
    (block,) = read_pdf("x.pdf", one_page(SENTENCE)).blocks
    assert not block.recognised
    (block,) = read_pdf("x.pdf", one_page(b"3 Tr " + SENTENCE)).blocks
    assert block.recognised
