"""Which blocks are paragraphs, which two are one, and which number is printed."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.body import body
from corpus.errors import SourceError
from corpus.layout import Block, BlockKind, blocks, joined_text
from corpus.span import Span

LONG = "The ministers met and then agreed on a number of measures of considerable importance to all"


def read(source: str) -> list[str]:
    """Paragraphs as "label|text"."""
    return [f"{p.label or ''}|{joined_text(source, p.pieces)}" for p in body(blocks(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # joined: the first stops in mid-sentence, the second goes on in lower case
        (f"{LONG} of\n\nthem in Rome.", [f"|{LONG} of them in Rome."]),
        (f"{LONG}\n\nof them in Rome.", [f"|{LONG} of them in Rome."]),
        (f"1. {LONG}\n\nof them.\n\n2. Next one.", [f"1|{LONG} of them.", "2|Next one."]),
        (f"{LONG} in the U.S.\n\ngovernment.", [f"|{LONG} in the U.S. government."]),
        (f"{LONG} cohesive,\n\nIraqi-led force.", [f"|{LONG} cohesive, Iraqi-led force."]),
        # joined twice: a paragraph over three pages
        (f"{LONG} of\n\nthem and\n\nothers.", [f"|{LONG} of them and others."]),
        # not joined: the first is finished
        (f"{LONG}.\n\nof them.", [f"|{LONG}.", "|of them."]),
        (f"{LONG}:\n\nfirst point.", [f"|{LONG}:", "|first point."]),
        (f"“{LONG}.”\n\nthen more.", [f"|“{LONG}.”", "|then more."]),
        # not joined: the second is numbered, an item, a heading, or starts anew
        (f"{LONG}\n\n2. them.", [f"|{LONG}", "2|them."]),
        (f"{LONG}\n\n- them.", [f"|{LONG}", "|them."]),
        (f"{LONG}\n\n## them", [f"|{LONG}"]),
        (f"{LONG}\n\nThey left.", [f"|{LONG}", "|They left."]),
        # short lines that go on in lower case are kept
        (
            "They decided:\n\nto meet again\n\nand to talk",
            ["|They decided:", "|to meet again and to talk"],
        ),
        # not joined: clauses of one sentence, each a paragraph, as in a preamble
        (
            f"Recalling that {LONG},\n\nNoting that {LONG},\n\nThey decided to meet.",
            [f"|Recalling that {LONG},", f"|Noting that {LONG},", "|They decided to meet."],
        ),
        (
            f"They said that, in Rome,\n\nItaly and {LONG}.",
            [f"|They said that, in Rome, Italy and {LONG}."],
        ),
        (
            "*The Assembly*,\n\n*Recalling* all,\n\n*Noting*,",
            ["|The Assembly,", "|Recalling all,", "|Noting,"],
        ),
        # a rule or a page number between two halves is a page break
        (f"{LONG} of\n\n29\n\nthem.", [f"|{LONG} of them."]),
        (f"{LONG} of the\n\n- Page 3 of 10 -\n\nCouncil.", [f"|{LONG} of the Council."]),
        (f"{LONG} of\n\n---\n\nthem.", [f"|{LONG} of them."]),
    ],
)
def test_joining(source: str, expected: list[str]) -> None:
    assert read(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Title\n\nText here.", ["|Text here."]),
        ("**Title in bold**\n\nText here.", ["|Text here."]),
        ("Rome, 28 June\n\nText here.", ["|Text here."]),
        ("Text here.\n\n## Further information", ["|Text here."]),
        ("Note.\n\n*Begin text:*\n\nText here.\n\n*End text.*\n\nFooter.", ["|Text here."]),
        ("Begin Text\n\nText here.\n\nText Ends", ["|Text here."]),
        ("Text here.\n\n\\###\n\nPress office.", ["|Text here."]),
        ("Text here.\n\n---\n\nMore text.", ["|Text here.", "|More text."]),
        ("Text here.\n\n-30-\n\nPress office.", ["|Text here."]),
        ("Text here.\n\n30\n\nMore text.", ["|Text here.", "|More text."]),
        ("Text here.\n\n~~~~~\n\nMore text.", ["|Text here.", "|More text."]),
        ("Begin text\n\nA.\n\nEnd text\n\nB.\n\nBegin text\n\nC.\n\nEnd text", ["|A.", "|C."]),
        (f"**{LONG}.**\n\nText here.", [f"|{LONG}.", "|Text here."]),
        ("It ends text messages.\n\nText here.", ["|It ends text messages.", "|Text here."]),
    ],
)
def test_what_is_not_a_paragraph(source: str, expected: list[str]) -> None:
    assert read(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\$20 billion was raised.", ["|$20 billion was raised."]),
        ("It was *very* **clear** to all.", ["|It was very clear to all."]),
        ("Two * stars * stay.", ["|Two * stars * stay."]),
        ("See [the site \\(http://a.b/c\\)](http://a.b/c).", ["|See the site (http://a.b/c)."]),
        ("See <http://a.org> and [b](http://b.org) too.", ["|See http://a.org and b too."]),
        ("It is 5*3*2 metres by 7**2**1.", ["|It is 5*3*2 metres by 7**2**1."]),
        ("Hard\nwrapped\r\nlines.", ["|Hard wrapped lines."]),
        ("     Indented text stays text.", ["|Indented text stays text."]),
        ("A <b>tag</b> &amp; more.", ["|A <b>tag</b> &amp; more."]),
        ("1 to 1\u0080\u00911/4 percent.", ["|1 to 1 1/4 percent."]),
        ("No\u00a0break\u00a0here.", ["|No break here."]),
        ("12\\.   Escaped number.", ["12|Escaped number."]),
        ("7) Bracketed number.", ["7|Bracketed number."]),
        ("2021 was a good year.", ["|2021 was a good year."]),
    ],
)
def test_what_shows(source: str, expected: list[str]) -> None:
    assert read(source) == expected


def block(kind: str, text: str, **more: Any) -> Block:
    return Block(BlockKind(kind), more.pop("label", None), False, (Span(0, 1),), text, **more)


ROME = block("paragraph", "We met in Rome.", notes=("1",))
PARIS = block("paragraph", "We met in Paris.")
NOTES = (block("note", "In June.", label="1"), block("note", "In May.", label="2"))
BEGIN, END = block("paragraph", "Begin text"), block("paragraph", "End text")
TITLE = block("heading", "Communiqué", level=1)
TRADE, HEALTH = block("heading", "Trade", level=2), block("heading", "Health", level=2)
BOLD = Block(BlockKind.PARAGRAPH, None, True, (Span(0, 1),), "Bold title")


@pytest.mark.parametrize(
    ("page", "sections"),
    [
        ([TITLE, ROME, PARIS], [None, None]),
        ([TITLE, ROME, TRADE, PARIS], [None, "Trade"]),
        ([TITLE, TRADE, ROME, HEALTH, PARIS], ["Trade", "Health"]),
        ([TITLE, TRADE, ROME, PARIS], [None, None]),
        ([TITLE, TRADE, ROME, HEALTH], [None]),
        ([TRADE, ROME, block("heading", "Visas", level=3), PARIS], [None, "Visas"]),
        ([BOLD, ROME, BOLD, PARIS], ["Bold title", "Bold title"]),
        ([block("paragraph", "Rome, 28 June"), ROME, block("paragraph", "Trade"), PARIS],
         [None, "Trade"]),
    ],
)  # fmt: skip
def test_sections(page: list[Block], sections: list[str | None]) -> None:
    assert [paragraph.section for paragraph in body(page)] == sections


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ([ROME, *NOTES, PARIS], ["", "", "1", "2"]),
        ([BEGIN, ROME, END, *NOTES], ["", "1"]),
        ([BEGIN, ROME, *NOTES, END], ["", "1", "2"]),
        ([BEGIN, PARIS, END, *NOTES], [""]),
    ],
)
def test_notes_come_last_and_only_those_of_the_body(page: list[Block], labels: list[str]) -> None:
    found = body(page)
    assert [paragraph.label or "" for paragraph in found] == labels
    assert [p.kind for p in found] == ["note" if p.label else "text" for p in found]


def test_a_paragraph_cut_by_a_page_break_has_the_first_page_and_all_notes() -> None:
    cut = block("paragraph", LONG, page=3, notes=("1",))
    rest = block("paragraph", "of them.", page=4, notes=("2",))
    (whole,) = body([cut, block("note", "Between.", label="9"), rest])[:1]
    assert (whole.page, whole.notes, len(whole.pieces)) == (3, ("1", "2"), 2)


def test_rows_are_kept_and_never_joined() -> None:
    rows = [block("row", "Year | Sum"), block("row", "2021"), block("paragraph", "of them all.")]
    found = body(rows)
    assert [paragraph.kind for paragraph in found] == ["row", "row", "text"]
    assert [len(paragraph.pieces) for paragraph in found] == [1, 1, 1]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We met.\n\nDone at Rome", ["|We met.", "|Done at Rome"]),
        ("We met.\n\nThe President\n\nRome", ["|We met.", "|The President", "|Rome"]),
        ("We met.\n\n**Contacts**", ["|We met."]),
        ("Only a title", []),
        ("We met.\n\n...\n\n?!\n\n* * *\n\nWe left.", ["|We met.", "|We left."]),
    ],
)
def test_what_stands_at_the_end(source: str, expected: list[str]) -> None:
    assert read(source) == expected


def test_text_that_cannot_be_traced_is_refused() -> None:
    with pytest.raises(SourceError, match="Line 1 could not be traced"):
        blocks("A \x00 character.")
