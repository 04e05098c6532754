"""The page of a meeting from a document with sections, pages, notes, a table, recognised pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from rich.console import Console
from starlette.testclient import TestClient

from corpus.adding import Filer
from corpus.body import Kind
from corpus.intake import Brought, take
from qa import Engine, ReadMeeting, ReadParagraph, Settings, read_meeting
from tests import word_documents as word
from tests.conftest import hashing_encoder, open_quietly
from web import terminal
from web.app import create_app
from web.meeting_text import laid_out
from web.words import label

FIXTURES = Path(__file__).parent / "fixtures"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
NOTE = '<w:footnote w:id="{0}">{1}</w:footnote>'
REFER = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def minutes() -> bytes:
    """A Word document of two pages with two headings, a table and two notes."""
    body = (
        word.paragraph("Salt", "h1")
        + word.paragraph(word.run("The council agreed on salt.") + REFER.format(1))
        + word.paragraph("Dues", "h1")
        + "<w:tbl>"
        + word.table_row(word.paragraph("Ships"), word.paragraph("Euros"))
        + word.table_row(word.paragraph("Ferries"), word.paragraph("140"))
        + "</w:tbl>"
        + word.paragraph(BREAK + word.run("The dues are paid at the quay.") + REFER.format(2))
    )
    notes = NOTE.format(1, word.paragraph("Of the sea.")) + NOTE.format(
        2, word.paragraph("By night too.")
    )
    return word.document(body, footnotes=notes)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    settings = Settings.read(
        data=tmp_path_factory.mktemp("data"), collection="council", reranker="none"
    )
    brought = [("minutes.docx", minutes(), "2021-05-01")]
    brought.append(("kinds.pdf", (FIXTURES / "kinds.pdf").read_bytes(), "2024-05-03"))
    if shutil.which("tesseract"):
        brought.append(("scan.pdf", (FIXTURES / "scan.pdf").read_bytes(), "2025-05-01"))
    with closing(Filer(settings.place)) as filer:
        filer.name_collection("council")
        for name, source, day in brought:
            given = {"title": f"Of {name}", "date": day}
            filer.add(take(Brought(name, source, options=given, ocr=True)))
    return open_quietly(settings)


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    settings = Settings.read(reranker="none")
    with TestClient(create_app(engine, settings, hashing_encoder)) as client:
        yield client


def tree(client: TestClient, path: str) -> HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    page = html.document_fromstring(answer.text)
    for beside_the_text in page.cssselect(".cite-it"):
        beside_the_text.drop_tree()
    return page


def line(one: HtmlElement) -> str:
    return " ".join("".join(one.itertext()).split())


def test_sections_pages_tables_and_notes_stand_where_they_belong(client: TestClient) -> None:
    page = tree(client, "/meetings/2021-05-01")
    order = [line(one) for one in page.cssselect("article h2, .page, .paragraph")]
    assert order == [
        "p. 1",
        "Salt",
        "¶1 The council agreed on salt.1",
        "Dues",
        "¶2 Ships | Euros",
        "¶3 Ferries | 140",
        "p. 2",
        "¶4 The dues are paid at the quay.2",
        "Notes",
        "¶5 1 Of the sea. ↩︎ ¶1",
        "¶6 2 By night too. ↩︎ ¶4",
    ]
    assert [line(one) for one in page.cssselect(".table .cells p")] == [
        "Ships | Euros",
        "Ferries | 140",
    ]
    assert len(page.cssselect(".table[role=group]")) == 1


def test_notes_and_their_paragraphs_lead_to_each_other(client: TestClient) -> None:
    page = tree(client, "/meetings/2021-05-01")
    there = [one.get("href") for one in page.cssselect(".paragraph sup a")]
    back = [one.get("href") for one in page.cssselect(".notes .back")]
    assert (there, back) == (["#p5", "#p6"], ["#p1", "#p4"])
    for place in (*there, *back):
        assert page.cssselect(place)


def test_nested_numbers_are_shown_as_printed(client: TestClient) -> None:
    page = tree(client, "/meetings/2024-05-03")
    shown = [line(one) for one in page.cssselect(".paragraph .printed")]
    assert shown[:5] == ["12.", "12 (a)", "12 (b)", "12 (b) (i)", "12 (b) (ii)"]
    assert label("IV") == "IV."


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_what_was_read_off_a_picture_says_so(client: TestClient, engine: Engine) -> None:
    marked = tree(client, "/meetings/2025-05-01").cssselect(".paragraph.seen .recognised")
    assert marked
    assert line(marked[0]) == "read off a picture: words may be wrong"
    assert not tree(client, "/meetings/2024-05-03").cssselect(".recognised")
    assert "read off a picture" in printed(read_meeting(engine.store, "2025"))


def test_the_json_of_a_meeting_has_it_all(client: TestClient) -> None:
    paragraphs = client.get("/api/meetings/2021-05-01").json()["paragraphs"]
    assert [(one["section"], one["kind"], one["page"], one["notes"]) for one in paragraphs] == [
        ("Salt", "text", 1, ["1"]),
        ("Dues", "row", 1, []),
        ("Dues", "row", 1, []),
        ("Dues", "text", 2, ["2"]),
        (None, "note", paragraphs[4]["page"], []),
        (None, "note", paragraphs[5]["page"], []),
    ]
    assert json.dumps(paragraphs).count('"recognised": false') == len(paragraphs)


def test_a_citation_tells_its_page(client: TestClient) -> None:
    page = tree(client, "/?q=paid+at+the+quay")
    assert line(page.cssselect(".where")[0]) == "1 May 2021 · p. 2, para. 4"


def printed(read: ReadMeeting) -> str:
    console = Console(file=StringIO(), width=200)
    terminal.meeting(console, read)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_terminal_shows_the_same(engine: Engine) -> None:
    text = [row.rstrip() for row in printed(read_meeting(engine.store, "2021")).splitlines() if row]
    start = text.index("Salt")
    assert text[start:] == [
        "Salt",
        "¶1, p. 1  see note 1 (¶5)",
        "  The council agreed on salt.",
        "Dues",
        "¶2, p. 1, row of a table",
        "  Ships | Euros",
        "¶3, p. 1, row of a table",
        "  Ferries | 140",
        "¶4, p. 2  see note 2 (¶6)",
        "  The dues are paid at the quay.",
        "¶5, p. 1, note 1  to ¶1",
        "  Of the sea.",
        "¶6, p. 2, note 2  to ¶4",
        "  By night too.",
    ]


def paragraph(number: int, page: int | None, mark: str | None, *notes: str) -> ReadParagraph:
    kind: Kind = "text" if mark is None else "note"
    return ReadParagraph(number, mark, page, 0, 1, "A", None, kind, notes, recognised=False)


@pytest.mark.parametrize(
    ("paragraphs", "links"),
    [
        ([paragraph(1, 1, None, "1"), paragraph(2, 1, "1")], [[2]]),
        (
            [  # each page counts its notes anew
                paragraph(1, 1, None, "1"), paragraph(2, 2, None, "1"),
                paragraph(3, 1, "1"), paragraph(4, 2, "1"),
            ],
            [[3], [4]],
        ),
        (  # the note stands on the page after the paragraph's first
            [paragraph(1, 1, None, "1"), paragraph(2, 2, "1")],
            [[2]],
        ),
        ([paragraph(1, None, None, "1", "2"), paragraph(2, None, "2")], [[None, 2]]),
        ([paragraph(1, 3, None, "*"), paragraph(2, 1, "*")], [[2]]),
    ],
)  # fmt: skip
def test_which_note_a_mark_means(
    engine: Engine, paragraphs: list[ReadParagraph], links: list[list[int | None]]
) -> None:
    read = replace(read_meeting(engine.store, "2021"), paragraphs=tuple(paragraphs))
    shown = laid_out(read).body
    assert [[one.note for one in paragraph.refers] for paragraph in shown] == links
