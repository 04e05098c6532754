"""Every format, from a file's bytes to its paragraphs: the bundled texts come back unchanged."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus import BUNDLED
from corpus.errors import SourceError
from corpus.formats.decoding import decode
from corpus.formats.extract import extract
from corpus.formats.media_type import DOCX, HTML, MARKDOWN, PDF, PLAIN_TEXT, media_type
from corpus.formats.text import front_matter, read_text
from corpus.parse import parse
from corpus.parsed_document import ParsedDocument
from corpus.wording import folded, wording
from tests.word_documents import document, paragraph

FIXTURES = Path(__file__).parent / "fixtures"
BUNDLED_TEXTS = sorted(BUNDLED.glob("*.txt"))


def outline(document: ParsedDocument) -> list[tuple[str | None, str, list[str]]]:
    """Each paragraph: its printed number, its text and its sentences."""
    both = zip(document.paragraphs, document.sentences, strict=True)
    return [
        (one.label, one.span.of(document.text), [s.of(document.text) for s in sentences])
        for one, sentences in both
    ]


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
@pytest.mark.parametrize("source", BUNDLED_TEXTS, ids=lambda path: path.stem[:3])
def test_a_bundled_text_comes_back_from_every_format(source: Path, suffix: str) -> None:
    as_text = parse(source.name, source.read_bytes())
    rendered = FIXTURES / f"{source.stem[:3]}.{suffix}"
    again = parse(rendered.name, rendered.read_bytes())
    assert outline(again) == outline(as_text)
    assert all(one.section is None and one.kind == "text" for one in again.paragraphs)
    for one in again.paragraphs:
        assert again.source_map.matches(one.span, again.text, again.extracted_text)


@pytest.mark.parametrize("source", BUNDLED_TEXTS, ids=lambda path: path.stem[:3])
def test_the_same_bytes_always_give_the_same(source: Path) -> None:
    for suffix in ("docx", "html", "md"):
        name = f"{source.stem[:3]}.{suffix}"
        content = (FIXTURES / name).read_bytes()
        once = extract(name, content)
        assert once == extract(name, content)
        if once.media_type == MARKDOWN:  # the store keeps no characters of text: it decodes
            assert decode(name, content) == once.text


def zipped(**files: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


WORD = document(paragraph("We met."))
PAGE = b"<!DOCTYPE html><html><body><p>We met.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.txt", b"We met.", PLAIN_TEXT),
        ("a.md", b"We met.", MARKDOWN),
        ("A.MARKDOWN", b"We met.", MARKDOWN),
        ("a", b"We met.", PLAIN_TEXT),
        ("a.pdf", b"We met.", PLAIN_TEXT),
        ("a.txt", b"%PDF-1.7\n1 0 obj\nendobj", PDF),
        ("a.doc", b"\n\n%PDF-1.4\n1 0 obj\nendobj", PDF),
        ("a.txt", b"A file that begins with %PDF-1.4 is a PDF.", PLAIN_TEXT),
        ("a.txt", WORD, DOCX),
        ("a.docx", PAGE, HTML),
        ("a.txt", b"<?xml version='1.0'?>\n<!-- x -->\n" + PAGE, HTML),
        ("a.txt", PAGE.decode().encode("utf-16"), HTML),
        ("a.html", b"<p>We met.</p>", HTML),
        ("a.txt", b"<p>We met.</p>", PLAIN_TEXT),
        ("a.txt", b"BM, GIF and MZ are how some files begin.", PLAIN_TEXT),
    ],
)
def test_media_types_by_content(name: str, source: bytes, expected: str) -> None:
    assert media_type(name, source) == expected


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "is empty"),
        (PNG, "an image.*Add the document's text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "an image"),
        (OLE, r"old .*Save it as \.docx or PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password.*without the password"),
        (rb"{\rtf1 We met.}", r"an RTF file.*Save it as \.docx or PDF"),
        (zipped(a="x"), "a zip archive.*Unpack it"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text", b="x"), "OpenDocument text"),
        (zipped(**{"[Content_Types].xml": ""}), "a zip archive"),
        (zipped(**{"[Content_Types].xml": SHEET}), "a spreadsheet"),
        (gzip.compress(b"We met.", mtime=0), "a compressed file.*Unpack it"),
        (b"PK\x03\x04 is no zip archive", "damaged"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "a program"),
        (b"<?xml version='1.0'?><rss></rss>", "an XML file"),
        (b"We met.\x00\x01\x02", r"control character \(U\+0000\)"),
        (b"We met.\x81", "not UTF-8 text"),
        ("Встреча министров в Риме".encode("koi8-r"), "not UTF-8 text"),
        ("Réunion à Rome".encode() + b" \xe9", "not UTF-8 text .byte 17."),
        ("Rome".encode("utf-16") + b"x", "not UTF-16 text"),
    ],
)
def test_what_cannot_be_read_is_named(source: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.txt .*{sentence}"):
        extract("a.txt", source)


FRENCH = "Les ministres, réunis à Rome, ont décidé de se revoir l’été prochain – à Paris."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_encodings_of_text(encoding: str) -> None:
    source = FRENCH.encode(encoding)
    assert decode("a.txt", source) == FRENCH
    assert parse("a.txt", source).text == FRENCH
    assert parse("a.txt", source).extracted_text == FRENCH


@pytest.mark.parametrize(
    ("text", "described", "rest"),
    [
        ("---\ntitle: A\n---\nWe met.", "title: A\n", "We met."),
        ("\n---\r\n# c\r\ntitle: A\r\n...\r\nWe met.", "# c\r\ntitle: A\r\n", "We met."),
        ('+++\ntitle = "A"\n+++\nWe met.', '+++\ntitle = "A"\n+++\n', "We met."),
        ("---\ntitle: A\n---", "title: A\n", ""),
        ("---\nWe met.\n---\nWe left.", None, "---\nWe met.\n---\nWe left."),
        ("---\ntitle: A\n\nWe met.", None, "---\ntitle: A\n\nWe met."),
        ("We met.\n---\ntitle: A\n---\n", None, "We met.\n---\ntitle: A\n---\n"),
        ("+++\nWe met.\n+++\n", None, "+++\nWe met.\n+++\n"),
    ],
)
def test_front_matter(text: str, described: str | None, rest: str) -> None:
    found, start = front_matter(text)
    assert (found, text[start:]) == (described, rest)


def test_front_matter_is_described_and_no_paragraph() -> None:
    extracted = read_text("a.md", b"---\ndate: 2021-06-28\n---\n\nWe met[^1].\n\n[^1]: In Rome.\n")
    assert extracted.described == "date: 2021-06-28\n"
    assert [(block.kind.value, block.text, block.notes) for block in extracted.blocks] == [
        ("paragraph", "We met.", ("1",)),
        ("note", "In Rome.", ()),
    ]


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.txt", "We __met__ and _left_.", ["We __met__ and _left_."]),
        ("a.md", "We __met__ and _left_.", ["We met and left."]),
        ("a.txt", "A <b>tag</b> &amp; more.", ["A <b>tag</b> &amp; more."]),
        ("a.md", "A <b class='tag'>tag</b> &amp; more.", ["A tag & more."]),
        ("a.md", "One<br>two&nbsp;three.<!-- four -->", ["One two three."]),
        ("a.md", "Freed &lt;b> &ldquo;people&rdquo;.", ["Freed &lt;b> &ldquo;people&rdquo;."]),
        ("a.md", "The 13<sup>th</sup> time.", ["The 13th time."]),
        ("a.md", "> We met.\n> We left.", ["We met. We left."]),
        ("a.txt", "> We met.", ["> We met."]),
        ("a.md", "| Year | Sum |\n|---|---|\n| 2021 | *5* \\| 6 |\n|| x |",
         ["Year | Sum", "2021 | 5 | 6", "x"]),
        ("a.txt", "| Year | Sum |.", ["| Year | Sum |."]),
        ("a.md", "Title\n=====\n\nWe met.", ["We met."]),
        ("a.md", "We met in Rome.\n---\nWe left.", ["We met in Rome.", "We left."]),
        ("a.md", "**Middle East **\n\nWe met.", ["We met."]),
        ("a.md", "We met.  \n\u00a0  \nWe left.", ["We met.", "We left."]),
        ("a.txt", "We met.\n\n...\n\n?!\n\nWe left.", ["We met.", "We left."]),
        ("a.txt", "We met.\n\nDone at Rome, 2021", ["We met.", "Done at Rome, 2021"]),
        ("a.txt", "We\u00adlcome to Ro\u00adme.", ["Welcome to Rome."]),
    ],
)  # fmt: skip
def test_plain_text_and_markdown(name: str, source: str, expected: list[str]) -> None:
    parsed = parse(name, source.encode())
    assert [one.span.of(parsed.text) for one in parsed.paragraphs] == expected


GLUED = (
    "{}\nThe ministers met in Rome and agreed on a number of measures, among them\n"
    "to train the police and to meet again within a year.\n\nThey left."
)


@pytest.mark.parametrize(
    "title",
    [
        "<u>Trade</u>",
        '<span style="text-decoration: underline">Trade</span>',
        "<b><i>Trade</i></b><br>",
    ],
)
def test_what_tags_emphasise_may_be_a_title(title: str) -> None:
    source = f"We met.\n\n{title}  \nWe agreed.\n"
    assert [one.section for one in parse("a.md", source.encode()).paragraphs] == [None, "Trade"]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Regional issues", "Regional issues"),
        ("**Regional issues**", "Regional issues"),
        ("Regional issues, and what the ministers of the whole Coalition", None),
        ("Regional issues of the", None),
        ("This was said.", None),
    ],
)
def test_a_title_glued_to_its_paragraph(title: str, section: str | None) -> None:
    source = f"Opening.\n\n{GLUED.format(title)}"
    parsed = parse("a.txt", source.encode())
    assert [one.section for one in parsed.paragraphs] == [None, section, section]
    assert (title in parsed.text) == (section is None)


SET = (
    "The O\ufb03ce of the \ufb01rst session said: \u201cWe don\u2019t \ufb02inch\u201d \u2013 here."
)
TYPED = 'The Office of the first session said: "We don\'t flinch" - here.'


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.txt", SET.encode()),
        ("a.md", SET.encode()),
        ("a.html", f"<html><body><main><p>{SET}</p></main></body></html>".encode()),
        ("a.docx", document(paragraph(SET))),
    ],
)
def test_ligatures_and_quotes_are_kept_and_folded_for_comparing(name: str, source: bytes) -> None:
    text = parse(name, source).text
    assert text == SET
    assert wording(text) == wording(TYPED)
    assert "office" in folded(text)
    assert "flinch" in folded(text)
