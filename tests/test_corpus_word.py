"""Word documents: numbers that Word computes, what shows, pages, notes, tables, and bad files."""

from __future__ import annotations

import pytest

from corpus.body import body
from corpus.errors import SourceError
from corpus.formats.docx import read_docx
from corpus.layout import Block, BlockKind, joined_text
from tests.word_documents import control, document, item, numbering, paragraph, run, table_row

LEGAL = ("decimal %1.", "lowerLetter (%2)", "lowerRoman (%3)")
RESTARTED = (
    '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="{}"/></w:lvlOverride></w:num>'
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def blocks_of(source: bytes) -> tuple[Block, ...]:
    extracted = read_docx("a.docx", source)
    for block in extracted.blocks:
        assert joined_text(extracted.text, block.pieces) == block.text
    return extracted.blocks


def labelled(source: bytes) -> list[str]:
    return [f"{block.label or ''}|{block.text}" for block in blocks_of(source)]


@pytest.mark.parametrize(
    ("lists", "instances", "items", "labels"),
    [
        ([LEGAL], "", [(0, 1), (1, 1), (2, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
         ["1", "1 (a)", "1 (a) (i)", "1 (a) (ii)", "1 (b)", "1 (b) (i)", "2", "2 (a)"]),
        ([("decimal %1. 12", "lowerLetter (%2)", "lowerRoman (%3)")], "",
         [(0, 1), (1, 1), (1, 1), (2, 1), (2, 1), (2, 1)],
         ["12", "12 (a)", "12 (b)", "12 (b) (i)", "12 (b) (ii)", "12 (b) (iii)"]),
        ([("decimal %1.", "decimal %1.%2", "decimal %1.%2.%3")], "",
         [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
         ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
        ([("upperRoman %1.",), ("upperLetter %1)",)], "",
         [(0, 1), (0, 1), (0, 1), (0, 1), (0, 2), (0, 2)],
         ["I", "II", "III", "IV", "IV (A)", "IV (B)"]),
        ([("decimal %1.",)], RESTARTED.format(5), [(0, 1), (0, 1), (0, 9), (0, 9), (0, 1)],
         ["1", "2", "5", "6", "7"]),
        ([("decimal %1.", "bullet •")], "", [(0, 1), (1, 1), (1, 1), (0, 1)], ["1", "1", "1", "2"]),
        ([("bullet •",)], "", [(0, 1), (0, 1)], ["", ""]),
        ([("lowerLetter %1) 26",)], "", [(0, 1), (0, 1)], ["z", "aa"]),
        ([("decimal Article_%1.",)], "", [(0, 1)], ["Article_1"]),
        ([LEGAL], "", [(0, 7)], [""]),
    ],
)  # fmt: skip
def test_numbers_that_word_computes(
    lists: list[tuple[str, ...]], instances: str, items: list[tuple[int, int]], labels: list[str]
) -> None:
    xml = "".join(item(f"The item number {n} ends.", *place) for n, place in enumerate(items))
    source = document(xml, numbering(*lists, instances=instances))
    assert [block.label or "" for block in blocks_of(source)] == labels


def test_numbers_of_a_style_and_none_where_it_is_taken_off() -> None:
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    xml = (
        paragraph("One.", "counted")
        + paragraph("No.", "counted", off)
        + paragraph("Two.", "counted")
    )
    assert labelled(document(xml, numbering(LEGAL))) == ["1|One.", "|No.", "2|Two."]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Kept") + f"<w:del>{run(' gone')}</w:del><w:ins>{run(' new')}</w:ins>", "Kept new"),
        (f"<w:moveFrom>{run('old ')}</w:moveFrom><w:moveTo>{run('place')}</w:moveTo>", "place"),
        (run("Seen") + run(" hidden", "<w:vanish/>"), "Seen"),
        (run("Seen") + run(" hidden", '<w:rStyle w:val="secret"/>'), "Seen"),
        (run("Seen") + run(" too", '<w:vanish w:val="0"/>'), "Seen too"),
        (f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
        (f"<w:smartTag><w:smartTag>{run('Rome')}</w:smartTag></w:smartTag>", "Rome"),
        (control(run("in a control")), "in a control"),
        (control(run("Click"), "<w:showingPlcHdr/>") + run("Text"), "Text"),
        (f'<w:fldSimple w:instr="DATE">{run("28 June")}</w:fldSimple>', "28 June"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
         + run("code") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("result")
         + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" after"), "result after"),
        (run("re") + "<w:r><w:softHyphen/></w:r>" + run("affirm"), "reaffirm"),
        (run("co") + "<w:r><w:noBreakHyphen/></w:r>" + run("chair"), "co-chair"),
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
        ("<mc:AlternateContent><mc:Choice>" + run("one") + "</mc:Choice><mc:Fallback>" + run("two")
         + "</mc:Fallback></mc:AlternateContent>", "one"),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2"),
        (f"<w:ruby><w:rt>{run('r')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>", "base"),
        (run("In ") + '<w:r><w:sym w:char="F0D3"/></w:r>' + run("2021"), "In 2021"),
    ],
)  # fmt: skip
def test_what_shows(inside: str, text: str) -> None:
    assert [block.text for block in blocks_of(document(paragraph(inside)))] == [text]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    xml = paragraph("The ministers ", properties=gone) + paragraph("met.")
    assert labelled(document(xml)) == ["|The ministers met."]


def test_headings_by_name_by_outline_and_by_what_a_style_is_based_on() -> None:
    xml = "".join(paragraph(style, style) for style in ("title", "h1", "outlined", "sub", "none"))
    found = [(block.kind, block.level) for block in blocks_of(document(xml))]
    assert found == [
        (BlockKind.HEADING, None),
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, None),
    ]


def test_a_whole_paragraph_in_a_heading_style_is_a_paragraph() -> None:
    text = "The ministers met in Rome on 28 June 2021 and agreed on measures of importance to all."
    assert blocks_of(document(paragraph(text, "h1")))[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("xml", "pages"),
    [
        (paragraph("A.") + paragraph("B."), [None, None]),
        (paragraph("A.") + paragraph(BREAK + run("B.")), [1, 2]),
        (paragraph(run("A.") + BREAK) + paragraph("B."), [1, 2]),
        # a typed break and the note of the last layout about it are one
        (paragraph(run("A.") + BREAK) + paragraph(RENDERED + run("B.")), [1, 2]),
        (paragraph("A.") + paragraph(run("B") + RENDERED + run("b.")) + paragraph("C."), [1, 1, 2]),
        (paragraph("A.") + paragraph("B.", properties="<w:pageBreakBefore/>"), [1, 2]),
        (paragraph(RENDERED + run("A.")) + paragraph(RENDERED + run("B.")), [2, 3]),
    ],
)
def test_pages(xml: str, pages: list[int | None]) -> None:
    extracted = read_docx("a.docx", document(xml))
    assert [block.page for block in extracted.blocks] == pages
    assert extracted.pages == (
        None if pages[-1] is None else max(pages, key=lambda page: page or 0)
    )


def test_notes_are_kept_apart_and_linked() -> None:
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    refer = '<w:r><w:footnoteReference w:id="{}"{}/>{}</w:r>'
    xml = paragraph(run("First") + refer.format(5, "", "") + run(" one.") + refer.format(3, "", ""))
    xml += paragraph(run("Second") + refer.format(4, ' w:customMarkFollows="1"', "<w:t>*</w:t>"))
    xml += paragraph(run("Third") + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run("."))
    footnotes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    for number in (3, 4, 5):
        footnotes += note.format(
            number, paragraph("<w:r><w:footnoteRef/></w:r>" + run(f" Note {number}."))
        )
    endnotes = f'<w:endnote w:id="1">{paragraph("At the end.") + paragraph("More.")}</w:endnote>'
    found = blocks_of(document(xml, "", footnotes, endnotes))
    assert [(block.kind.value, block.label, block.text, block.notes) for block in found] == [
        ("paragraph", None, "First one.", ("1", "2")),
        ("paragraph", None, "Second", ("*",)),
        ("paragraph", None, "Third.", ("i",)),
        ("note", "1", "Note 5.", ()),
        ("note", "2", "Note 3.", ()),
        ("note", "*", "Note 4.", ()),
        ("note", "i", "At the end. More.", ()),
    ]


def test_tables_and_text_boxes_stand_in_their_place() -> None:
    header = table_row(paragraph("Year"), paragraph("Pledged"))
    merged = table_row(paragraph("2021") + paragraph("(so far)"), "<w:p/>")
    deleted = table_row(paragraph("x"), paragraph("y"), properties="<w:trPr><w:del/></w:trPr>")
    frame = f"<w:tbl>{table_row(paragraph('Framed text.'))}</w:tbl>"
    boxed = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    box = run("Before.") + f"<w:r><w:pict>{boxed}</w:pict></w:r>"
    xml = paragraph(box) + f"<w:tbl>{header}{merged}{deleted}</w:tbl>" + frame + paragraph("After.")
    assert [(block.kind.value, block.text) for block in blocks_of(document(xml))] == [
        ("paragraph", "Before."),
        ("paragraph", "In a box."),
        ("row", "Year | Pledged"),
        ("row", "2021 (so far)"),
        ("paragraph", "Framed text."),
        ("paragraph", "After."),
    ]


def test_a_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    xml = control(paragraph("Trade 3"), gallery) + paragraph("Trade 3", "toc1")
    assert labelled(document(xml + paragraph("Text."))) == ["|Text."]


def test_paragraphs_know_their_section_page_and_notes() -> None:
    refer = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    xml = paragraph("Communiqué", "title") + paragraph("Opening words.") + paragraph("Trade", "h1")
    xml += (
        paragraph(BREAK + run("We met.") + refer)
        + paragraph("Health", "h1")
        + paragraph("We agreed.")
    )
    notes = f'<w:footnote w:id="1">{paragraph("In Rome.")}</w:footnote>'
    found = body(blocks_of(document(xml, "", notes)))
    assert [(p.section, p.page, p.kind, p.label, p.notes) for p in found] == [
        (None, 1, "text", None, ()),
        ("Trade", 2, "text", None, ("1",)),
        ("Health", 2, "text", None, ()),
        (None, 2, "note", "1", ()),
    ]


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
DEEP = "<w:ins>" * 400 + paragraph("deep") + "</w:ins>" * 400


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (document(paragraph("&e;"), before=ENTITY), "declares entities"),
        (document(paragraph("&c;"), before=LAUGHS), "declares entities"),
        (document(paragraph("x"), more={"word/x.bin": bytes(60_000_000)}), "would unpack to"),
        (document(paragraph("x"), more={"word/x.xml": bytes(51_000_000)}, packed=0), "to 51,0"),
        (
            document(paragraph("x"), more={f"word/{n}.xml": b"" for n in range(5_001)}),
            "5,0.. parts",
        ),
        (document(DEEP), "damaged Word document"),
        (document("<w:p>"), "damaged Word document"),
        (document(paragraph("x"))[:-30], "damaged Word document"),
        (
            document(paragraph("x")).replace(b"word/document.xml", b"word/nocument.xml"),
            "damaged|no text",
        ),
    ],
)
def test_what_is_refused(source: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=rf"^bad\.docx .*(?:{sentence})"):
        read_docx("bad.docx", source)


def test_a_document_with_macros_is_read_without_them() -> None:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    source = document(paragraph("Text."), main=main, more={"word/vbaProject.bin": b"Shell(x)"})
    assert labelled(source) == ["|Text."]
